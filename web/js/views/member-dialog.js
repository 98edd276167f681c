// What one may do about a member.

import { openDialog } from '../dom/dialog.js';
import { bdi, h } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { toggleBlock } from './block.js';
import { openDirectChat } from './find-people.js';
import { deedButtons } from './member-deeds.js';

/** @typedef {import('../types.js').Member} Member */

/** @param {import('../app.js').App} app @param {string} chatId @param {Member} member */
export function memberDialog(app, chatId, member) {
  const { user } = member;
  const { blocks, chats } = app.store.state;
  const write = h('button', { type: 'button', class: 'button' }, t`Message`);
  const block = h('button', { type: 'button', class: 'button' }, blocks[user.id] ? t`Unblock` : t`Block`);
  const deeds = chats[chatId] ? deedButtons(app, chats[chatId], member, () => dialog.close()) : [];
  const dialog = openDialog(nameOf(user),
    h('p', { class: 'muted' }, bdi(`@${user.username}`)),
    h('div', { class: 'dialog-actions stacked' }, write, block, deeds));

  write.addEventListener('click', () => {
    dialog.close();
    openDirectChat(app, user.id);
  });
  block.addEventListener('click', () => {
    dialog.close();
    toggleBlock(app, user);
  });
}
