// What a page lacks for people who do not see it well, use no mouse, or hear it read. Gives a list of findings.
(() => {
  const found = [];
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
  const say = (e, what) => found.push(`${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}.${[...e.classList].join('.')} "${(e.innerText || '').slice(0, 30)}": ${what}`);

  const rgba = (s) => { const n = s.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    const layers = [];
    for (let x = e; x; x = x.parentElement) {
      const c = rgba(getComputedStyle(x).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const dimmed = (e) => { let o = 1; for (let x = e; x; x = x.parentElement) o *= parseFloat(getComputedStyle(x).opacity); return o; };

  // Contrast: WCAG 2.2, 1.4.3. 4.5 to 1, or 3 to 1 for large text (24 px, or 18.66 px and bold).
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const e = n.parentElement;
    if (!n.data.trim() || seen.has(e) || !shown(e) || e.closest('[aria-hidden=true],noscript')) continue;
    seen.add(e);
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const ground = behind(e), c = rgba(style.color);
    const ink = over([c[0], c[1], c[2], c[3] * dimmed(e)], ground);
    const [hi, lo] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
    const ratio = (hi + 0.05) / (lo + 0.05), least = size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700 ? 3 : 4.5;
    if (ratio < least) say(e, `contrast ${ratio.toFixed(2)} of ${style.color} on ${ground.slice(0, 3).map(Math.round)}, at least ${least}`);
  }

  // What is read out contains what is seen: WCAG 2.2, 2.5.3.
  const words = (s) => (s.match(/[\p{L}\p{N}]+/gu) || []).join(' ').toLowerCase();
  for (const e of document.querySelectorAll('button[aria-label],a[aria-label],[role=tab][aria-label]')) {
    if (shown(e) && !words(e.getAttribute('aria-label')).includes(words(e.innerText))) say(e, `is called ${e.getAttribute('aria-label')}`);
  }

  // Identifiers: each stands once, and what refers to one finds it.
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`id ${id} stands twice`);
  for (const name of ['aria-controls', 'aria-labelledby', 'aria-activedescendant', 'aria-describedby']) {
    for (const e of document.querySelectorAll(`[${name}]`)) {
      for (const id of e.getAttribute(name).split(' ')) if (!document.getElementById(id)) say(e, `${name} names ${id}, which is not there`);
    }
  }

  // Order of focus follows the document; what is hidden from screen readers takes none.
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) say(e, 'a positive tabindex');
  for (const e of document.querySelectorAll('[aria-hidden=true] :is(a[href],button,input,select,textarea)')) if (shown(e)) say(e, 'can be focused, but is hidden from screen readers');
  for (const e of document.querySelectorAll('[onclick],.offer')) if (!e.matches('button,a,input,select,textarea,[role]')) say(e, 'can be clicked, but has no role');

  // Structure: one level 1 heading, landmarks, roles within what they need, pictures with alternatives.
  if (document.querySelectorAll('h1').length !== 1) found.push('not exactly one h1');
  for (const l of ['main', 'nav']) if (!document.querySelector(l)) found.push(`no ${l}`);
  if (!document.documentElement.lang) found.push('no language');
  for (const [role, parent] of [['tab', 'tablist'], ['option', 'listbox'], ['menuitem', 'menu']]) {
    for (const e of document.querySelectorAll(`[role=${role}]`)) if (!e.closest(`[role=${parent}]`)) say(e, `a ${role} outside a ${parent}`);
  }
  for (const e of document.querySelectorAll('img:not([alt])')) say(e, 'no alternative text');
  for (const e of document.querySelectorAll('th:not([scope])')) say(e, 'a header cell without scope');
  return found;
})()
