// What a conversation shows, row by row: days, the line above new messages, messages grouped by author.

import { isTakenBack } from '../state/selectors.js';
import { sameDay } from '../text/format.js';
import { quoteOf } from './quote-of.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Unsent} Unsent */
/** @typedef {import('../types.js').UserSummary} UserSummary */

/** Messages of one author that follow each other within this time stand under one name. */
const GROUP_MS = 5 * 60_000;

/** @typedef {{key: string, kind: "day", date: string, today: string}} DayRow */
/** @typedef {{key: string, kind: "new"}} NewRow */
/**
 * @typedef {object} MessageFields
 * @property {string} key
 * @property {"message"} kind
 * @property {Message | null} message
 * @property {Unsent | null} unsent
 * @property {UserSummary} author
 * @property {boolean} mine
 * @property {boolean} blocked    by somebody whom I have blocked
 * @property {string} me          whose screen it is
 * @property {boolean} first      begins a group, with name and picture
 * @property {boolean} saved
 * @property {boolean} mayReply
 * @property {boolean} mayDelete
 * @property {boolean} mayReadVersions  what it said before it was edited
 * @property {import('./message-editor.js').Edit | null} edit  while one changes it
 * @property {boolean} [without]  what shows its kind did not come
 * @property {boolean} waiting    unsent, and there is no connection to send it
 */
/** @typedef {MessageFields & import('./quote-of.js').Quote} MessageRow */
/** @typedef {DayRow | NewRow | MessageRow} ConversationRow */

/**
 * @typedef {object} RowsInput
 * @property {Message[]} items
 * @property {Unsent[]} unsent
 * @property {UserSummary} me
 * @property {(user: UserSummary) => UserSummary} person
 * @property {number | null} newFrom  the number of the first message that was new when one looked
 * @property {boolean} live
 * @property {Record<string, UserSummary>} blocks
 * @property {Record<string, import('../types.js').Quoted>} quotes  further back than the items
 * @property {Record<string, string>} saved  the messages that I have saved
 * @property {boolean} mayWrite
 * @property {boolean} mayDelete  whether I may delete what others wrote
 * @property {boolean} mayReadVersions  whether I may read what others wrote before they edited it
 * @property {import('./message-editor.js').Edit | null} edit
 * @property {boolean} [without]  as in a row
 * @property {Date} now
 */

/** @param {RowsInput} input @returns {ConversationRow[]} */
export function rowsOf({ items, unsent, me, person, newFrom, live, blocks, quotes, saved, mayWrite, mayDelete, mayReadVersions, edit, without, now }) {
  const said = items.filter((message) => !isTakenBack(message)).map((message) => ({ message, unsent: null, author: message.author, at: new Date(message.created_at) }));
  const unsaid = unsent.map((entry) => ({ message: null, unsent: entry, author: me, at: new Date(entry.created_at) }));
  const byId = new Map(items.map((message) => [message.id, message]));
  /** @type {ConversationRow[]} */
  const rows = [];
  /** @type {{author: UserSummary, at: Date} | null} */
  let before = null;
  let lineDrawn = newFrom === null;
  for (const entry of [...said, ...unsaid]) {
    const newDay = !before || !sameDay(before.at, entry.at);
    if (newDay) rows.push(dayRow(entry.at, now));
    const fromOthers = entry.message !== null && entry.author.id !== me.id;
    const line = !lineDrawn && fromOthers && entry.message.number >= (newFrom ?? 0);
    if (line) rows.push({ key: 'new', kind: 'new' });
    lineDrawn ||= line;
    const stands = entry.message !== null && !entry.message.deleted_at;
    const repliedTo = stands ? entry.message.reply_to : entry.unsent?.reply_to;
    const quoted = repliedTo ? (byId.get(repliedTo) ?? quotes[repliedTo] ?? 'loading') : null;
    rows.push({
      key: keyOf(entry.author.id, entry.message?.client_id ?? entry.unsent?.client_id ?? ''),
      kind: 'message',
      message: entry.message,
      unsent: entry.unsent,
      author: person(entry.author),
      mine: entry.author.id === me.id,
      blocked: entry.author.id in blocks,
      me: me.id,
      first: newDay || line || !before || !belongTogether(before, entry),
      ...quoteOf(quoted, person, blocks),
      saved: stands && entry.message.id in saved,
      mayReply: stands && mayWrite,
      mayDelete: stands && (mayDelete || entry.author.id === me.id),
      mayReadVersions: stands && (mayReadVersions || entry.author.id === me.id),
      edit: stands && edit?.id === entry.message.id ? edit : null,
      without,
      waiting: entry.unsent !== null && !live,
    });
    before = entry;
  }
  return rows;
}

/** The number up to which everything is read when this one was on screen: what nothing stands for is read with it. @param {Message[]} items @param {number} visible */
export function readUpTo(items, visible) {
  return items.reduce((upTo, message) => (message.number === upTo + 1 && isTakenBack(message) ? message.number : upTo), visible);
}

/** What is replied to and neither loaded nor asked for. @param {ConversationRow[]} rows */
export function missingQuotes(rows) {
  return rows.flatMap((row) => {
    const id = row.kind === 'message' && row.quoted === 'loading' ? (row.message ?? row.unsent)?.reply_to : null;
    return id ? [id] : [];
  });
}

/** The same for a message before and after it is acknowledged, so that its row stays in place. @param {string} authorId @param {string} clientId */
function keyOf(authorId, clientId) {
  return `message ${authorId} ${clientId}`;
}

/** @param {Date} at @param {Date} now @returns {DayRow} */
function dayRow(at, now) {
  return { key: `day ${at.toDateString()}`, kind: 'day', date: at.toDateString(), today: now.toDateString() };
}

/** @param {{author: UserSummary, at: Date}} before @param {{author: UserSummary, at: Date}} next */
function belongTogether(before, next) {
  return before.author.id === next.author.id && next.at.getTime() - before.at.getTime() < GROUP_MS;
}
