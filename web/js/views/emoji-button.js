// The button that opens all emoji, whose view is loaded at its first press.

import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

/** @param {string} label @param {(emoji: string) => void} choose @param {() => void} [before]  what closes first */
export function emojiButton(label, choose, before = () => {}) {
  const button = h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label }, icon('smile'));
  button.addEventListener('click', async () => {
    const { emojiPicker } = await import('./emoji-picker.js');
    before();
    await emojiPicker(choose);
  });
  return button;
}
