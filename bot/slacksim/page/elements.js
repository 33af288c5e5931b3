// What can be pressed, chosen or filled in. A place says where it stands and what to do: place.act(block, element, change)
// sends the action, place.value(block, element, change) keeps an input's state, place.suggest asks the app for options.
import { h, safeURL } from './dom.js';
import { icon } from './icons.js';
import { textObject } from './mrkdwn.js';
import { state } from './store.js';

const words = (t) => t?.text || '';

/** sure asks before an element with a confirm object acts. */
function sure(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const close = (yes) => { box.close(); box.remove(); resolve(yes); };
    const box = h('dialog', { class: 'confirm', 'aria-label': words(confirm.title) || 'Are you sure?' },
      h('h3', {}, words(confirm.title) || 'Are you sure?'), h('div', {}, textObject(confirm.text)),
      h('div', { class: 'row end' },
        h('button', { type: 'button', class: 'button', onclick: () => close(false) }, words(confirm.deny) || 'Cancel'),
        h('button', { type: 'button', class: `button ${confirm.style || 'primary'}`, onclick: () => close(true) }, words(confirm.confirm) || 'Yes')));
    box.addEventListener('cancel', () => close(false));
    document.body.append(box);
    box.showModal();
  });
}

async function act(place, block, e, change, source) {
  if (!(await sure(e.confirm))) return;
  if (source) { source.classList.add('sent'); setTimeout(() => source.classList.remove('sent'), 600); }
  place.act(block, e, change);
}

function button(place, block, e) {
  const props = { type: 'button', class: `button ${e.style || ''}`, 'aria-label': e.accessibility_label, 'data-action': e.action_id };
  const b = h('button', { ...props, onclick: () => {
    if (e.url && safeURL(e.url)) window.open(safeURL(e.url), '_blank', 'noopener,noreferrer');
    act(place, block, e, null, b);
  } }, textObject(e.text), e.url ? h('span', { class: 'out', 'aria-hidden': 'true' }, ' ↗') : null);
  return b;
}

function feedback(place, block, e) {
  const voted = place.kept(block, e)?.picked;
  const side = (f, sign) => {
    const b = h('button', { type: 'button', class: 'button icon', title: words(f.text), 'aria-label': f.accessibility_label || words(f.text),
      onclick: () => {
        b.parentElement.querySelectorAll('button').forEach((o) => o.setAttribute('aria-pressed', o === b));
        place.keep(block, e, null, f.value);
        act(place, block, e, { value: f.value, text: f.text }, b);
      }, 'aria-pressed': String(voted === f.value) }, sign);
    return b;
  };
  return h('span', { class: 'feedback', role: 'group', 'aria-label': 'Feedback' }, side(e.positive_button, icon('up')), side(e.negative_button, icon('down')));
}

function overflow(place, block, e) {
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': 'More', hidden: true }, (e.options || []).map((o) => h('button', {
    type: 'button', role: 'menuitem', onclick: () => {
      menu.hidden = true;
      if (o.url && safeURL(o.url)) window.open(safeURL(o.url), '_blank', 'noopener,noreferrer');
      act(place, block, e, { selected_option: o });
    } }, textObject(o.text), o.description && h('small', {}, textObject(o.description)))));
  const open = h('button', { type: 'button', class: 'button icon', 'aria-label': 'More', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => {
    menu.hidden = !menu.hidden;
    open.setAttribute('aria-expanded', String(!menu.hidden));
    if (!menu.hidden) menu.querySelector('button')?.focus();
  } }, '⋯');
  menu.addEventListener('keydown', (ev) => {
    const all = [...menu.children], i = all.indexOf(document.activeElement);
    if (ev.key === 'Escape') { menu.hidden = true; open.focus(); ev.stopPropagation(); }
    if (ev.key === 'ArrowDown') { all[(i + 1) % all.length].focus(); ev.preventDefault(); }
    if (ev.key === 'ArrowUp') { all[(i + all.length - 1) % all.length].focus(); ev.preventDefault(); }
  });
  return h('span', { class: 'overflow' }, open, menu);
}

const option = (value, text) => ({ value, text: { type: 'plain_text', text } });

/** choices of a select: its own options, or people or channels of this workspace. */
function choices(e) {
  if (e.type.endsWith('users_select')) return [{ label: '', options: Object.values(state.users).map((u) => option(u.id, u.name)) }];
  if (/(conversations|channels)_select$/.test(e.type)) {
    return [{ label: '', options: state.channels.filter((c) => !c.dm).map((c) => option(c.id, '#' + c.name)) }];
  }
  if (e.option_groups) return e.option_groups.map((g) => ({ label: words(g.label), options: g.options }));
  return [{ label: '', options: e.options || [] }];
}

/** chosen is the change that a choice makes, in the shape Slack gives it for this type. */
function chosen(type, picked) {
  const many = type.startsWith('multi_');
  const one = type.replace('multi_', '');
  if (one === 'users_select') return many ? { selected_users: picked.map((o) => o.value) } : { selected_user: picked[0]?.value || null };
  if (one === 'channels_select') return many ? { selected_channels: picked.map((o) => o.value) } : { selected_channel: picked[0]?.value || null };
  if (one === 'conversations_select') {
    return many ? { selected_conversations: picked.map((o) => o.value) } : { selected_conversation: picked[0]?.value || null };
  }
  return many || type === 'checkboxes' ? { selected_options: picked } : { selected_option: picked[0] || null };
}

const initial = (e) => e.initial_option?.value || e.initial_user || e.initial_channel || e.initial_conversation ||
  (e.initial_options || []).map((o) => o.value);

function select(place, block, e, change) {
  const groups = choices(e), all = groups.flatMap((g) => g.options);
  const many = e.type.startsWith('multi_');
  const was = [place.kept(block, e)?.picked ?? ((e.default_to_current_conversation && place.current?.(block, e)) || initial(e))].flat();
  const item = (o) => h('option', { value: o.value, selected: was.includes(o.value) }, words(o.text));
  const s = h('select', { multiple: many, 'aria-label': words(e.placeholder) || 'Choose', 'data-action': e.action_id, onchange: () => {
    const values = [...s.selectedOptions].map((o) => o.value).filter(Boolean);
    change(chosen(e.type, all.filter((o) => values.includes(o.value))), values, s);
  } }, !many && h('option', { value: '' }, words(e.placeholder) || 'Choose…'),
  groups.map((g) => (g.label ? h('optgroup', { label: g.label }, g.options.map(item)) : g.options.map(item))));
  return s;
}

// An external select asks the app while the person types.
function external(place, block, e, change) {
  const results = h('div', { class: 'menu', role: 'listbox', 'aria-label': words(e.placeholder) || 'Results', hidden: true });
  let turn = 0;
  const input = h('input', { type: 'text', role: 'combobox', 'aria-expanded': 'false', placeholder: words(e.placeholder), 'aria-label': words(block.label) || words(e.placeholder) || 'Search', 'data-action': e.action_id,
    value: place.kept(block, e)?.picked || words(e.initial_option?.text) || '', oninput: async () => {
      const mine = ++turn;
      if (input.value.length < (e.min_query_length ?? 3)) { results.hidden = true; return; }
      const o = await place.suggest(block, e, input.value);
      if (mine !== turn) return;
      results.replaceChildren(...(o?.options || []).map((opt) => h('button', { type: 'button', role: 'option', onclick: () => {
        input.value = words(opt.text);
        results.hidden = true;
        change(chosen(e.type, [opt]), input.value, input);
      } }, words(opt.text))));
      results.hidden = !results.children.length;
      input.setAttribute('aria-expanded', String(!results.hidden));
    } });
  return h('span', { class: 'overflow' }, input, results);
}

function boxes(place, block, e, change) {
  const kind = e.type === 'checkboxes' ? 'checkbox' : 'radio';
  const was = [place.kept(block, e)?.picked ?? initial(e)].flat();
  const group = h('div', { class: 'choices', role: kind === 'radio' ? 'radiogroup' : 'group', 'aria-label': words(block.label) || 'Choose' }, (e.options || []).map((o) => h('label', {},
    h('input', { type: kind, name: `${block.block_id}.${e.action_id}`, value: o.value, checked: was.includes(o.value), onchange: () => {
      const values = [...group.querySelectorAll('input:checked')].map((i) => i.value);
      change(chosen(e.type, e.options.filter((x) => values.includes(x.value))), values, group);
    } }), ' ', textObject(o.text), o.description && h('small', {}, textObject(o.description)))));
  return group;
}

const inputTypes = { datepicker: ['date', 'selected_date', 'initial_date'], timepicker: ['time', 'selected_time', 'initial_time'],
  datetimepicker: ['datetime-local', 'selected_date_time', 'initial_date_time'], email_text_input: ['email', 'value', 'initial_value'],
  url_text_input: ['url', 'value', 'initial_value'], number_input: ['number', 'value', 'initial_value'],
  plain_text_input: ['text', 'value', 'initial_value'] };

function field(place, block, e, change) {
  const [type, key, first] = inputTypes[e.type];
  const cast = (v) => (v === '' ? null : e.type === 'datetimepicker' ? Math.floor(new Date(v).getTime() / 1000) : v);
  const f = h(e.multiline ? 'textarea' : 'input', { type: e.multiline ? null : type, rows: e.multiline ? 4 : null, maxlength: e.max_length,
    placeholder: words(e.placeholder), 'data-action': e.action_id, 'data-key': `${block.block_id}.${e.action_id}`,
    value: place.kept(block, e)?.picked ?? e[first] ?? '' });
  const live = e.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered');
  f.addEventListener('input', () => change({ [key]: cast(f.value) }, f.value, f, !live && key === 'value'));
  f.addEventListener('keydown', (ev) => {
    if (ev.key === 'Enter' && !e.multiline && block.dispatch_action) { change({ [key]: cast(f.value) }, f.value, f); ev.preventDefault(); }
  });
  return f;
}

/** interactive shows one element of a block. */
export function interactive(place, block, e) {
  const change = (ch, picked, source, quiet) => {
    place.keep(block, e, ch, picked);
    if (!quiet && (block.type !== 'input' || block.dispatch_action)) act(place, block, e, ch, source);
  };
  switch (e.type) {
    case 'button': case 'workflow_button': return button(place, block, e);
    case 'icon_button': return h('button', { type: 'button', class: 'button icon', title: words(e.text), 'aria-label': e.accessibility_label || words(e.text),
      onclick: () => act(place, block, e, null) }, icon('trash'));
    case 'feedback_buttons': return feedback(place, block, e);
    case 'overflow': return overflow(place, block, e);
    case 'image': return h('img', { class: 'accessory', src: safeURL(e.image_url), alt: e.alt_text, loading: 'lazy' });
    case 'checkboxes': case 'radio_buttons': return boxes(place, block, e, change);
  }
  if (/external_select$/.test(e.type)) return external(place, block, e, change);
  if (/_select$/.test(e.type)) return select(place, block, e, change);
  if (inputTypes[e.type]) return field(place, block, e, change);
  return h('code', { class: 'unknown' }, JSON.stringify(e));
}

