// What one may do with a message that was sent: change one's own, delete one's own or any where one keeps order.

import { bdi, h } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { nameOf } from '../text/format.js';

/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */

/** @param {MessageRow} row @param {{edit: () => void, remove: () => void, copy: () => void}} actions */
export function messageDialog({ author, mine, mayDelete }, { edit, remove, copy }) {
  const change = h('button', { type: 'button', class: 'button' }, 'Edit');
  const erase = h('button', { type: 'button', class: 'button danger' }, 'Delete');
  const link = h('button', { type: 'button', class: 'button' }, 'Copy link');
  const dialog = openDialog(mine ? 'Your message' : `Message of ${nameOf(author)}`,
    h('div', { class: 'dialog-actions stacked' }, link, mine ? change : null, mayDelete ? erase : null));
  link.addEventListener('click', () => {
    dialog.close();
    copy();
  });
  change.addEventListener('click', () => {
    dialog.close();
    edit();
  });
  erase.addEventListener('click', async () => {
    dialog.close();
    const text = mine ? 'Nobody will be able to read it any more.' : ['Nobody will be able to read what ', bdi(nameOf(author)), ' wrote.'];
    if (await confirmed({ title: 'Delete this message?', text, action: 'Delete', danger: true })) remove();
  });
}
