// The tray: what goes wrong on Slack, to try on the app, and a clock to move.
import { h, $ } from './dom.js';
import { state, perform } from './store.js';

const calls = [];

const press = (label, deed, about) => h('button', { type: 'button', class: 'button', title: about, onclick: () => perform(deed) }, label);

export function draw() {
  const c = state.conditions || {};
  $('tray').replaceChildren(
    h('header', {}, h('h2', {}, 'Conditions'), h('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: toggle }, '✕')),
    h('p', {}, h('span', { class: c.connections ? 'dot on' : 'dot' }), ` ${c.connections || 0} open socket${c.connections === 1 ? '' : 's'}`),
    h('div', { class: 'row' }, press('Cut', { do: 'cut' }, 'Cut the sockets with no word'), press('Refresh', { do: 'refresh' }, 'Slack’s routine refresh'),
      press('Warn', { do: 'warn' }, 'Say that the cut comes in ten seconds')),
    h('h3', {}, 'Next call'),
    h('div', { class: 'row' }, press('500', { do: 'fail500' }, 'The next call answers 500'), press('429', { do: 'fail429' }, 'The next call answers 429, try again in 2 s')),
    h('h3', {}, 'All calls'),
    h('div', { class: 'row' }, press('Slow, 2 s', { do: 'slow', seconds: 2 }, 'Every call takes two seconds'),
      press(c.limited ? 'Rate limits off' : 'Rate limits on', { do: 'limits', all: !c.limited }, 'Slack’s rate tiers'),
      press('Heal', { do: 'heal' }, 'End all faults')),
    h('p', { class: 'faults' }, c.faults?.length ? `At work: ${c.faults.map((f) => (f === '*' ? 'all methods' : f)).join(', ')}` : 'Nothing is wrong.'),
    h('h3', {}, 'Clock'),
    h('p', {}, new Date(c.now || 0).toLocaleString()),
    h('div', { class: 'row' }, press('+3 s', { do: 'advance', seconds: 3 }), press('+1 min', { do: 'advance', seconds: 60 }),
      press('+30 min', { do: 'advance', seconds: 1800 }), press('+1 day', { do: 'advance', seconds: 86400 })),
    h('h3', {}, 'Calls of the app'),
    h('ol', { class: 'calls', id: 'calls' }, calls.map(line)));
}

const line = (c) => h('li', { class: c.error ? 'bad' : '' }, c.method, ' ', h('small', {}, c.error || String(c.status)));

export function called(c) {
  calls.unshift(c);
  calls.length = Math.min(calls.length, 50);
  const list = $('calls');
  if (list) { list.prepend(line(c)); while (list.children.length > 50) list.lastChild.remove(); }
}

export function toggle() {
  const open = $('tray').hidden;
  $('tray').hidden = !open;
  $('tray-open').setAttribute('aria-expanded', String(open));
  if (open) draw(); else $('tray-open').focus();
}
