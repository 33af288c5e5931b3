// Modals, one over the other, and the Home tab.
import { h, $, trap } from './dom.js';
import { blocks } from './blocks.js';
import { textObject } from './mrkdwn.js';
import { state, perform } from './store.js';

const kept = new Map(); // what has been entered, by view, block and element

function placeOf(v) {
  const key = (b, e) => `${v.id} ${b.block_id} ${e.action_id}`;
  return {
    act: (b, e, change) => perform({ do: 'view_click', block_id: b.block_id, action_id: e.action_id, change }),
    keep: (b, e, change, picked) => kept.set(key(b, e), { change, picked, block: b.block_id, action: e.action_id, type: e.type, view: v.id }),
    kept: (b, e) => kept.get(key(b, e)),
    current: (b, e) => v.state?.values?.[b.block_id]?.[e.action_id]?.selected_conversation,
    suggest: (b, e, text) => perform({ do: 'suggest', action_id: e.action_id, text }),
  };
}

function values(v) {
  const out = {};
  for (const k of kept.values()) {
    if (k.view === v.id) (out[k.block] ||= {})[k.action] = { type: k.type, ...k.change };
  }
  return out;
}

/** missing marks the inputs that must be filled in and are not. */
function missing(v, box) {
  let first = null;
  for (const b of v.blocks || []) {
    if (b.type !== 'input') continue;
    const row = box.querySelector(`[data-block="${CSS.escape(b.block_id)}"]`);
    const state = { ...(v.state?.values?.[b.block_id]?.[b.element.action_id] || {}), ...(kept.get(`${v.id} ${b.block_id} ${b.element.action_id}`)?.change || {}) };
    delete state.type;
    const filled = Object.values(state).some((x) => x !== null && x !== undefined && x !== '' && !(Array.isArray(x) && !x.length));
    const bad = !b.optional && !filled;
    row.querySelector('.error').textContent = bad ? 'Please fill this in.' : '';
    if (bad) first ||= row;
  }
  first?.querySelector('input,textarea,select')?.focus();
  return first !== null;
}

let before = null;

/** showModal shows the topmost view; what was being typed keeps the focus when the view is replaced. */
export function showModal() {
  const stack = state.views || [], v = stack[stack.length - 1];
  const at = document.activeElement?.dataset?.key, caret = document.activeElement?.selectionStart;
  for (const id of ['side', 'main', 'thread', 'tray']) $(id).inert = !!v; // what is beneath a modal is out of reach
  if (!v) {
    if ($('modal').children.length) { $('modal').replaceChildren(); before?.focus?.(); before = null; }
    return;
  }
  if (!$('modal').children.length) before = document.activeElement;
  const close = () => perform({ do: 'close' });
  const submit = (e) => { e.preventDefault(); if (!missing(v, box)) perform({ do: 'submit', values: values(v) }); };
  const box = h('form', { class: 'modal', role: 'dialog', 'aria-modal': 'true', 'aria-label': v.title?.text, novalidate: true, onsubmit: submit, 'data-view': v.id },
    h('header', {}, stack.length > 1 && h('button', { type: 'button', 'aria-label': 'Back', onclick: close }, '‹'), h('h2', {}, textObject(v.title)),
      h('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => perform({ do: 'close', all: true }) }, '✕')),
    h('div', { class: 'modal-body', tabindex: '0' }, blocks(placeOf(v), v.blocks)),
    h('footer', {}, h('button', { type: 'button', class: 'button', onclick: close }, v.close ? textObject(v.close) : v.submit ? 'Cancel' : 'Close'),
      v.submit && h('button', { type: 'submit', class: 'button primary' }, textObject(v.submit))));
  box.addEventListener('keydown', (e) => { if (e.key === 'Escape') { close(); e.stopPropagation(); } });
  trap(box);
  const scroll = $('modal').querySelector('.modal-body')?.scrollTop || 0;
  $('modal').replaceChildren(h('div', { class: 'shade' }, box));
  box.querySelector('.modal-body').scrollTop = scroll;
  const again = at && box.querySelector(`[data-key="${CSS.escape(at)}"]`);
  const to = again || box.querySelector('.modal-body input,.modal-body textarea,.modal-body select') || box.querySelector('footer .button');
  to.focus();
  if (again && caret !== null && caret !== undefined && again.setSelectionRange) {
    try { again.setSelectionRange(caret, caret); } catch { /* not every kind of input has a caret */ }
  }
}

/** showErrors puts what the app said about a submission under its inputs. */
export function showErrors(errors) {
  for (const [block, text] of Object.entries(errors || {})) {
    const row = $('modal').querySelector(`[data-block="${CSS.escape(block)}"] .error`);
    if (row) row.textContent = text;
  }
}

function noHome() {
  const name = state.users[state.bot]?.name;
  return h('div', { class: 'empty' }, h('h3', {}, `${name} has no Home tab yet`),
    h('p', {}, `It was told that you are here (app_home_opened). What it publishes with views.publish will show at once. Meanwhile, ask it something under Messages.`));
}

export function showHome() {
  const v = state.home;
  $('home').replaceChildren(...(v ? blocks(placeOf(v), v.blocks) : [noHome()]));
}
