// Signs of the page itself, drawn, since not every machine has a font with emoji. All fit a 16 × 16 box.
const paths = {
  up: 'M2 7h2.5v7H2zM6 14V7l3-5c1.4 0 2 1 1.7 2.2L10.2 6H13c1 0 1.6.8 1.4 1.7l-1.1 5c-.2.8-.8 1.3-1.6 1.3z',
  down: 'M14 9h-2.5V2H14zM10 2v7l-3 5c-1.4 0-2-1-1.7-2.2L5.8 10H3c-1 0-1.6-.8-1.4-1.7l1.1-5C2.9 2.5 3.5 2 4.3 2z',
  reply: 'M2 2h12v9H7l-3.5 3v-3H2z',
  edit: 'M2 14l.8-3.2L11 2.6l2.4 2.4-8.2 8.2z',
  check: 'M2.5 8.5l3.5 3.5 7.5-8',
  trash: 'M3 4h10M6 4V2h4v2M4.5 4l.6 10h5.8l.6-10',
  eye: 'M1 8c2-3.3 4.3-5 7-5s5 1.7 7 5c-2 3.3-4.3 5-7 5s-5-1.7-7-5zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  arch: 'M2 14V8a6 6 0 0 1 12 0v6h-3V8a3 3 0 0 0-6 0v6zM1 14h14',
  lock: 'M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2',
  send: 'M2 2l12 6-12 6 2-6z',
  stop: 'M4 4h8v8H4z',
  close: 'M3 3l10 10M13 3L3 13',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  gear: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1v2.5M8 12.5V15M1 8h2.5M12.5 8H15M3 3l1.8 1.8M11.2 11.2L13 13M13 3l-1.8 1.8M4.8 11.2L3 13',
};

/** icon gives a drawn sign; it says nothing to screen readers. */
export function icon(name, filled) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  for (const [k, v] of Object.entries({ viewBox: '0 0 16 16', width: 16, height: 16, fill: filled ? 'currentColor' : 'none', stroke: 'currentColor',
    'stroke-width': 1.4, 'stroke-linejoin': 'round', 'aria-hidden': 'true', class: 'icon' })) svg.setAttribute(k, v);
  const p = document.createElementNS(ns, 'path');
  p.setAttribute('d', paths[name]);
  svg.append(p);
  return svg;
}
