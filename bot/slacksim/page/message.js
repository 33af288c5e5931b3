// One message: who, when, what, and what can be done with it.
import { h, refocus } from './dom.js';
import { icon } from './icons.js';
import { blocks } from './blocks.js';
import { mrkdwn, unescape } from './mrkdwn.js';
import { emoji, reactions } from './emoji.js';
import { state, perform, userName } from './store.js';

const kept = new Map(); // what people chose in messages, by message, block and element

/** placeOf is where a message's elements stand. */
export function placeOf(m) {
  const key = (b, e) => `${m.channel} ${m.ts} ${b.block_id} ${e.action_id}`;
  return {
    act: (b, e, change) => perform({ do: 'click', channel: m.channel, ts: m.ts, block_id: b.block_id, action_id: e.action_id, change }),
    keep: (b, e, change, picked) => kept.set(key(b, e), { change, picked }),
    kept: (b, e) => kept.get(key(b, e)),
    suggest: (b, e, text) => perform({ do: 'suggest', channel: m.channel, ts: m.ts, action_id: e.action_id, text }),
  };
}

export const clock = (ts) => new Date(parseFloat(ts) * 1000).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });

function avatar(user) {
  const bot = user === state.bot;
  let hue = 0;
  for (const c of user) hue = (hue * 31 + c.charCodeAt(0)) % 6;
  return h('div', { class: `avatar ${bot ? 'bot' : `hue${hue}`}`, 'aria-hidden': 'true' }, bot ? icon('arch', true) : userName(user).slice(0, 1).toUpperCase());
}

function reactionRow(m) {
  if (!m.reactions?.length) return null;
  return h('div', { class: 'reactions' }, m.reactions.map((r) => h('button', { type: 'button', 'aria-pressed': r.users.includes(state.me),
    title: r.users.map(userName).join(', '), 'aria-label': `${r.name}, ${r.count}`,
    onclick: () => perform({ do: 'react', channel: m.channel, ts: m.ts, text: r.name }) }, emoji(r.name), ' ', String(r.count))));
}

/** raw shows a message's JSON, and a way to Slack's Block Kit Builder with its blocks. */
function raw(m) {
  const builder = `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify({ blocks: m.blocks || [] }))}`;
  const box = h('dialog', { class: 'raw', 'aria-label': 'Message as JSON' },
    h('div', { class: 'row' }, h('h3', {}, 'JSON'), h('a', { href: builder, target: '_blank', rel: 'noopener noreferrer' }, 'Block Kit Builder ↗'),
      h('button', { type: 'button', class: 'button', onclick: () => { box.close(); } }, 'Close')),
    h('pre', { tabindex: '0' }, JSON.stringify(m, null, 2)));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}

function tools(m, o) {
  const tool = (label, sign, onclick) => h('button', { type: 'button', title: label, 'aria-label': label, onclick }, sign);
  if (m.ephemeral) {
    return h('div', { class: 'tools' }, tool('Dismiss', icon('close'), () => perform({ do: 'dismiss', channel: m.channel, ts: m.ts })), tool('Show JSON', '{ }', () => raw(m)));
  }
  return h('div', { class: 'tools' },
    reactions.slice(0, 3).map((r) => tool(`React with ${r}`, emoji(r), () => perform({ do: 'react', channel: m.channel, ts: m.ts, text: r }))),
    o.thread ? null : tool('Reply in thread', icon('reply'), () => o.open(m)),
    m.user === state.me && tool('Edit', icon('edit'), () => o.edit(m)),
    m.user === state.me && tool('Delete', icon('trash'), () => perform({ do: 'delete', channel: m.channel, ts: m.ts })),
    (state.shortcuts || []).filter((s) => s.message).map((s) => tool(s.name, s.name.split(' ')[0], () => perform({ do: 'shortcut', action_id: s.callback_id, channel: m.channel, ts: m.ts }))),
    m.streaming && tool('Stop', icon('stop', true), () => perform({ do: 'stop', channel: m.channel, ts: m.ts })),
    tool('Show JSON', '{ }', () => raw(m)));
}

function body(m) {
  const own = m.blocks?.length ? blocks(placeOf(m), m.blocks) : [h('div', { class: 'block' }, mrkdwn(m.text || ''))];
  const extra = (m.attachments || []).map((a) => h('div', { class: 'attachment' }, a.blocks ? blocks(placeOf(m), a.blocks) : mrkdwn(a.text || a.fallback || '')));
  return [...own, ...extra];
}

/** editor stands in for a message while its writer changes it. */
function editor(m, done) {
  const plain = unescape((m.text || '').replace(/<@([^>|]+)[^>]*>/g, (_, id) => '@' + userName(id)).replace(/<#[^|>]+\|([^>]*)>/g, '#$1').replace(/<([^<>|]+)>/g, '$1'));
  const t = h('textarea', { rows: 2, 'aria-label': 'Edit message', value: plain });
  const save = () => { perform({ do: 'edit', channel: m.channel, ts: m.ts, text: t.value }); done(); };
  t.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.shiftKey) { save(); e.preventDefault(); }
    if (e.key === 'Escape') done();
  });
  setTimeout(() => t.focus());
  return h('div', { class: 'editor' }, t, h('div', { class: 'row end' }, h('button', { type: 'button', class: 'button', onclick: done }, 'Cancel'),
    h('button', { type: 'button', class: 'button primary', onclick: save }, 'Save')));
}

/** message gives the node of a message. o: open(m) opens its thread, edit(m) its editor, thread says that it stands in one. */
export function message(m, o) {
  const bot = m.user === state.bot;
  const head = h('div', { class: 'head' }, h('b', { class: 'who' }, userName(m.user)), bot && h('span', { class: 'app' }, 'APP'),
    h('time', { class: 'when', title: new Date(parseFloat(m.ts) * 1000).toLocaleString() }, clock(m.ts)));
  const replies = !o.thread && m.reply_count > 0 && h('button', { type: 'button', class: 'replies', onclick: () => o.open(m) },
    icon('reply'), `${m.reply_count} ${m.reply_count === 1 ? 'reply' : 'replies'}`);
  return h('article', { class: `message${m.ephemeral ? ' ephemeral' : ''}`, 'data-ts': m.ts, 'aria-label': `${userName(m.user)} at ${clock(m.ts)}` },
    avatar(m.user), h('div', { class: 'said' },
      m.ephemeral && h('div', { class: 'only' }, icon('eye'), ' Only visible to you'),
      !o.thread && m.thread_ts && m.thread_ts !== m.ts && h('div', { class: 'only' }, 'replied to a thread'),
      head, o.editing ? editor(m, o.done) : body(m),
      m.edited && h('small', { class: 'edited' }, '(edited)'), m.streaming && h('small', { class: 'edited' }, '… writing'),
      reactionRow(m), replies), tools(m, o));
}

/** keeper gives the same node for the same message again, so that what is being typed or chosen there stays. */
export function keeper() {
  let drawn = new Map();
  return {
    node(m, o) {
      const d = drawn.get(m.ts);
      if (d && d.m === m && d.editing === !!o.editing) return d.node;
      const node = message(m, o);
      const focus = d ? refocus(d.node, node) : null;
      if (d) d.node.replaceWith(node);
      focus?.();
      drawn.set(m.ts, { m, node, editing: !!o.editing });
      return node;
    },
    only(messages) { drawn = new Map(messages.filter((m) => drawn.has(m.ts)).map((m) => [m.ts, drawn.get(m.ts)])); },
  };
}

/** notice is a line from the workspace itself, for this person. */
export function notice(text, invite) {
  return h('article', { class: 'message ephemeral notice', role: 'status' }, h('div', { class: 'avatar bot', 'aria-hidden': 'true' }, icon('gear')),
    h('div', { class: 'said' }, h('div', { class: 'only' }, icon('eye'), ' Only visible to you'), h('div', { class: 'head' }, h('b', { class: 'who' }, 'Slackbot')),
      h('div', {}, text), invite && h('button', { type: 'button', class: 'button primary', onclick: invite }, 'Add them')));
}
