// One chat in the list: its name, the last words, when, and how many are unread.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { newsOf } from '../state/selectors.js';
import { badgeText, shortText } from '../text/format.js';
import { counted, t } from '../text/words.js';
import { chatAvatar } from './avatar.js';
import { withDot } from './presence.js';

/** More characters than one line has. */
const SHOWN = 200;

/**
 * @typedef {object} ChatRow
 * @property {string} key
 * @property {import('../types.js').MyChat} chat
 * @property {import('../types.js').Message | null} last
 * @property {string} author
 * @property {boolean} mine
 * @property {boolean} current
 * @property {import('../types.js').Presence | undefined} seen  the other one of a direct chat
 * @property {import('../types.js').Unsent | null} unsent
 * @property {(text: string) => string} plain  the words without their marks
 */

const NOTHING = { unread: 0, calls: 0 };

/** @param {ChatRow} row */
export function chatItem(row) {
  const { chat, current, last } = row;
  const at = last?.created_at;
  // What is on screen is being read; its badge would only flash.
  const { unread, calls } = current ? NOTHING : newsOf(chat);
  const link = h('a', { class: 'chat-item', href: `/chats/${chat.id}`, 'aria-current': current ? 'page' : null },
    withDot(chatAvatar(chat), row.seen),
    h('span', { class: 'chat-item-head' },
      h('span', { class: 'chat-item-name' }, bdi(chat.name), chat.has_password || chat.visibility === 'private' ? icon('lock') : null),
      at ? h('time', { class: 'muted', datetime: at }, shortText(new Date(at), new Date())) : null),
    h('span', { class: 'chat-item-foot' },
      h('span', { class: 'chat-item-last muted', dir: 'auto' }, lastWords(row)),
      chat.requests_waiting > 0 ? waitingBadge('person', counted(chat.requests_waiting, 'request to join', 'requests to join')) : null,
      chat.reports_open > 0 ? waitingBadge('flag', counted(chat.reports_open, 'reported message')) : null,
      calls > 0 ? badge('@', t`${counted(calls, 'mention')} of you` + (unread > 0 ? ', ' : '')) : null,
      unread > 0 ? badge(badgeText(unread), counted(unread, 'unread message')) : null));
  if (unread > 0 || calls > 0) link.classList.add('unread');
  return h('li', null, link);
}

/** @param {ChatRow} row @returns {import('../dom/h.js').Child[]} */
function lastWords({ chat, last, author, mine, current, unsent, plain }) {
  if (unsent?.status === 'failed') return [h('span', { class: 'failed' }, t`Not sent: `), unsent.body || filesText(unsent.attachments)];
  if (unsent) return [t`Sending: `, unsent.body || filesText(unsent.attachments)];
  if (chat.draft?.body && !current) return [h('span', { class: 'draft' }, t`Draft: `), plain(chat.draft.body.slice(0, SHOWN))];
  if (!last) return [t`No messages yet`];
  const body = last.deleted_at ? t`Message deleted` : plain(last.body.slice(0, SHOWN)) || filesText(last.attachments);
  if (chat.direct_with && !mine) return [body];
  return [mine ? t`You` : bdi(author), ': ', body];
}

/** For those who decide on it. @param {import('../dom/icons.js').IconName} what @param {string} words */
function waitingBadge(what, words) {
  return h('span', { class: 'badge quiet', title: words }, icon(what), h('span', { class: 'visually-hidden' }, words));
}

/** @param {string} shown @param {string} words  the same for those who cannot see it */
function badge(shown, words) {
  return h('span', { class: 'badge' }, h('span', { 'aria-hidden': 'true' }, shown), h('span', { class: 'visually-hidden' }, words));
}

/** What stands for a message that says nothing beside its files. @param {import('../types.js').Attachment[]} [files] */
export function filesText(files = []) {
  return files.length === 1 ? files[0].name : files.length > 0 ? counted(files.length, 'file') : '';
}
