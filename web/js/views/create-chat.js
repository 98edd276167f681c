// The dialog for a new chat.

import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { t } from '../text/words.js';
import { createChat } from '../wire/chat-deeds.js';
import { chatFields, chatPasswordField } from './chat-fields.js';

/** @param {import('../app.js').App} app */
export function createChatDialog(app) {
  const dialog = openDialog(t`New chat`, form({
    fields: [
      ...chatFields({ name: '', description: null, visibility: 'public' }),
      chatPasswordField(t`Password (optional)`, t`Whoever wants to join has to know it.`),
    ],
    action: t`Create chat`,
    submit: async ({ name, description, visibility, password }) => {
      const chat = await createChat(app, {
        name: name.trim(),
        description: description.trim() || undefined,
        visibility,
        password: password || undefined,
      });
      dialog.close();
      app.router.go(`/chats/${chat.id}`);
    },
  }));
}
