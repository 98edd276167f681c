// The elements of a conversation's rows.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { linkify } from '../text/linkify.js';
import { dayText, fullText, nameOf, timeText } from '../text/format.js';
import { personAvatar } from './avatar.js';
import { messageEditor } from './message-editor.js';

/** @typedef {import('./conversation-rows.js').ConversationRow} ConversationRow */
/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */
/**
 * @typedef {object} MessageActions
 * @property {(clientId: string) => void} retry
 * @property {(clientId: string) => void} discard
 * @property {(row: MessageRow) => void} open    what can be done with it
 * @property {(row: MessageRow, text: string) => void} save
 * @property {() => void} cancel
 */

/** @param {ConversationRow} row @param {MessageActions | null} actions  none: it is there to be read only @returns {HTMLElement} */
export function conversationRow(row, actions) {
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'day' }, h('span', null, dayText(new Date(row.date), new Date(row.today))));
    case 'new':
      return h('li', { class: 'new-line' }, h('span', null, 'New messages'));
    case 'message':
      return messageRow(row, actions);
  }
}

/** @param {MessageRow} row @param {MessageActions | null} actions */
function messageRow(row, actions) {
  const { message, unsent, author, mine, first } = row;
  const element = h('li', {
    class: `message${first ? ' first' : ''}${mine ? ' mine' : ''}${unsent ? ` ${unsent.status}` : ''}`,
    'data-number': message?.number,
  });
  const at = new Date(message?.created_at ?? unsent?.created_at ?? 0);
  const time = h('time', { class: 'message-time', datetime: at.toISOString(), title: fullText(at) }, timeText(at));
  if (first) {
    element.append(personAvatar(author), h('div', { class: 'message-head' }, bdi(nameOf(author), 'message-author'), time));
  } else {
    element.append(h('span', { class: 'visually-hidden' }, `${nameOf(author)}: `), time);
  }
  if (row.edit && actions) {
    element.append(messageEditor(row.edit, { save: (text) => actions.save(row, text), cancel: actions.cancel }));
    return element;
  }
  element.append(row.blocked ? folded(row) : bodyOf(row));
  if (actions && message && !message.deleted_at) element.append(moreButton(row, at, actions));
  if (actions && unsent) element.append(stateOf(row, actions));
  return element;
}

/** @param {MessageRow} row @param {Date} at @param {MessageActions} actions */
function moreButton(row, at, { open }) {
  const name = `Actions for the message of ${nameOf(row.author)}, ${timeText(at)}`;
  return h('button', { type: 'button', class: 'icon-button message-more', 'aria-label': name, onclick: () => open(row) }, icon('more'));
}

/** @param {MessageRow} row */
function folded(row) {
  return h('details', { class: 'message-body folded' }, h('summary', { class: 'muted' }, 'Message of someone you have blocked'), bodyOf(row));
}

/** @param {MessageRow} row */
function bodyOf({ message, unsent }) {
  if (message?.deleted_at) return h('div', { class: 'message-body deleted' }, 'Message deleted');
  const body = h('div', { class: 'message-body', dir: 'auto' }, pieces(message?.body ?? unsent?.body ?? ''));
  if (message?.edited_at) body.append(' ', h('span', { class: 'edited', title: fullText(new Date(message.edited_at)) }, '(edited)'));
  return body;
}

/** @param {string} text @returns {import('../dom/h.js').Child[]} */
function pieces(text) {
  return linkify(text).map((piece) =>
    piece.href === null
      ? piece.text
      : h('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, piece.text),
  );
}

/** @param {MessageRow} row @param {MessageActions} actions */
function stateOf({ unsent, waiting }, { retry, discard }) {
  const id = unsent?.client_id ?? '';
  if (unsent?.status !== 'failed') return h('div', { class: 'message-state' }, waiting ? 'Waiting for the connection' : 'Sending…');
  return h('div', { class: 'message-state failed' },
    h('span', null, `Not sent. ${unsent.reason ?? ''} `),
    h('button', { type: 'button', class: 'link-button', onclick: () => retry(id) }, 'Try again'),
    h('button', { type: 'button', class: 'link-button', onclick: () => discard(id) }, 'Discard'));
}
