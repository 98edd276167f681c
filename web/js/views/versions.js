// What an edited message said before, for its author and those who keep order.

import { h } from '../dom/h.js';
import { fullText } from '../text/format.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { pagesDialog } from './pages-dialog.js';

/** @param {import('../app.js').App} app @param {import('../types.js').Message} message */
export function versionsDialog(app, { chat_id, id }) {
  pagesDialog(t`Earlier versions`, t`Nothing of it was kept.`, (query) => calls(app).versions(chat_id, id, query),
    ({ body, written_at }) => h('li', { class: 'session' }, h('span', { class: 'session-words' },
      h('time', { class: 'muted', datetime: written_at }, fullText(new Date(written_at))),
      h('span', { class: 'version-body', dir: 'auto' }, body))));
}
