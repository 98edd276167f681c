// Joining a chat, with its password where it has one.

import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { bdi, h } from '../dom/h.js';
import { phrase, t } from '../text/words.js';
import { joinChat as enter } from '../wire/chat-deeds.js';
import { Problem } from '../wire/http.js';
import { chatPasswordField } from './chat-fields.js';

/** @typedef {import('../types.js').Chat} Chat */

/** @param {import('../app.js').App} app @param {Chat} chat */
export async function joinChat(app, chat) {
  if (chat.has_password) return passwordDialog(app, chat);
  try {
    await enter(app, chat.id);
    app.router.go(`/chats/${chat.id}`);
  } catch (error) {
    // It was given a password since it was listed.
    if (error instanceof Problem && error.code === 'chat_password_required') passwordDialog(app, chat);
    else await app.attempt(Promise.reject(error));
  }
}

/** @param {import('../app.js').App} app @param {Chat} chat */
function passwordDialog(app, chat) {
  const dialog = openDialog(t`Join chat`,
    h('p', null, phrase`${bdi(chat.name)} needs a password. Someone who is in it can tell you.`),
    form({
      fields: [chatPasswordField(t`Password of the chat`)],
      action: t`Join`,
      submit: async ({ password }) => {
        await enter(app, chat.id, password);
        dialog.close();
        app.router.go(`/chats/${chat.id}`);
      },
    }));
}
