// One member in the list, and what one may do about them.

import { bdi, h } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { icon } from '../dom/icons.js';
import { nameOf } from '../text/format.js';
import { personAvatar } from './avatar.js';
import { toggleBlock } from './block.js';
import { openDirectChat } from './find-people.js';

/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {{key: string, member: Member, user: UserSummary, me: boolean}} MemberRow */

/** @param {MemberRow} row @param {(member: Member) => void} open */
export function memberRow({ member, user, me }, open) {
  const name = nameOf(user);
  return h('li', { class: 'member' },
    personAvatar(user),
    h('span', { class: 'member-words' },
      h('span', { class: 'member-name' }, bdi(name), me ? h('span', { class: 'muted' }, ' (you)') : null),
      h('span', { class: 'muted' }, `@${user.username}`)),
    member.role === 'owner' ? h('span', { class: 'tag' }, 'Owner') : null,
    me
      ? null
      : h('button', { type: 'button', class: 'icon-button', 'aria-label': `Actions for ${name}`, onclick: () => open(member) }, icon('more')));
}

/** @param {import('../app.js').App} app @param {string} chatId @param {Member} member */
export function memberDialog(app, chatId, { user }) {
  const name = nameOf(user);
  const { blocks, chats } = app.store.state;
  const mayManage = chats[chatId]?.role === 'owner';
  const write = h('button', { type: 'button', class: 'button' }, 'Message');
  const block = h('button', { type: 'button', class: 'button' }, blocks[user.id] ? 'Unblock' : 'Block');
  const owner = h('button', { type: 'button', class: 'button' }, 'Make owner');
  const remove = h('button', { type: 'button', class: 'button danger' }, 'Remove from chat');
  const dialog = openDialog(name,
    h('p', { class: 'muted' }, `@${user.username}`),
    h('div', { class: 'dialog-actions stacked' }, write, block, mayManage ? [owner, remove] : null));

  write.addEventListener('click', () => {
    dialog.close();
    openDirectChat(app, user.id);
  });
  block.addEventListener('click', () => {
    dialog.close();
    toggleBlock(app, user);
  });
  owner.addEventListener('click', async () => {
    dialog.close();
    const text = [bdi(name), ' becomes the owner of this chat. You stay in it as a member and can no longer change its settings.'];
    if (await confirmed({ title: 'Hand over this chat?', text, action: 'Make owner' })) {
      if (await app.attempt(app.chats.transfer(chatId, user.id))) app.toasts.tell(`${name} owns this chat now.`);
    }
  });
  remove.addEventListener('click', async () => {
    dialog.close();
    const text = [bdi(name), ' will no longer see what is written here, but may join again.'];
    if (await confirmed({ title: 'Remove this member?', text, action: 'Remove', danger: true })) {
      if (await app.attempt(app.chats.removeMember(chatId, user.id))) app.toasts.tell(`${name} was removed.`);
    }
  });
}
