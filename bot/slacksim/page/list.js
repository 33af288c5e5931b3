// The messages of one channel. However many there are, only a window of them is in the document.
import { h, $, fill } from './dom.js';
import { keeper, notice } from './message.js';
import { state, loadMessages, place, perform, channel } from './store.js';

const span = 120; // messages in the document at most
const step = 40;

let start = 0, end = 0; // the window, in the channel's loaded messages
let editing = '';
let openThread = () => {};
let loading = false;

const listOf = () => state.lists[state.current]?.messages || [];
const box = () => $('list');
const atBottom = () => box().scrollHeight - box().scrollTop - box().clientHeight < 60;

const kept = keeper();

let stick = true; // at the bottom, so it stays there when the list gets another size

/** seen takes the mark of new messages away once the newest one is in view. */
function seen() {
  stick = atBottom();
  const last = box().querySelector('article:last-of-type');
  if (end === listOf().length && (!last || last.getBoundingClientRect().top < box().getBoundingClientRect().bottom - 20)) $('newer').hidden = true;
}

function node(m) {
  return kept.node(m, {
    open: openThread, editing: editing === m.ts,
    edit: () => { editing = m.ts; replace(m); }, done: () => { editing = ''; replace(m); },
  });
}

const find = (ts) => box().querySelector(`article[data-ts="${CSS.escape(ts)}"]`);

function replace(m) {
  if (find(m.ts)) node(listOf().find((x) => x.ts === m.ts) || m);
}

function day(ts) {
  return new Date(parseFloat(ts) * 1000).toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}

function beginning() {
  const c = channel(), bot = state.users[state.bot]?.name;
  return h('div', { class: 'beginning' }, h('h3', {}, c.dm ? bot : `#${c.name}`),
    h('p', {}, c.dm ? `This is the very beginning of your conversation with ${bot}.` : `This is the very beginning of the #${c.name} channel.`),
    state.about && c.bot && !c.dm && h('p', { class: 'about' }, state.about));
}

/** draw shows the window anew; keep is a message that must not move on the screen. */
function draw(keep) {
  const offset = keep && find(keep)?.getBoundingClientRect().top;
  const all = listOf(), nodes = [];
  let last = start > 0 ? day(all[start - 1].ts) : '';
  if (start === 0 && !state.lists[state.current]?.more) nodes.push(beginning());
  for (const m of all.slice(start, end)) {
    if (m.ts === state.marks[state.current]) nodes.push(h('div', { class: 'new', role: 'separator', 'aria-label': 'New messages' }, h('span', {}, 'New')));
    if (day(m.ts) !== last) nodes.push(h('div', { class: 'day' }, h('span', {}, last = day(m.ts))));
    nodes.push(node(m));
  }
  if (end === all.length) {
    for (const n of state.notices[state.current] || []) {
      nodes.push(notice(n.text, n.invite ? () => { perform({ do: 'invite', channel: state.current }); dropNotice(n); } : null));
    }
  }
  box().setAttribute('aria-busy', 'true');
  fill(box(), nodes);
  kept.only(all.slice(start, end));
  box().setAttribute('aria-busy', 'false');
  if (keep && offset !== undefined && find(keep)) box().scrollTop += find(keep).getBoundingClientRect().top - offset;
}

function dropNotice(n) {
  state.notices[state.current] = (state.notices[state.current] || []).filter((x) => x !== n);
  draw();
}

export function toBottom() {
  end = listOf().length;
  start = Math.max(0, end - span);
  draw();
  box().scrollTop = box().scrollHeight;
  stick = true;
  $('newer').hidden = true;
}

async function scrolled() {
  seen();
  if (loading) return;
  const all = listOf(), top = box().scrollTop;
  if (top < 200 && (start > 0 || state.lists[state.current]?.more)) {
    const keep = all[start]?.ts;
    if (start < step && state.lists[state.current].more) {
      loading = true;
      const before = all.length, id = state.current;
      await loadMessages(id, true).finally(() => { loading = false; });
      if (id !== state.current) return;
      start += listOf().length - before;
      end += listOf().length - before;
    }
    start = Math.max(0, start - step);
    end = Math.min(end, start + span);
    draw(keep);
  } else if (box().scrollHeight - top - box().clientHeight < 200 && end < all.length) {
    const keep = all[end - 1]?.ts;
    end = Math.min(all.length, end + step);
    start = Math.max(0, end - span);
    draw(keep);
  }
}

/** show opens a channel at its newest message. */
export async function show() {
  editing = '';
  kept.only([]);
  const id = state.current;
  if (!state.lists[id]) await loadMessages(id);
  if (id === state.current) toBottom();
}

/** arrived puts a new message in its place. */
export function arrived(m) {
  const l = state.lists[m.channel];
  if (!l || !m.root) return;
  const fresh = place(l.messages, m);
  if (m.channel !== state.current) return;
  if (!fresh) replace(m);
  else if (atBottom() || m.user === state.me || m.ephemeral) {
    toBottom();
    const top = find(m.ts)?.offsetTop - box().offsetTop - 18; // a long answer is read from its beginning, below its tools
    if (top < box().scrollTop) box().scrollTop = top;
    stick = atBottom();
  } else {
    state.marks[m.channel] ||= m.ts;
    $('newer').hidden = false;
    if (end === l.messages.length - 1) { end++; draw(listOf()[start]?.ts); }
    seen();
  }
}

/** changed shows a message anew where it is loaded. */
export function changed(m) {
  const all = state.lists[m.channel]?.messages || [];
  const i = all.findIndex((x) => x.ts === m.ts);
  if (i < 0) return;
  all[i] = m;
  if (m.channel === state.current) replace(m);
}

export function gone(m) {
  const l = state.lists[m.channel];
  if (!l) return;
  l.messages = l.messages.filter((x) => x.ts !== m.ts);
  if (m.channel === state.current) { end = Math.min(end, l.messages.length); start = Math.min(start, end); find(m.ts)?.remove(); seen(); }
}

export function noticed(channel) { if (channel === state.current) toBottom(); }

/** editLast opens the editor of this person's last message. */
export function editLast() {
  const mine = listOf().filter((m) => m.user === state.me).pop();
  if (mine) { editing = mine.ts; replace(mine); }
}

export function watch(open) {
  openThread = open;
  box().addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(() => { if (stick) box().scrollTop = box().scrollHeight; }).observe(box());
}
