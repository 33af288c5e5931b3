// The few shortcodes this bot and its people use. An unknown one is shown as it is written.
import { h } from './dom.js';
import { icon } from './icons.js';

const table = new Map(Object.entries({
  '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', warning: '⚠️',
  bulb: '💡', book: '📖', books: '📚', movie_camera: '🎥', clapper: '🎬', tv: '📺', arrow_forward: '▶️', link: '🔗', mag: '🔍', eyes: '👀',
  question: '❓', grey_question: '❔', speech_balloon: '💬', wave: '👋', tada: '🎉', rocket: '🚀', fire: '🔥', star: '⭐', heart: '❤️',
  smile: '😄', slightly_smiling_face: '🙂', thinking_face: '🤔', robot_face: '🤖', gear: '⚙️', wrench: '🔧', pushpin: '📌', memo: '📝',
  bar_chart: '📊', scales: '⚖️', balance_scale: '⚖️', hourglass: '⌛', clock1: '🕐', bell: '🔔', calendar: '📅', bust_in_silhouette: '👤',
  information_source: 'ℹ️', no_entry: '⛔', lock: '🔒', key: '🔑', package: '📦', pencil: '📝', pencil2: '✏️', label: '🏷️', mortar_board: '🎓',
  seedling: '🌱', point_right: '👉', arrow_right: '➡️', heavy_plus_sign: '➕', heavy_minus_sign: '➖', inbox_tray: '📥', outbox_tray: '📤',
  mega: '📣', loudspeaker: '📢', see_no_evil: '🙈', ok_hand: '👌', raised_hands: '🙌', pray: '🙏', zap: '⚡', construction: '🚧', compass: '🧭',
}));

// Those that most messages offer are drawn, so that they can be seen where the system has no font for emoji.
const drawn = { '👍': 'up', '👎': 'down', '👀': 'eye', '✅': 'check' };

const sign = (character) => (drawn[character] ? h('span', { role: 'img', 'aria-label': character }, icon(drawn[character])) : character);

/** emoji gives what a shortcode stands for; one that is not known stays as it is written. */
export const emoji = (name) => sign(table.get(name) || `:${name}:`);

/** signs gives a text with its emoji, and with its shortcodes where codes is set. */
export function signs(text, codes) {
  const known = codes ? text.replace(/:([a-z0-9_+-]+):/g, (s, name) => table.get(name) || s) : text;
  return known.split(/(👍|👎|👀|✅)/u).map(sign);
}

export const reactions = ['+1', 'eyes', 'white_check_mark', 'tada', 'heart'];
