// The few shortcodes this bot and its people use. An unknown one is shown as it is written.
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

export const emoji = (name) => table.get(name) || `:${name}:`;
export const reactions = ['+1', 'eyes', 'white_check_mark', 'tada', 'heart'];
