// What one may do with a message that was sent: react to it, change one's own, delete one's own or any where one keeps order.

import { bdi, h } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { nameOf } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { reactionPicker } from './reaction-picker.js';

/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */
/** What the reader chooses from, by name; what is not on offer is left out. @typedef {[name: string | HTMLElement, act: () => void] | null} Deed */

/** @param {MessageRow} row @param {(emoji: string) => void} react @param {Deed[]} deeds @param {() => void} remove */
export function messageDialog({ author, mine, mayDelete }, react, deeds, remove) {
  const closed = (/** @type {() => void} */ act) => () => {
    dialog.close();
    act();
  };
  const picker = reactionPicker((emoji) => closed(() => react(emoji))(), () => dialog.close());
  const buttons = deeds.map((deed) => deed && h('button', { type: 'button', class: 'button', onclick: closed(deed[1]) }, deed[0]));
  const ask = closed(() => void askToDelete(author, mine, remove));
  const erase = mayDelete ? h('button', { type: 'button', class: 'button danger', onclick: ask }, t`Delete`) : null;
  const dialog = openDialog(mine ? t`Your message` : t`Message of ${nameOf(author)}`,
    picker, h('div', { class: 'dialog-actions stacked' }, buttons, erase));
}

/** @param {import('../types.js').UserSummary} author @param {boolean} mine @param {() => void} remove */
async function askToDelete(author, mine, remove) {
  const text = mine ? t`Nobody will be able to read it any more.` : phrase`Nobody will be able to read what ${bdi(nameOf(author))} wrote.`;
  if (await confirmed({ title: t`Delete this message?`, text, action: t`Delete`, danger: true })) remove();
}
