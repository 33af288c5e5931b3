// Elements are made here and nowhere else: text goes in as text nodes, so nothing anybody wrote becomes markup.

/** h makes an element. Props that start with "on" are listeners; the rest are attributes, left out when null or false. */
export function h(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === null || v === undefined || v === false) continue;
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (k === 'value' || k === 'checked' || k === 'disabled') e[k] = v;
    else e.setAttribute(k, v === true ? '' : v);
  }
  e.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

/** fill makes nodes the children of a box. What stands there already is not touched, so that it keeps the focus. */
export function fill(box, nodes) {
  const stay = new Set(nodes);
  for (const c of [...box.childNodes]) if (!stay.has(c)) c.remove();
  let at = box.firstChild;
  for (const n of nodes) {
    if (n === at) at = at.nextSibling; else box.insertBefore(n, at);
  }
}

const sameness = (e) => [e.tagName, e.dataset.action, e.getAttribute('aria-label'), e.innerText].join(' ');

/** refocus puts the focus where it was before a node was drawn anew: on what looks the same. */
export function refocus(old, fresh) {
  const at = document.activeElement;
  if (!old.contains(at)) return () => {};
  const was = sameness(at);
  return () => [...fresh.querySelectorAll('a,button,input,select,textarea')].find((e) => sameness(e) === was)?.focus();
}

export const $ = (id) => document.getElementById(id);

/** safeURL gives http, https and mailto addresses back, and null for anything else. */
export function safeURL(s) {
  try {
    const u = new URL(s);
    return ['http:', 'https:', 'mailto:'].includes(u.protocol) ? u.href : null;
  } catch {
    return null;
  }
}

export function link(url, ...label) {
  const href = safeURL(url);
  return href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...label) : h('span', {}, ...label);
}

/** trap keeps the Tab key inside a box while it is open. */
export function trap(box) {
  box.addEventListener('keydown', (e) => {
    if (e.key !== 'Tab') return;
    const all = [...box.querySelectorAll('a[href],button:not([disabled]),input,select,textarea,[tabindex="0"]')];
    const first = all[0], last = all[all.length - 1];
    if (e.shiftKey && document.activeElement === first) { last.focus(); e.preventDefault(); }
    else if (!e.shiftKey && document.activeElement === last) { first.focus(); e.preventDefault(); }
  });
}
