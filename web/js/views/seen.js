// Who has seen a message, in chats that are small enough to say.

import { bdi, h, setText } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { counted, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { personAvatar } from './avatar.js';
import { pagesDialog } from './pages-dialog.js';

/** What the server is set to by default; where it says otherwise, the list says why it is empty. */
const MEMBERS_MAX = 50;

/**
 * What is offered among a message's actions: how many have seen it, which the server is asked at this moment, and who.
 * @param {import('../app.js').App} app @param {import('../types.js').Message} message @returns {import('./message-actions.js').Deed}
 */
export function seenDeed(app, message) {
  const { chat_id, id } = message;
  if (app.store.state.chats[chat_id].member_count > MEMBERS_MAX) return null;
  const words = h('span', null, t`Seen by …`);
  app.quietly(calls(app).seenBy(chat_id, id, { limit: 100 }).then(({ items }) => setText(words, items.length === 0 ? t`Seen by nobody` : t`Seen by ${counted(items.length, 'person', 'people')}`)));
  return [words, () => seenDialog(app, message)];
}

/** @param {import('../app.js').App} app @param {import('../types.js').Message} message */
function seenDialog(app, { chat_id, id }) {
  pagesDialog(t`Seen by`, t`Nobody yet.`, (query) => calls(app).seenBy(chat_id, id, query), ({ user }) =>
    h('li', { class: 'session' }, personAvatar(user), h('span', { class: 'session-words' }, bdi(nameOf(user)), h('span', { class: 'muted' }, bdi(`@${user.username}`)))));
}
