// What one can press beside a message: a few emoji, a reply, and the button that was there before them.

import { focused } from '../dom/focus.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { QUICK } from './reaction-picker.js';

/** @typedef {import('../types.js').Message} Message */

/**
 * A bar has one stop for the Tab key, the button that it begins with; the arrow keys move inside it.
 * @param {HTMLElement} bar @param {import('./conversation-rows.js').MessageRow} row
 * @param {(message: Message, emoji: string) => void} react @param {(message: Message) => void} reply
 */
export function messageBar(bar, { message, author, mayReply }, react, reply) {
  if (!message || bar.childElementCount > 1) return;
  const quick = QUICK.map((emoji) => button(t`React with ${emoji}`, t`React with ${emoji}`, emoji, () => react(message, emoji)));
  if (mayReply) quick.push(button(t`Reply to ${nameOf(author)}`, t`Reply`, icon('reply'), () => reply(message)));
  bar.prepend(...quick);
  bar.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const shown = [...bar.querySelectorAll('button')].filter((button) => button.offsetParent !== null);
    const at = shown.findIndex((button) => button === focused());
    shown[(at + step + shown.length) % shown.length]?.focus();
  });
}

/** @param {string} label @param {string} title @param {import('../dom/h.js').Child} content @param {() => void} onclick */
function button(label, title, content, onclick) {
  return h('button', { type: 'button', class: 'icon-button quick', tabindex: '-1', 'aria-label': label, title, onclick }, content);
}
