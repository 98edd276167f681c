// What is pinned in a chat, the latest first.

import { h } from '../dom/h.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { foundLink } from './found-row.js';
import { pagesDialog } from './pages-dialog.js';
import { excerptOf } from './quote.js';

/** @param {import('../app.js').App} app @param {string} chatId */
export function pinsDialog(app, chatId) {
  const dialog = pagesDialog(t`Pinned messages`, t`Nothing is pinned here.`, (query) => calls(app).pins(chatId, query),
    (message) => h('li', null, foundLink(app, message, [excerptOf(message)])));
  dialog.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) dialog.close();
  });
}
