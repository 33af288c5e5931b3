// Slack's mrkdwn, as nodes: *bold*, _italic_, ~strike~, `code`, ```blocks```, > quotes, <links|label>, mentions, :emoji:.
import { h, link } from './dom.js';
import { emoji, signs } from './emoji.js';
import { userName, channelName } from './store.js';

export const unescape = (s) => s.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const before = String.raw`(?<![\p{L}\p{N}*_~\u0060])`, after = String.raw`(?![\p{L}\p{N}])`;
const marks = (c) => new RegExp(`${before}${c}(?!\\s)([^\\n${c}]*?[^\\s${c}])${c}${after}`, 'u');
const rules = [
  { re: /```\n?([\s\S]+?)\n?```\n?/, make: (m) => h('pre', {}, h('code', {}, plain(m[1]))) },
  { re: /`([^`\n]+)`/, make: (m) => h('code', {}, plain(m[1])) },
  { re: /<([^<>\n]+)>/, make: (m) => angle(m[1]) },
  { re: marks('\\*'), make: (m) => h('b', {}, inline(m[1])) },
  { re: marks('_'), make: (m) => h('i', {}, inline(m[1])) },
  { re: marks('~'), make: (m) => h('s', {}, inline(m[1])) },
  { re: /:([a-z0-9_+-]+):/, make: (m) => h('span', { class: 'emoji', title: m[0] }, emoji(m[1])) },
];

// Inside code only addresses keep a meaning, and are shown as their label.
function plain(s) {
  return unescape(s.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, target, label) => label || target));
}

export function angle(s) {
  const bar = s.indexOf('|');
  const target = bar < 0 ? s : s.slice(0, bar), label = bar < 0 ? '' : unescape(s.slice(bar + 1));
  if (target.startsWith('@')) return mention('@' + userName(target.slice(1)));
  if (target.startsWith('#')) return mention('#' + (label || channelName(target.slice(1))));
  if (target.startsWith('!date^')) return h('time', {}, label || target.split('^')[1]);
  if (target.startsWith('!subteam^')) return mention(label || '@group');
  if (target.startsWith('!')) return mention('@' + (label || target.slice(1)), true);
  return link(unescape(target), label || unescape(target));
}

export const mention = (text, loud) => h('span', { class: loud ? 'mention loud' : 'mention' }, text);

/** inline gives the nodes of one run of text. The first rule that matches earliest wins. */
export function inline(s) {
  const out = [];
  while (s) {
    let best = null;
    for (const r of rules) {
      const m = r.re.exec(s);
      if (m && (!best || m.index < best.m.index)) best = { r, m };
    }
    if (!best) { out.push(unescape(s)); break; }
    if (best.m.index) out.push(unescape(s.slice(0, best.m.index)));
    out.push(best.r.make(best.m));
    s = s.slice(best.m.index + best.m[0].length);
  }
  return out;
}

/** mrkdwn gives the node of a whole text, with its quotes. */
export function mrkdwn(text) {
  const box = h('div', { class: 'mrkdwn' });
  let quote = [];
  const flush = () => {
    if (quote.length) box.append(h('blockquote', {}, inline(quote.join('\n'))));
    quote = [];
  };
  let run = [];
  const flow = () => {
    if (run.length) box.append(h('span', {}, inline(run.join('\n'))));
    run = [];
  };
  let fenced = false;
  for (const line of text.split('\n')) {
    const q = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (q && !fenced) { flow(); quote.push(q[1]); continue; }
    flush();
    run.push(line);
    if (line.split('```').length % 2 === 0) fenced = !fenced;
  }
  flow();
  flush();
  return box;
}

/** textObject shows a plain_text or mrkdwn object. */
export function textObject(t) {
  if (!t) return '';
  if (t.type === 'mrkdwn') return mrkdwn(t.text || '');
  return h('span', { class: 'plain' }, signs(t.text || '', t.emoji !== false));
}
