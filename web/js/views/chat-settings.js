// What the owner can change about a chat.

import { confirmed, openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { bdi, h } from '../dom/h.js';
import { phrase, t } from '../text/words.js';
import { deleteChat, updateChat } from '../wire/chat-deeds.js';
import { chatFields, chatPasswordField, joinRequestsField, paceFields } from './chat-fields.js';

/** @param {import('../app.js').App} app @param {string} id */
export function chatSettingsDialog(app, id) {
  const chat = app.store.state.chats[id];
  if (!chat) return;
  const dialog = openDialog(t`Chat settings`,
    form({
      fields: [...chatFields(chat), joinRequestsField(chat), ...paceFields(chat)],
      action: t`Save`,
      submit: async ({ name, description, visibility, join_requests, posting, slow_mode_secs }) => {
        const pace = { join_requests, posting, slow_mode_secs: Number(slow_mode_secs) };
        await updateChat(app, id, { name: name.trim(), description: description.trim(), visibility, ...pace });
        dialog.close();
        app.toasts.tell(t`Saved.`);
      },
    }),
    passwordSection(app, id, chat.has_password, () => dialog.close()),
    deleteSection(app, id, chat.name, () => dialog.close()));
}

/** @param {import('../app.js').App} app @param {string} id @param {boolean} has @param {() => void} close */
function passwordSection(app, id, has, close) {
  const remove = h('button', { type: 'button', class: 'button' }, t`Remove the password`);
  remove.addEventListener('click', async () => {
    close();
    const text = t`Anyone who finds this chat can then join it.`;
    if (!(await confirmed({ title: t`Remove the password?`, text, action: t`Remove` }))) return;
    if (await app.attempt(updateChat(app, id, { password: null }))) app.toasts.tell(t`The password is removed.`);
  });
  return h('section', { class: 'dialog-section' },
    h('h3', null, t`Password`),
    h('p', { class: 'muted' }, has ? t`Whoever wants to join has to know it. Members stay when it changes.` : t`Anyone who finds this chat can join it.`),
    form({
      fields: [chatPasswordField(has ? t`New password` : t`Password`)],
      action: has ? t`Change` : t`Set password`,
      more: [has ? remove : null],
      submit: async ({ password }) => {
        await updateChat(app, id, { password });
        close();
        app.toasts.tell(has ? t`The password is changed.` : t`The password is set.`);
      },
    }));
}

/** @param {import('../app.js').App} app @param {string} id @param {string} name @param {() => void} close */
function deleteSection(app, id, name, close) {
  const button = h('button', { type: 'button', class: 'button danger' }, t`Delete this chat`);
  button.addEventListener('click', async () => {
    close();
    const text = phrase`${bdi(name)} and all its messages are deleted for everyone, for good.`;
    if (!(await confirmed({ title: t`Delete this chat?`, text, action: t`Delete for everyone`, danger: true }))) return;
    if (await app.attempt(deleteChat(app, id))) app.router.go('/');
  });
  return h('section', { class: 'dialog-section' }, h('h3', null, t`Delete`),
    h('p', { class: 'muted' }, t`Takes the chat and its history away from every member.`), button);
}
