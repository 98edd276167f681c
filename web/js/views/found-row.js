// A message away from its chat: what was found, or saved. It leads to where it was said.

import { bdi, h } from '../dom/h.js';
import { personOf } from '../state/selectors.js';
import { fullText, nameOf, shortText } from '../text/format.js';
import { t } from '../text/words.js';
import { personAvatar } from './avatar.js';

/** @param {import('../app.js').App} app @param {import('../types.js').Message} message @param {import('../dom/h.js').Child[]} words */
export function foundLink(app, message, words) {
  const { state } = app.store;
  const author = personOf(state, message.author);
  const at = new Date(message.created_at);
  return h('a', { class: 'found', href: `/chats/${message.chat_id}/${message.number}` },
    personAvatar(author),
    h('span', { class: 'found-head' },
      bdi(nameOf(author), 'message-author'), h('span', { class: 'muted' }, t`in `, bdi(state.chats[message.chat_id]?.name ?? '')),
      h('time', { class: 'muted', datetime: message.created_at, title: fullText(at) }, shortText(at, new Date(app.clock.now())))),
    h('span', { class: 'found-body', dir: 'auto' }, words));
}
