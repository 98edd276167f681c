// Who is banned from a chat, for those who keep order there; each can be let in again.

import { bdi, h } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { locale, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { personAvatar } from './avatar.js';
import { pagesDialog } from './pages-dialog.js';

/** @typedef {import('../types.js').Ban} Ban */

/** @param {import('../app.js').App} app @param {string} chatId */
export function banListDialog(app, chatId) {
  pagesDialog(t`Banned people`, t`Nobody.`, (query) => calls(app).bans(chatId, query),
    (ban) => banRow(ban, () => app.attempt(calls(app).unban(chatId, ban.user.id))));
}

/** @param {Ban} ban @param {() => Promise<boolean>} release */
function banRow({ user, reason, until }, release) {
  const name = nameOf(user);
  const button = h('button', { type: 'button', class: 'button', 'aria-label': t`Unban ${name}` }, t`Unban`);
  const about = [reason, until ? t`until ${new Date(until).toLocaleString(locale)}` : null].filter(Boolean).map((part) => ` · ${part}`);
  const row = h('li', { class: 'session' },
    personAvatar(user), h('span', { class: 'session-words' }, bdi(name), h('span', { class: 'muted' }, bdi(`@${user.username}`), about)), button);
  button.addEventListener('click', async () => {
    if (await release()) row.remove();
  });
  return row;
}
