// Block Kit as Slack shows it. A block this page does not know is shown as its JSON, never hidden.
import { h, safeURL } from './dom.js';
import { textObject } from './mrkdwn.js';
import { markdown } from './markdown.js';
import { richText, table } from './richtext.js';
import { interactive } from './elements.js';

function section(place, b) {
  return h('div', { class: 'section' }, h('div', { class: 'section-text' },
    b.text && textObject(b.text),
    b.fields && h('div', { class: 'fields' }, b.fields.map((f) => h('div', { class: 'field' }, textObject(f))))),
  b.accessory && h('div', { class: 'section-accessory' }, interactive(place, b, b.accessory)));
}

function context(b) {
  return h('div', { class: 'context' }, (b.elements || []).map((e) => (e.type === 'image'
    ? h('img', { src: safeURL(e.image_url), alt: e.alt_text }) : h('span', { class: 'context-text' }, textObject(e)))));
}

function image(b) {
  return h('figure', { class: 'image' }, b.title && h('figcaption', {}, textObject(b.title)),
    h('img', { src: safeURL(b.image_url), alt: b.alt_text, loading: 'lazy' }));
}

function input(place, b) {
  const e = interactive(place, b, b.element || {});
  const one = !['checkboxes', 'radio_buttons'].includes(b.element?.type); // a group of choices has labels of its own
  return h('div', { class: 'input', 'data-block': b.block_id }, h(one ? 'label' : 'div', {}, h('span', { class: 'label' }, textObject(b.label),
    b.optional && h('small', {}, ' (optional)')), e), h('div', { class: 'error', role: 'alert' }), b.hint && h('small', { class: 'hint' }, textObject(b.hint)));
}

const taskSigns = { pending: '○', in_progress: '◌', complete: '✓', error: '✕' };

function task(b) {
  return h('div', { class: `task ${b.status || ''}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, taskSigns[b.status] || '○'), ' ', b.title || '',
    b.details?.elements && richText(b.details), b.output?.elements && richText(b.output));
}

function unknown(b) {
  return h('details', { class: 'unknown', open: true }, h('summary', {}, `Block of type ${b.type}`), h('pre', {}, JSON.stringify(b, null, 2)));
}

/** block gives the node of one block. */
export function block(place, b) {
  switch (b.type) {
    case 'section': return section(place, b);
    case 'header': return h('div', { class: `header level${b.level || 1}`, role: 'heading', 'aria-level': String((b.level || 1) + 2) }, textObject(b.text));
    case 'context': return context(b);
    case 'divider': return h('hr');
    case 'actions': case 'context_actions':
      return h('div', { class: 'actions' }, (b.elements || []).map((e) => interactive(place, b, e)));
    case 'image': return image(b);
    case 'rich_text': return richText(b);
    case 'markdown': return markdown(b.text || '');
    case 'table': case 'data_table': return table(b);
    case 'input': return input(place, b);
    case 'task_card': return task(b);
    case 'plan': return h('div', { class: 'plan' }, h('b', {}, b.title || ''), (b.tasks || []).map(task));
    case 'alert': return h('div', { class: 'alert', role: 'note' }, textObject(b.text));
    case 'container':
      return h('div', { class: 'container' }, b.title && h('b', {}, textObject(b.title)), b.subtitle && h('small', {}, textObject(b.subtitle)),
        (b.child_blocks || []).map((c) => block(place, c)));
  }
  return unknown(b);
}

export const blocks = (place, list) => (list || []).map((b) => h('div', { class: 'block' }, block(place, b)));
