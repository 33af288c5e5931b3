// Where one types. Enter sends, Shift+Enter starts a line, "/" offers commands, "@" people, arrow up edits the last message.
import { h } from './dom.js';
import { icon } from './icons.js';
import { state, perform } from './store.js';

function offers(text) {
  if (/^\/\S*$/.test(text)) {
    const shortcuts = (state.shortcuts || []).filter((s) => !s.message && s.name.toLowerCase().startsWith(text.slice(1).toLowerCase()));
    return [...state.commands.filter((c) => c.name.startsWith(text)).map((c) => ({ fill: c.name + ' ', label: `${c.name} ${c.usage_hint}`, about: c.description })),
      ...shortcuts.map((s) => ({ fill: '', run: s.callback_id, label: s.name, about: s.description }))];
  }
  const at = /(?:^|\s)@(\w*)$/.exec(text);
  if (at) {
    return Object.values(state.users).filter((u) => u.name.startsWith(at[1].toLowerCase()) && u.id !== state.me)
      .map((u) => ({ fill: text.slice(0, text.length - at[1].length) + u.name + ' ', label: '@' + u.name, about: u.real_name }));
  }
  return [];
}

let nth = 0;

/** composer makes one for a channel or thread. o: where() gives {channel, thread_ts}, hint() the placeholder, up() edits. */
export function composer(o) {
  const id = `offers${++nth}`;
  const list = h('div', { class: 'offers', role: 'listbox', id, 'aria-label': 'Suggestions', hidden: true });
  const input = h('textarea', { rows: 1, 'aria-label': 'Message', 'aria-controls': id, 'aria-autocomplete': 'list', spellcheck: 'false' });
  let picked = 0, current = [];

  function offer() {
    current = offers(input.value);
    picked = Math.min(picked, Math.max(0, current.length - 1));
    list.hidden = !current.length;
    list.replaceChildren(...current.map((c, i) => h('div', { class: 'offer', role: 'option', id: `${id}-${i}`, 'aria-selected': String(i === picked),
      onmousedown: (e) => { e.preventDefault(); take(i); } }, h('b', {}, c.label), ' ', h('small', {}, c.about))));
    if (current.length) input.setAttribute('aria-activedescendant', `${id}-${picked}`); else input.removeAttribute('aria-activedescendant');
  }
  function take(i) {
    if (current[i].run) perform({ do: 'shortcut', action_id: current[i].run, ...o.where() });
    input.value = current[i].fill;
    picked = 0;
    grow();
    offer();
    input.focus();
  }
  function grow() { input.style.height = 'auto'; input.style.height = `${Math.min(200, input.scrollHeight)}px`; }
  function send(text) {
    const said = (text ?? input.value).trim();
    if (!said) return;
    if (text === undefined) { input.value = ''; grow(); offer(); }
    if (!state.hints?.includes(said)) state.spoken = true;
    o.sent?.(said);
    perform({ do: 'send', text: said, ...o.where() });
  }

  input.addEventListener('input', () => { grow(); picked = 0; offer(); });
  input.addEventListener('blur', () => { list.hidden = true; });
  input.addEventListener('keydown', (e) => {
    const open = !list.hidden && current.length;
    if (e.isComposing) return;
    if (open && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      picked = (picked + (e.key === 'ArrowDown' ? 1 : current.length - 1)) % current.length;
      offer();
      e.preventDefault();
    } else if (open && (e.key === 'Tab' || e.key === 'Enter' && !exact())) { take(picked); e.preventDefault(); }
    else if (open && e.key === 'Escape') { list.hidden = true; e.preventDefault(); e.stopPropagation(); }
    else if (e.key === 'Enter' && !e.shiftKey) { send(); e.preventDefault(); }
    else if (e.key === 'ArrowUp' && !input.value.trim() && o.up) { o.up(); e.preventDefault(); }
  });
  const exact = () => current.some((c) => !c.run && c.fill.trim() === input.value.trim());

  const form = h('form', { class: 'composer', onsubmit: (e) => { e.preventDefault(); send(); } }, list, input,
    h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send', true)));
  return {
    node: form, send, focus: () => input.focus(),
    refresh: () => { input.placeholder = o.hint(); },
    fill: (text) => { input.value = text; grow(); input.focus(); },
  };
}
