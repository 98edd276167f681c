// What one may do with a message that was sent: react to it, change one's own, delete one's own or any where one keeps order.

import { bdi, h } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { nameOf } from '../text/format.js';
import { reactionPicker } from './reactions.js';

/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */

/** @param {MessageRow} row @param {{react: (emoji: string) => void, edit: () => void, remove: () => void, copy: () => void, copyWords: () => void, save: () => void, unread: () => void}} actions */
export function messageDialog({ message, author, mine, saved, mayDelete }, { react, edit, remove, copy, copyWords, save, unread }) {
  const picker = reactionPicker((emoji) => {
    dialog.close();
    react(emoji);
  }, () => dialog.close());
  const change = h('button', { type: 'button', class: 'button' }, 'Edit');
  const erase = h('button', { type: 'button', class: 'button danger' }, 'Delete');
  const link = h('button', { type: 'button', class: 'button' }, 'Copy link');
  const text = h('button', { type: 'button', class: 'button', hidden: !message?.body }, 'Copy text');
  const keep = h('button', { type: 'button', class: 'button' }, saved ? 'Remove from saved' : 'Save');
  const later = h('button', { type: 'button', class: 'button' }, 'Mark unread from here');
  const dialog = openDialog(mine ? 'Your message' : `Message of ${nameOf(author)}`,
    picker, h('div', { class: 'dialog-actions stacked' }, link, text, keep, later, mine ? change : null, mayDelete ? erase : null));
  link.addEventListener('click', () => {
    dialog.close();
    copy();
  });
  text.addEventListener('click', () => {
    dialog.close();
    copyWords();
  });
  keep.addEventListener('click', () => {
    dialog.close();
    save();
  });
  later.addEventListener('click', () => {
    dialog.close();
    unread();
  });
  change.addEventListener('click', () => {
    dialog.close();
    edit();
  });
  erase.addEventListener('click', async () => {
    dialog.close();
    const warning = mine ? 'Nobody will be able to read it any more.' : ['Nobody will be able to read what ', bdi(nameOf(author)), ' wrote.'];
    if (await confirmed({ title: 'Delete this message?', text: warning, action: 'Delete', danger: true })) remove();
  });
}
