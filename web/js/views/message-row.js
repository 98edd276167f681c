// The elements of a conversation's rows.

import { focused } from '../dom/focus.js';
import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { dayText, fullText, nameOf, timeText } from '../text/format.js';
import { isPlain } from '../text/plain.js';
import { t } from '../text/words.js';
import { personAvatar } from './avatar.js';
import { kinds } from './kinds.js';

/** @typedef {import('./conversation-rows.js').ConversationRow} ConversationRow */
/** @typedef {import('./conversation-rows.js').MessageRow} MessageRow */
/** @typedef {import('./reactions.js').ReactionActions} ReactionActions */
/** @typedef {ReactionActions & RowActions} MessageActions */
/**
 * @typedef {object} RowActions
 * @property {(clientId: string) => void} retry
 * @property {(clientId: string) => void} discard
 * @property {(message: import('../types.js').Message) => void} versions  shows what it said before
 * @property {(row: MessageRow) => void} open    what can be done with it
 * @property {(bar: HTMLElement, row: MessageRow) => void} bar  fills it with what one presses most
 * @property {(row: MessageRow) => HTMLElement} editor
 */

/** @param {ConversationRow} row @param {MessageActions | null} actions  none: it is there to be read only
 * @param {import('./attachments.js').Hands} hands @returns {HTMLElement} */
export function conversationRow(row, actions, hands) {
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'day' }, h('span', null, dayText(new Date(row.date), new Date(row.today))));
    case 'new':
      return h('li', { class: 'new-line' }, h('span', null, t`New messages`));
    case 'message':
      return messageRow(row, actions, hands);
  }
}

/** @param {MessageRow} row @param {MessageActions | null} actions @param {import('./attachments.js').Hands} hands */
function messageRow(row, actions, hands) {
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
    element.append(actions.editor(row));
    return element;
  }
  if (message?.pinned_at) element.append(h('p', { class: 'message-pin muted' }, icon('pin'), t`Pinned`));
  const quote = row.blocked ? null : kinds.quotes?.quoteLink(row);
  if (quote) element.append(quote);
  element.append(...(row.blocked ? [folded(row, actions, hands)] : contentOf(row, actions, hands)));
  if (row.saved) element.append(h('span', { class: 'saved-mark', title: t`Saved` }, icon('bookmark'), h('span', { class: 'visually-hidden' }, t`Saved`)));
  if (actions && message && !message.deleted_at) {
    element.append(reactionsOf(message, row.me, actions), bar(t`Actions for the message of ${nameOf(author)}, ${timeText(at)}`, element, row, actions));
  }
  if (actions && unsent) element.append(stateOf(row, actions));
  return element;
}

/** It is filled when one comes near. @param {string} label @param {HTMLElement} element @param {MessageRow} row @param {MessageActions} actions */
function bar(label, element, row, actions) {
  const more = h('button', { type: 'button', class: 'icon-button message-more', 'aria-label': label, onclick: () => actions.open(row) }, icon('more'));
  const bar = h('div', { class: 'message-bar', role: 'toolbar', 'aria-label': label, 'aria-live': 'off' }, more);
  for (const kind of ['pointerenter', 'focusin']) element.addEventListener(kind, () => actions.bar(bar, row), { once: true });
  return bar;
}

/**
 * Changes the reactions in their place, where they are all that changed: a new row would be read out and lose the focus.
 * @param {HTMLElement} element @param {ConversationRow} row @param {ConversationRow} before @param {MessageActions} actions
 * @returns {boolean} whether that was all
 */
export function updateReactions(element, row, before, actions) {
  const old = element.querySelector('.reactions');
  if (row.kind !== 'message' || before.kind !== 'message' || !row.message || !before.message || !old) return false;
  const { message, ...rest } = row;
  if (differs(rest, before, []) || differs(message, before.message, ['seq', 'reactions'])) return false;
  const at = focused();
  const act = at && old.contains(at) ? at.dataset.act : null;
  const list = reactionsOf(message, row.me, actions);
  old.replaceWith(list);
  if (act) {
    const chip = [...list.querySelectorAll('button')].find((button) => button.dataset.act === act);
    (chip ?? /** @type {HTMLElement | null} */ (element.querySelector('.message-more')))?.focus();
  }
  return true;
}

/** By content: a message that comes again is made of new objects. @param {Record<string, any>} a @param {Record<string, any>} b @param {string[]} but */
function differs(a, b, but) {
  return Object.keys(a).some((field) => !but.includes(field) && a[field] !== b[field] && JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/** @param {MessageRow} row @param {MessageActions | null} actions @param {import('./attachments.js').Hands} hands */
function folded(row, actions, hands) {
  return h('details', { class: 'message-body folded' }, h('summary', { class: 'muted' }, t`Message of someone you have blocked`), ...contentOf(row, actions, hands));
}

/** What it says, and what it brings along. @param {MessageRow} row @param {MessageActions | null} actions @param {import('./attachments.js').Hands} hands */
function contentOf(row, actions, hands) {
  const files = row.message?.attachments ?? row.unsent?.attachments ?? [];
  if (files.length === 0) return [bodyOf(row, actions)];
  const words = (row.message?.body ?? row.unsent?.body ?? '') !== '';
  return [...(words ? [bodyOf(row, actions)] : []), ...(kinds.files ? [kinds.files.attachmentList(files, hands)] : [])];
}

/** @param {MessageRow} row @param {MessageActions | null} actions */
function bodyOf({ message, unsent, me, mayReadVersions }, actions) {
  if (message?.deleted_at) return h('div', { class: 'message-body deleted' }, t`Message deleted`);
  const body = h('div', { class: 'message-body', dir: 'auto' }, wordsOf(message?.body ?? unsent?.body ?? '', message?.mentions ?? [], me));
  if (message?.edited_at) body.append(' ', editedMark(message, message.edited_at, mayReadVersions ? actions : null));
  return body;
}

/** @param {import('../types.js').Message} message @param {string} me @param {MessageActions} actions */
function reactionsOf(message, me, actions) {
  return message.reactions.length > 0 && kinds.reactions ? kinds.reactions.reactionList(message, me, actions) : h('ul', { class: 'reactions', hidden: true });
}

/** @param {string} text @param {import('../types.js').Mention[]} mentions @param {string} me */
function wordsOf(text, mentions, me) {
  return isPlain(text, mentions) || !kinds.markup ? [text] : kinds.markup.words(text, mentions, me);
}

/** For whoever may read what it said before, a way to that. @param {import('../types.js').Message} message @param {string} editedAt @param {MessageActions | null} actions */
function editedMark(message, editedAt, actions) {
  const title = fullText(new Date(editedAt));
  if (!actions) return h('span', { class: 'edited', title }, t`(edited)`);
  return h('button', { type: 'button', class: 'edited link-button', title, 'aria-label': t`Edited: show earlier versions`, onclick: () => actions.versions(message) }, t`(edited)`);
}

/** @param {MessageRow} row @param {MessageActions} actions */
function stateOf({ unsent, waiting }, { retry, discard }) {
  const id = unsent?.client_id ?? '';
  if (unsent?.status !== 'failed') return h('div', { class: 'message-state' }, waiting ? t`Waiting for the connection` : t`Sending…`);
  return h('div', { class: 'message-state failed' },
    h('span', null, t`Not sent. ${unsent.reason ?? ''} `),
    h('button', { type: 'button', class: 'link-button', onclick: () => retry(id) }, t`Try again`),
    h('button', { type: 'button', class: 'link-button', onclick: () => discard(id) }, t`Discard`));
}
