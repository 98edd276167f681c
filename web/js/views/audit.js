// Who did what to whom, in a chat or on the whole server.

import { bdi, h } from '../dom/h.js';
import { fullText, nameOf } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { chatLog, serverLog } from '../wire/admin.js';
import { pagesDialog } from './pages-dialog.js';

/** @typedef {import('../types.js').AuditEntry} AuditEntry */
/** @typedef {import('../dom/h.js').Child} Child */

/** @param {import('../app.js').App} app @param {string} chatId */
export function chatLogDialog(app, chatId) {
  pagesDialog(t`Who did what`, t`Nothing yet.`, (query) => chatLog(app.api, chatId, query), logRow);
}

/** @param {import('../app.js').App} app */
export function serverLogDialog(app) {
  pagesDialog(t`Who did what on this server`, t`Nothing yet.`, (query) => serverLog(app.api, query), logRow);
}

/** What was done by `a` to `b`, until `end`. @type {Record<string, (a: Child, b: Child, end: string) => Child[]>} */
const SENTENCES = {
  'member.removed': (a, b) => phrase`${a} removed ${b}`,
  'member.banned': (a, b, end) => (end ? phrase`${a} banned ${b} until ${end}` : phrase`${a} banned ${b}`),
  'member.unbanned': (a, b) => phrase`${a} let ${b} come in again`,
  'member.muted': (a, b, end) => phrase`${a} muted ${b} until ${end}`,
  'member.unmuted': (a, b) => phrase`${a} let ${b} write again`,
  'owner.changed': (a, b) => phrase`${a} handed the chat over to ${b}`,
  'message.deleted': (a, b) => phrase`${a} deleted a message of ${b}`,
  'messages.removed': (a, b) => phrase`${a} deleted all that ${b} had written`,
  'reports.dismissed': (a, b) => phrase`${a} dismissed the reports of a message of ${b}`,
  'reports.resolved': (a, b) => phrase`${a} answered the reports of a message of ${b}`,
  'chat.updated': (a) => phrase`${a} changed the settings of the chat`,
  'chat.deleted': (a) => phrase`${a} deleted a chat`,
  'invitation.created': (a) => phrase`${a} made a link`,
  'invitation.revoked': (a) => phrase`${a} took a link back`,
  'join_request.accepted': (a, b) => phrase`${a} let ${b} in`,
  'join_request.declined': (a, b) => phrase`${a} did not let ${b} in`,
  'admin.granted': (a, b) => phrase`${a} made ${b} an admin`,
  'admin.revoked': (a, b) => phrase`${a} took the role of an admin from ${b}`,
  'account.suspended': (a, b) => phrase`${a} suspended ${b}`,
  'account.reinstated': (a, b) => phrase`${a} reinstated ${b}`,
  'sessions.ended': (a, b) => phrase`${a} ended the sessions of ${b}`,
};

/** @param {AuditEntry} entry */
function sentenceOf({ actor, action, target, detail }) {
  const a = actor ? bdi(nameOf(actor)) : t`The command line`;
  const b = target ? bdi(nameOf(target)) : '';
  const end = detail.until ? fullText(new Date(detail.until)) : '';
  if (action === 'role.changed') return detail.role === 'moderator' ? phrase`${a} made ${b} a moderator` : phrase`${a} made ${b} a plain member`;
  return SENTENCES[action]?.(a, b, end) ?? [a, ` · ${action} · `, b];
}

/** @param {AuditEntry} entry */
function logRow(entry) {
  const when = new Date(entry.created_at);
  return h('li', { class: 'session' },
    h('span', { class: 'session-words' }, h('span', null, sentenceOf(entry)), h('time', { class: 'muted', datetime: entry.created_at }, fullText(when))));
}
