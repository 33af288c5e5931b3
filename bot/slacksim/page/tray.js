// The tray: what goes wrong on Slack, to try on the app, and a clock to move.
import { h, $ } from './dom.js';
import { state, perform } from './store.js';

const calls = [];
let heard = 0; // when the conditions came, by the browser's clock

/** heardOf notes that state.conditions is new. */
export function heardOf() {
  heard = performance.now();
  if (!$('tray').hidden) draw();
}

const press = (label, deed, about) => h('button', { type: 'button', class: 'button', title: about, 'data-key': label, onclick: () => perform(deed) }, label);
const toggled = (label, on, deed, about) => {
  const b = press(label, deed, about);
  b.setAttribute('aria-pressed', String(on));
  return b;
};

const now = () => (state.conditions.now || 0) + (state.conditions.still ? 0 : performance.now() - heard);

/** tomorrow at nine by the workspace's clock, in seconds. */
function tomorrow() {
  const t = new Date(now());
  return new Date(t.getFullYear(), t.getMonth(), t.getDate() + 1, 9).getTime() / 1000;
}

const faults = (c) => [...(c.faults || []).map((f) => (f === '*' ? 'all methods' : f)), ...(c.refused || []).map((b) => `no ${b}`)];

export function draw() {
  const c = state.conditions || {}, noTables = !!c.refused?.includes('table');
  const at = document.activeElement?.closest('#tray') && document.activeElement.dataset.key;
  const work = faults(c);
  const parts = [
    h('header', {}, h('h2', {}, 'Faults'), h('button', { type: 'button', class: 'close', 'aria-label': 'Close faults', onclick: toggle }, '✕')),
    h('p', { role: 'status' }, h('span', { class: c.connections ? 'dot on' : 'dot' }), ` ${c.connections || 0} open socket${c.connections === 1 ? '' : 's'}`),
    h('div', { class: 'row' }, press('Cut', { do: 'cut' }, 'Cut the sockets with no word'), press('Refresh', { do: 'refresh' }, 'Slack’s routine refresh'),
      press('Warn', { do: 'warn' }, 'Say that the cut comes in ten seconds')),
    h('h3', {}, 'Next call'),
    h('div', { class: 'row' }, press('500', { do: 'fail500' }, 'The next call answers 500'), press('429', { do: 'fail429' }, 'The next call answers 429, try again in 2 s')),
    h('h3', {}, 'All calls'),
    h('div', { class: 'row' }, press('Slow, 2 s', { do: 'slow', seconds: 2 }, 'Every call takes two seconds'),
      toggled('Rate limits', !!c.limited, { do: 'limits', all: !c.limited }, 'Slack’s rate tiers'),
      toggled('Refuse tables', noTables, { do: 'refuse', text: 'table', all: !noTables }, 'Answer invalid_blocks to a table'),
      press('Heal', { do: 'heal' }, 'End all faults')),
    h('p', { class: 'faults', role: 'status' }, work.length ? `At work: ${work.join(', ')}` : 'Nothing is wrong.'),
    h('h3', {}, 'Clock'),
    h('p', { id: 'clock' }),
    h('div', { class: 'row' }, press('+3 s', { do: 'advance', seconds: 3 }), press('+1 min', { do: 'advance', seconds: 60 }),
      press('+30 min', { do: 'advance', seconds: 1800 }), press('+1 day', { do: 'advance', seconds: 86400 }),
      h('button', { type: 'button', class: 'button', 'data-key': 'tomorrow', onclick: () => perform({ do: 'until', seconds: tomorrow() }) }, 'Tomorrow 09:00')),
    h('h3', {}, 'Calls of the app'),
    h('ol', { class: 'calls', id: 'calls' }, calls.map(line))];
  $('tray').replaceChildren(...parts);
  tick();
  if (at) $('tray').querySelector(`[data-key="${CSS.escape(at)}"]`)?.focus(); // the button pressed has been drawn anew
}

function tick() {
  const p = $('clock');
  if (p) p.textContent = new Date(now()).toLocaleString([], { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
setInterval(() => { if (!$('tray').hidden) tick(); }, 1000);

const line = (c) => h('li', { class: c.error ? 'bad' : '' }, c.method, ' ', h('small', {}, c.error || String(c.status)));

export function called(c) {
  calls.unshift(c);
  calls.length = Math.min(calls.length, 50);
  const list = $('calls');
  if (list) { list.prepend(line(c)); while (list.children.length > 50) list.lastChild.remove(); }
}

export function toggle() {
  const open = $('tray').hidden;
  document.body.classList.remove('menu-open'); // on a narrow screen it would cover the tray
  $('menu').setAttribute('aria-expanded', 'false');
  $('tray').hidden = !open;
  $('tray-open').setAttribute('aria-expanded', String(open));
  if (open) { draw(); $('tray').querySelector('button').focus(); } else $('tray-open').focus();
}
