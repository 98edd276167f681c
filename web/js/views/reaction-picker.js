// A few emoji to press, and the way to all others.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { emojiButton } from './emoji-button.js';

export const QUICK = ['👍', '❤️', '😂', '🎉'];

/** @param {(emoji: string) => void} react @param {() => void} close  what it is in */
export function reactionPicker(react, close) {
  return h('div', { class: 'picker', role: 'group', 'aria-label': t`React` },
    QUICK.map((emoji, at) => h('button', { type: 'button', class: 'icon-button', autofocus: at === 0, 'aria-label': t`React with ${emoji}`, onclick: () => react(emoji) }, emoji)),
    emojiButton(t`Any emoji`, react, close));
}
