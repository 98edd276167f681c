// The emoji under a message, and the ways to add one.

import { focused } from '../dom/focus.js';
import { h } from '../dom/h.js';
import { counted, locale, t } from '../text/words.js';
import { emojiButton } from './emoji-button.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Reaction} Reaction */
/**
 * @typedef {object} ReactionActions
 * @property {(message: Message, emoji: string) => void} react    chooses it, or takes it back
 * @property {(userIds: string[]) => (string | null)[]} names     null for those who are not known yet
 * @property {(message: Message, emoji: string) => Promise<unknown>} meet  gets to know who chose it
 */

export const QUICK = ['👍', '❤️', '😂', '🎉'];

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

/** A bar with one stop for the Tab key; the arrow keys move inside it. @param {string} label @param {HTMLButtonElement[]} buttons */
export function toolbar(label, ...buttons) {
  for (const [at, button] of buttons.entries()) button.tabIndex = at === buttons.length - 1 ? 0 : -1;
  const bar = h('div', { class: 'message-bar', role: 'toolbar', 'aria-label': label, 'aria-live': 'off' }, buttons);
  bar.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const shown = buttons.filter((button) => button.offsetParent !== null);
    const at = shown.findIndex((button) => button === focused());
    shown[(at + step + shown.length) % shown.length]?.focus();
  });
  return bar;
}

/** @param {Message} message @param {ReactionActions["react"]} react */
export function quickButtons(message, react) {
  return QUICK.map((emoji) =>
    h('button', { type: 'button', class: 'icon-button quick', 'aria-label': t`React with ${emoji}`, title: t`React with ${emoji}`, onclick: () => react(message, emoji) }, emoji));
}

/** A few emoji to press, and the way to all others. @param {(emoji: string) => void} react @param {() => void} close  what it is in */
export function reactionPicker(react, close) {
  return h('div', { class: 'picker', role: 'group', 'aria-label': t`React` },
    QUICK.map((emoji, at) => h('button', { type: 'button', class: 'icon-button', autofocus: at === 0, 'aria-label': t`React with ${emoji}`, onclick: () => react(emoji) }, emoji)),
    emojiButton(t`Any emoji`, react, close));
}
