// Telling those who keep order about a message.

import { h } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { reasons } from '../text/reports.js';
import { t } from '../text/words.js';
import { report } from '../wire/reports.js';

/** @param {import('../app.js').App} app @param {import('../types.js').Message} message */
export function reportDialog(app, { chat_id, id }) {
  const dialog = openDialog(t`Report this message`,
    h('p', null, t`Those who keep order see the message as it is now, and what you write here. Nobody is told that it was you.`),
    form({
      fields: [
        { name: 'reason', label: t`What is wrong with it`, type: 'select', value: 'spam', options: reasons() },
        { name: 'comment', label: t`What there is to add (optional)`, type: 'textarea', attributes: { maxlength: 500 } },
      ],
      action: t`Report`,
      submit: async ({ reason, comment }) => {
        await report(app.api, chat_id, id, comment.trim() ? { reason, comment: comment.trim() } : { reason });
        dialog.close();
        app.toasts.tell(t`Reported. Thank you.`);
      },
    }));
}
