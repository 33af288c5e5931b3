// The side panel with one thread.
import { h, $, fill } from './dom.js';
import { keeper } from './message.js';
import { composer } from './composer.js';
import { state, loadThread, place, channel } from './store.js';

const kept = keeper();
let root = null, messages = [], editing = '', body = null, back = null;

const title = () => (channel()?.dm ? 'Thread' : `#${channel()?.name}`);

/** open shows the thread that a message begins or stands in. */
export async function open(m) {
  root = { channel: m.channel, ts: m.thread_ts || m.ts };
  back = document.activeElement;
  messages = await loadThread(root.channel, root.ts);
  kept.only([]);
  body = h('div', { class: 'list', role: 'log', 'aria-label': 'Replies', 'aria-live': 'polite', tabindex: '0' });
  const c = composer({ where: () => ({ channel: root.channel, thread_ts: root.ts }), hint: () => 'Reply…' });
  c.refresh();
  $('thread').replaceChildren(h('header', {}, h('h2', {}, 'Thread'), h('small', {}, title()),
    h('button', { type: 'button', class: 'close', 'aria-label': 'Close thread', onclick: close }, '✕')), body,
  h('div', { class: 'status', role: 'status', id: 'thread-status' }), c.node);
  $('thread').hidden = false;
  document.body.classList.add('in-thread');
  draw();
  showStatus();
  c.focus();
}

export function close() {
  root = null;
  $('thread').hidden = true;
  $('thread').replaceChildren();
  document.body.classList.remove('in-thread');
  back?.focus?.();
}

function draw() {
  if (!root) return;
  fill(body, messages.map((m) => kept.node(m, {
    thread: true, editing: editing === m.ts, edit: () => { editing = m.ts; draw(); }, done: () => { editing = ''; draw(); },
  })));
  kept.only(messages);
  body.scrollTop = body.scrollHeight;
  const top = (body.lastElementChild?.offsetTop ?? 0) - body.offsetTop - 18; // a long answer is read from its beginning, below its tools
  if (top < body.scrollTop) body.scrollTop = top;
}

const here = (m) => root && m.channel === root.channel && (m.ts === root.ts || m.thread_ts === root.ts);

export function arrived(m) {
  if (!here(m)) return;
  place(messages, m);
  draw();
}

export const changed = arrived;

export function gone(m) {
  if (!here(m)) return;
  if (m.ts === root.ts) { close(); return; }
  messages = messages.filter((x) => x.ts !== m.ts);
  draw();
}

/** reopen reads the thread again after a break. */
export async function reopen() {
  if (!root) return;
  if (root.channel !== state.current) { close(); return; }
  messages = await loadThread(root.channel, root.ts).catch(() => []);
  if (messages.length) draw(); else close();
}

export function showStatus() {
  const line = $('thread-status');
  if (line && root) {
    const s = state.statuses[`${root.channel} ${root.ts}`];
    line.textContent = s ? `${state.users[state.bot]?.name} ${s}` : '';
  }
}
