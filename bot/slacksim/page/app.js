// The page: channels at the left, one conversation, a thread beside it.
import { h, $ } from './dom.js';
import { state, on, listen, perform, channel, pass, forget } from './store.js';
import * as list from './list.js';
import * as thread from './thread.js';
import * as views from './views.js';
import * as tray from './tray.js';
import { composer } from './composer.js';
import { icon } from './icons.js';

const tried = new Set(); // hints that this person has taken

const main = composer({
  where: () => ({ channel: state.current }),
  hint: () => (channel()?.dm ? `Message ${state.users[state.bot]?.name}` : `Message #${channel()?.name} — try ${state.commands[0]?.name || '@' + state.users[state.bot]?.name}`),
  up: list.editLast,
  sent: (text) => { tried.add(text); hints(); },
});
$('composer').replaceWith(main.node);

function row(c) {
  const n = state.unread[c.id] || 0;
  const bot = state.users[state.bot];
  return h('li', {}, h('button', { type: 'button', class: n ? 'unread' : '', 'aria-current': c.id === state.current ? 'page' : null,
    onclick: () => go(c.id) }, h('span', { class: 'sign', 'aria-hidden': 'true' }, c.dm ? icon('arch', true) : c.private ? icon('lock') : '#'), ' ',
  c.dm ? bot?.name : c.name, c.shared && h('small', { title: 'Shared with another organisation' }, ' shared'),
  c.dm && h('span', { class: state.conditions.connections ? 'dot on' : 'dot', title: state.conditions.connections ? 'connected' : 'not connected' }),
  n > 0 && h('span', { class: 'count', 'aria-label': `${n} unread` }, String(n))));
}

function side() {
  $('team').textContent = state.name;
  const unread = Object.values(state.unread).reduce((a, b) => a + b, 0);
  document.title = (unread ? `(${unread}) ` : '') + state.name;
  $('tile').textContent = state.name.slice(0, 1);
  $('channels').replaceChildren(...state.channels.filter((c) => !c.dm).map(row));
  $('apps').replaceChildren(...state.channels.filter((c) => c.dm).map(row));
}

function top() {
  const c = channel();
  const bot = state.users[state.bot]?.name;
  $('name').textContent = c.dm ? bot : `#${c.name}`;
  $('about').textContent = c.dm ? '' : `${c.members} members${c.bot ? '' : ` · ${bot} is not here`}`;
  $('tabs').hidden = !c.dm;
  const home = c.dm && state.tab === 'home';
  $('home').hidden = !home;
  $('talk').hidden = home;
  for (const [t, on] of [[$('tab-home'), home], [$('tab-messages'), !home]]) {
    t.setAttribute('aria-selected', String(on));
    t.tabIndex = on ? 0 : -1; // one stop; arrow keys go from tab to tab
  }
  $('talk').setAttribute('role', c.dm ? 'tabpanel' : 'region');
  main.refresh();
  hints();
  status();
}

// Things to try: the app's prompts in its own conversation; elsewhere the hints not tried yet, until this person asks something else.
function hints() {
  const dm = channel()?.dm;
  const offers = dm && state.prompts?.length ? state.prompts.map((p) => [p.title, p.message]) : (state.hints || []).filter((t) => !tried.has(t)).map((t) => [t, t]);
  $('hints').hidden = !offers.length || (state.spoken && !(dm && state.prompts?.length));
  $('hints').replaceChildren(h('span', {}, dm ? 'Ask' : 'Try'), ...offers.map(([title, text]) => h('button', { type: 'button', class: 'button', onclick: () => main.send(text) }, title)));
}

function status() {
  const name = state.users[state.bot]?.name;
  const mine = Object.entries(state.statuses || {}).filter(([k]) => k.startsWith(state.current + ' ')).map(([, s]) => `${name} ${s}`);
  $('status').textContent = mine.join(' · ');
  thread.showStatus();
}

async function go(id) {
  if (id !== state.current) { thread.close(); delete state.marks[state.current]; }
  state.current = id;
  delete state.unread[id];
  document.body.classList.remove('menu-open');
  $('menu').setAttribute('aria-expanded', 'false');
  side();
  top();
  await list.show();
  if (channel().dm) tab(state.tab); else focus();
}

function tab(name) {
  state.tab = name;
  perform({ do: name });
  top();
  if (name === 'home') views.showHome(); else { list.toBottom(); if (document.activeElement !== $('tab-messages')) focus(); }
}

// focus goes to the composer, unless a modal has it.
function focus() { if (!$('modal').children.length) main.focus(); }

let first = true;
on('state', async () => {
  await list.show();
  side();
  top();
  views.showModal();
  views.showHome();
  tray.heardOf();
  thread.reopen();
  if (first) focus();
  first = false;
});
on('online', (yes) => { $('offline').hidden = yes; });
on('changed', (m) => { pass(m); list.changed(m); thread.changed(m); });
on('message', (m) => {
  pass(m);
  list.arrived(m);
  thread.arrived(m);
  if (m.channel !== state.current && m.user !== state.me) {
    state.unread[m.channel] = (state.unread[m.channel] || 0) + 1;
    state.marks[m.channel] ||= m.ts;
    side();
  }
});
on('deleted', (m) => { forget(m); list.gone(m); thread.gone(m); });
on('channels', (all) => { state.channels = all; side(); top(); });
on('connections', (c) => { state.conditions = c; side(); tray.heardOf(); });
on('views', (v) => { state.views = v; views.showModal(); });
on('errors', (e) => views.showErrors(e.errors));
on('home', (v) => { state.home = v; views.showHome(); });
on('prompts', (p) => { state.prompts = p; hints(); });
on('status', (s) => { state.statuses[`${s.channel} ${s.thread_ts}`] = s.status; if (!s.status) delete state.statuses[`${s.channel} ${s.thread_ts}`]; status(); });
on('call', tray.called);
on('notice', (n) => { (state.notices[n.channel] ||= []).push(n); list.noticed(n.channel); });
on('failed', (f) => {
  const what = f.command ? `${f.command} failed because the app did not respond.` : 'The app did not respond.';
  const id = f.channel || state.current;
  (state.notices[id] ||= []).push({ text: what });
  list.noticed(id);
});

$('menu').addEventListener('click', () => {
  const open = document.body.classList.toggle('menu-open');
  $('menu').setAttribute('aria-expanded', String(open));
});
$('main').addEventListener('click', (e) => { if (!e.target.closest('#menu')) document.body.classList.remove('menu-open'); });
$('tab-home').addEventListener('click', () => tab('home'));
$('tab-messages').addEventListener('click', () => tab('messages'));
$('tabs').addEventListener('keydown', (e) => {
  if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(e.key)) return;
  const [to, name] = state.tab === 'home' ? ['tab-messages', 'messages'] : ['tab-home', 'home'];
  $(to).focus();
  tab(name);
  e.preventDefault();
});
$('newer').addEventListener('click', () => { list.toBottom(); focus(); });
$('tray-open').addEventListener('click', tray.toggle);
$('theme').prepend(icon('theme', false));
$('tray-open').prepend(icon('gear'));
$('theme').addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
});
if (['light', 'dark'].includes(localStorage.getItem('theme'))) document.documentElement.dataset.theme = localStorage.getItem('theme');
document.addEventListener('click', (e) => {
  for (const m of document.querySelectorAll('.overflow > .menu:not([hidden])')) if (!m.parentElement.contains(e.target)) m.hidden = true;
});
document.addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !$('thread').hidden && !$('modal').children.length) thread.close();
});

list.watch(thread.open);
listen();
