// rich_text blocks and cells, and the tables they stand in.
import { h, link } from './dom.js';
import { emoji } from './emoji.js';
import { mention } from './mrkdwn.js';
import { userName, channelName } from './store.js';

function styled(node, style) {
  if (!style) return node;
  for (const [key, tag] of [['code', 'code'], ['bold', 'b'], ['italic', 'i'], ['strike', 's'], ['underline', 'u']]) {
    if (style[key]) node = h(tag, {}, node);
  }
  return node;
}

function part(p) {
  switch (p.type) {
    case 'text': return styled(p.text || '', p.style);
    case 'link': return styled(link(p.url, p.text || p.url), p.style);
    case 'emoji': return emoji(p.name);
    case 'user': return mention('@' + userName(p.user_id));
    case 'channel': return mention('#' + channelName(p.channel_id));
    case 'usergroup': return mention('@' + p.usergroup_id);
    case 'broadcast': return mention('@' + p.range, true);
    case 'date': return h('time', {}, p.fallback || new Date(p.timestamp * 1000).toLocaleString());
    case 'color': return h('code', {}, p.value);
  }
  return h('code', { class: 'unknown' }, JSON.stringify(p));
}

function element(e) {
  const parts = () => (e.elements || []).map(part);
  switch (e.type) {
    case 'rich_text_section': return h('div', { class: 'rt' }, parts());
    case 'rich_text_preformatted': return h('pre', {}, h('code', {}, parts()));
    case 'rich_text_quote': return h('blockquote', {}, parts());
    case 'rich_text_list': {
      const depth = Math.min(8, e.indent || 0);
      const props = { class: `in${depth}` };
      if (e.style === 'ordered' && e.offset) props.start = e.offset + 1;
      return h(e.style === 'ordered' ? 'ol' : 'ul', props, (e.elements || []).map((s) => h('li', {}, element(s))));
    }
  }
  return h('code', { class: 'unknown' }, JSON.stringify(e));
}

export const richText = (b) => h('div', { class: 'mrkdwn' }, (b.elements || []).map(element));

function cell(c) {
  if (!c) return '';
  if (c.type === 'rich_text') return richText(c);
  return c.text ?? String(c.value ?? '');
}

/** table shows a table or data_table block; the first row is the header. */
export function table(b) {
  const settings = b.column_settings || [];
  const row = (r, tag) => h('tr', {}, (r || []).map((c, i) => {
    const s = settings[i] || {};
    const align = ['center', 'right'].includes(s.align) ? s.align : 'left';
    return h(tag, { class: `${align}${s.is_wrapped ? ' wrapped' : ''}`, scope: tag === 'th' ? 'col' : null }, cell(c));
  }));
  const rows = b.rows || [];
  const caption = typeof b.caption === 'string' ? b.caption : b.caption?.text;
  return h('div', { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': caption || 'Table' }, h('table', { 'aria-label': caption || 'Table' },
    caption && h('caption', {}, caption), h('thead', {}, row(rows[0], 'th')), h('tbody', {}, rows.slice(1).map((r) => row(r, 'td')))));
}
