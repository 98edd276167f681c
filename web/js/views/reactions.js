// The emoji under a message.

import { h } from '../dom/h.js';
import { counted, locale, t } from '../text/words.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Reaction} Reaction */
/**
 * @typedef {object} ReactionActions
 * @property {(message: Message, emoji: string) => void} react    chooses it, or takes it back
 * @property {(userIds: string[]) => (string | null)[]} names     null for those who are not known yet
 * @property {(message: Message, emoji: string) => Promise<unknown>} meet  gets to know who chose it
 */

/** @param {Message | null} message @param {string} me @param {ReactionActions} actions */
export function reactionList(message, me, actions) {
  const chips = (message?.reactions ?? []).map((reaction) => chip(/** @type {Message} */ (message), reaction, me, actions));
  // What changes here is not read out: it says nothing new of the conversation.
  return h('ul', { class: 'reactions', 'aria-label': t`Reactions`, 'aria-live': 'off', hidden: chips.length === 0 }, chips);
}

/** @param {Message} message @param {Reaction} reaction @param {string} me @param {ReactionActions} actions */
function chip(message, { emoji, count, user_ids }, me, { react, names, meet }) {
  const spoken = h('span', { class: 'visually-hidden' });
  const button = h('button', { type: 'button', class: 'reaction', 'data-act': `reaction ${emoji}`, 'aria-pressed': user_ids.includes(me) ? 'true' : 'false' },
    `${emoji} ${count.toLocaleString(locale)}`, spoken);
  const named = () => {
    const who = whoText(names(user_ids), count);
    button.title = who;
    spoken.textContent = `: ${who}`;
  };
  const meetThem = async () => {
    if (!names(user_ids).includes(null)) return;
    await meet(message, emoji).catch(() => {}); // the number is told all the same
    named();
  };
  named();
  button.addEventListener('pointerenter', meetThem);
  button.addEventListener('focus', meetThem);
  button.addEventListener('click', () => react(message, emoji));
  return h('li', null, button);
}

/** `Ada, Bob and 3 others`. @param {(string | null)[]} names @param {number} count */
export function whoText(names, count) {
  const known = /** @type {string[]} */ (names.filter((name) => name !== null)).slice(0, 10);
  const others = count - known.length;
  if (known.length === 0) return counted(count, 'person', 'people');
  if (others > 0) return t`${known.join(', ')} and ${counted(others, 'other')}`;
  return known.length === 1 ? known[0] : t`${known.slice(0, -1).join(', ')} and ${known[known.length - 1]}`;
}
