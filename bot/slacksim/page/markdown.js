// The markdown block: headings (of one size), lists, quotes, code, rules, tables and what stands in a line.
import { h, link } from './dom.js';

const rules = [
  { re: /`([^`\n]+)`/, make: (m) => h('code', {}, m[1]) },
  { re: /!?\[([^\]\n]+)\]\(([^()\s]+)\)/, make: (m) => link(m[2], inline(m[1])) },
  { re: /\*\*([^\n]+?)\*\*/, make: (m) => h('b', {}, inline(m[1])) },
  { re: /~~([^\n]+?)~~/, make: (m) => h('s', {}, inline(m[1])) },
  { re: /(?<![\w*])\*([^\s*][^*\n]*?)\*(?!\w)/, make: (m) => h('i', {}, inline(m[1])) },
  { re: /(?<!\w)_([^\s_][^_\n]*?)_(?!\w)/, make: (m) => h('i', {}, inline(m[1])) },
  { re: /https?:\/\/[^\s<>)]+/, make: (m) => link(m[0], m[0]) },
  { re: /\\([\\`*_{}[\]()#+.!|<>~-])/, make: (m) => m[1] },
];

function inline(s) {
  const out = [];
  while (s) {
    let best = null;
    for (const r of rules) {
      const m = r.re.exec(s);
      if (m && (!best || m.index < best.m.index)) best = { r, m };
    }
    if (!best) { out.push(s); break; }
    out.push(s.slice(0, best.m.index), best.r.make(best.m));
    s = s.slice(best.m.index + best.m[0].length);
  }
  return out;
}

const cells = (line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((c) => c.trim());
const isRule = (line) => /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/.test(line || '') && (line || '').includes('|');

function table(lines) {
  const row = (line, tag) => h('tr', {}, cells(line).map((c) => h(tag, {}, inline(c))));
  return h('div', { class: 'table-box' }, h('table', {}, h('thead', {}, row(lines[0], 'th')), h('tbody', {}, lines.slice(2).map((l) => row(l, 'td')))));
}

/** markdown gives the node of a whole text. */
export function markdown(text) {
  const box = h('div', { class: 'mrkdwn markdown' });
  const lines = text.split('\n');
  for (let i = 0; i < lines.length;) {
    const take = (re) => { const got = []; while (i < lines.length && re.test(lines[i])) got.push(lines[i++]); return got; };
    const line = lines[i];
    let m;
    if (/^\s*```/.test(line)) {
      const code = [];
      for (i++; i < lines.length && !/^\s*```/.test(lines[i]); i++) code.push(lines[i]);
      i++;
      box.append(h('pre', {}, h('code', {}, code.join('\n'))));
    } else if ((m = /^#{1,6}\s+(.*)$/.exec(line))) {
      box.append(h('div', { class: 'heading' }, inline(m[1])));
      i++;
    } else if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) {
      box.append(h('hr'));
      i++;
    } else if (line.includes('|') && isRule(lines[i + 1])) {
      box.append(table(take(/\|/)));
    } else if (/^>/.test(line)) {
      box.append(h('blockquote', {}, inline(take(/^>/).map((l) => l.replace(/^> ?/, '')).join('\n'))));
    } else if (/^\s*([-*+]|\d+[.)])\s/.test(line)) {
      const ordered = /^\s*\d/.test(line);
      box.append(h(ordered ? 'ol' : 'ul', {}, take(/^\s*([-*+]|\d+[.)])\s/).map((l) => item(l))));
    } else if (!line.trim()) {
      i++;
    } else {
      const para = [lines[i++]];
      while (i < lines.length && lines[i].trim() && !/^(#|>|\s*```|\s*[-*+]\s|\s*\d+[.)]\s)/.test(lines[i])) para.push(lines[i++]);
      box.append(h('p', {}, inline(para.join('\n'))));
    }
  }
  return box;
}

function item(line) {
  const [, indent, , rest] = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/.exec(line) || [, '', '', line.trim()];
  const task = /^\[([ xX])\]\s+(.*)$/.exec(rest);
  const depth = Math.min(3, Math.floor(indent.length / 2));
  return h('li', { class: `in${depth}` }, task ? [task[1] === ' ' ? '☐ ' : '☑ ', inline(task[2])] : inline(rest));
}
