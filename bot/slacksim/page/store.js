// What the page knows, and how it learns it: one read of the state, then server-sent events. After a break, or when the
// program has been started anew, it reads the state again.

export const state = {
  name: '', me: '', bot: '', dm: '', users: {}, channels: [], commands: [], shortcuts: [], about: '', hints: [], prompts: [], statuses: {}, views: [],
  home: null, conditions: {}, current: '', tab: 'messages', unread: {}, marks: {}, lists: {}, passing: {}, notices: {}, run: '', spoken: false,
};

const asWho = new URLSearchParams(location.search).get('user');
const query = (q) => new URLSearchParams({ ...q, ...(asWho ? { user: asWho } : {}) });
const listeners = {};

/** on calls f with the data of every event of this kind. */
export function on(kind, f) { (listeners[kind] ||= []).push(f); }

export function emit(kind, data) { for (const f of listeners[kind] || []) f(data); }

export const userName = (id) => state.users[id]?.name || id;
export const channelName = (id) => state.channels.find((c) => c.id === id)?.name || id;
export const channel = (id = state.current) => state.channels.find((c) => c.id === id);

async function get(path, q) {
  const res = await fetch(`${path}?${query(q)}`);
  if (!res.ok) throw new Error(await res.text());
  return res.json();
}

/** perform does something as the person; what comes of it arrives as events. */
export async function perform(deed) {
  const res = await fetch(`/sim/do?${query({})}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(deed),
  }).catch(() => null);
  if (!res) { emit('notice', { channel: deed.channel || state.current, text: 'The workspace cannot be reached.' }); return null; }
  if (!res.ok) { emit('notice', { channel: deed.channel || state.current, text: await res.text() }); return null; }
  const outcome = await res.json();
  if (outcome.notice) emit('notice', { channel: deed.channel, text: outcome.notice, invite: outcome.invite });
  return outcome;
}

// Ephemeral messages are in no history: what this page has heard of is all there is, and a reload ends it.
const passing = (id) => (state.passing[id] ||= []);

/** pass keeps an ephemeral message, forget drops it. */
export function pass(m) { if (m.ephemeral) place(passing(m.channel), m); }
export function forget(m) { state.passing[m.channel] = passing(m.channel).filter((x) => x.ts !== m.ts); }

/** messages of a channel, oldest first; they are fetched by the hundred, the newest first. */
export async function loadMessages(id, earlier) {
  const l = (state.lists[id] ||= { messages: [], more: true });
  if (earlier && !l.more) return l;
  const before = earlier && l.messages.length ? { before: l.messages[0].ts } : {};
  const got = await get('/sim/messages', { channel: id, limit: 100, ...before });
  l.more = got.more;
  l.messages = earlier ? [...got.messages, ...l.messages] : got.messages;
  for (const m of passing(id)) if (m.root && (!l.more || m.ts > l.messages[0]?.ts)) place(l.messages, m);
  if (got.messages.some((m) => m.user === state.me)) state.spoken = true;
  return l;
}

/** loadThread gives the messages of a thread, its root first. */
export async function loadThread(id, ts) {
  const { messages } = await get('/sim/messages', { channel: id, thread: ts });
  for (const m of passing(id)) if (m.ts === ts || m.thread_ts === ts) place(messages, m);
  return messages;
}

/** place puts a message where its timestamp belongs and says whether it is new. */
export function place(list, m) {
  let i = list.length;
  while (i > 0 && list[i - 1].ts > m.ts) i--;
  if (i > 0 && list[i - 1].ts === m.ts) { list[i - 1] = m; return false; }
  list.splice(i, 0, m);
  return true;
}

async function readState() {
  const s = await get('/sim/state', {});
  if (s.run !== state.run) Object.assign(state, { passing: {}, notices: {}, marks: {}, unread: {} }); // another workspace
  Object.assign(state, s);
  if (!channel()) state.current = (state.channels.find((c) => c.bot && !c.dm) || state.channels[0]).id;
  state.lists = {};
  emit('state');
}

function hear(kind, source) {
  source.addEventListener(kind, (e) => emit(kind, JSON.parse(e.data)));
}

/** listen opens the stream of events; the browser opens it again when it breaks. */
export function listen() {
  const source = new EventSource(`/sim/events?${query({})}`);
  source.addEventListener('ready', () => { emit('online', true); readState().catch(() => emit('online', false)); });
  source.addEventListener('error', () => {
    emit('online', false);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
  for (const kind of ['message', 'changed', 'deleted', 'channels', 'connections', 'views', 'home', 'prompts', 'status', 'failed', 'errors', 'call']) {
    hear(kind, source);
  }
}
