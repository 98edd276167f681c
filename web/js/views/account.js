// Taking along what the server has of me, and deleting my account.

import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { exportOf } from '../wire/export.js';

/** @param {import('../app.js').App} app */
export function account(app) {
  const take = h('button', { type: 'button', class: 'button' }, t`Export my data`);
  take.addEventListener('click', async () => {
    take.disabled = true;
    await app.attempt(exportOf(app.api, calls(app)).then(save));
    take.disabled = false;
  });
  const end = h('button', { type: 'button', class: 'button danger', onclick: () => farewell(app) }, t`Delete my account`);
  return h('div', { class: 'form-actions' }, take, end);
}

/** @param {unknown} data */
function save(data) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  h('a', { href: address, download: 'dialogo.json' }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {import('../app.js').App} app */
function farewell(app) {
  const dialog = openDialog(t`Delete my account`,
    h('p', null, t`You are logged out everywhere and leave all chats, and your name is free for others. What you wrote stays, under no name. This cannot be undone.`),
    form({
      fields: [{ name: 'password', label: t`Password`, type: 'password', attributes: { autocomplete: 'current-password' } }],
      action: t`Delete my account`,
      weight: 'danger',
      submit: async ({ password }) => {
        await calls(app).deleteMe(password);
        dialog.close();
        app.leave();
      },
    }));
}
