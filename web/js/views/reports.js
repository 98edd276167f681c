// The messages of a chat that were reported, for those who keep order there, and what they decide.

import { bdi, h, setText } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { PagedList } from '../dom/paged-list.js';
import { mayTo } from '../state/rules.js';
import { explain } from '../text/explain.js';
import { fullText, nameOf } from '../text/format.js';
import { reasons } from '../text/reports.js';
import { t } from '../text/words.js';
import { decide, reports } from '../wire/reports.js';
import { personAvatar } from './avatar.js';
import { ban } from './member-deeds.js';

/** @typedef {import('../types.js').ReportedMessage} ReportedMessage */
/** What can be done about one, by name. @typedef {[name: string, act: () => unknown, danger?: boolean][]} Deeds */

const PAGE = 20;

/** Of one chat, or of all for an admin. @param {import('../app.js').App} app @param {string | null} chatId */
export function reportsDialog(app, chatId) {
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const list = new PagedList('session-list', () => load(true));
  /** @param {boolean} more */
  const load = async (more) => {
    try {
      const page = await reports(app.api, chatId, { limit: PAGE, cursor: more ? list.cursor : null });
      list.show(page.items.map((item) => reportedRow(item, chatId === null ? item.chat_name : '', deedsFor(item))), page.next_cursor, more);
      setText(status, list.isEmpty ? t`Nothing waits to be decided.` : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  /** @param {ReportedMessage} item @returns {Deeds} */
  const deedsFor = ({ message }) => {
    const done = async (/** @type {import('../wire/reports.js').Verdict} */ verdict) => {
      if (await app.attempt(decide(app.api, chatId, message.id, verdict))) await load(false);
    };
    const remove = async () => {
      const wish = { title: t`Delete this message?`, text: t`Nobody will be able to read it any more.`, action: t`Delete`, danger: true };
      if (await confirmed(wish)) await done({ state: 'resolved', delete_message: true });
    };
    /** @type {Deeds} */
    const deeds = [[t`Dismiss`, () => done({ state: 'dismissed' })], [t`Resolved`, () => done({ state: 'resolved' })]];
    if (!message.deleted_at) deeds.push([t`Delete message`, remove, true]);
    return [...deeds, ...(chatId === null ? [] : banDeed(app, chatId, message.author))];
  };
  openDialog(t`Reported messages`, status, ...list.elements).addEventListener('close', followed(app, chatId, () => void load(false)));
  void load(false);
}

/** What is decided elsewhere leaves the list here too. @param {import('../app.js').App} app @param {string | null} chatId @param {() => void} again */
function followed(app, chatId, again) {
  const waiting = () => (chatId === null ? 0 : app.store.state.chats[chatId]?.reports_open);
  let known = waiting();
  const follow = () => {
    if (waiting() === known) return;
    known = waiting();
    again();
  };
  app.store.addEventListener('change', follow);
  return () => app.store.removeEventListener('change', follow);
}

/** @param {import('../app.js').App} app @param {string} chatId @param {import('../types.js').UserSummary} user @returns {Deeds} */
function banDeed(app, chatId, user) {
  const chat = app.store.state.chats[chatId];
  const known = app.store.state.members[chatId]?.items.find((member) => member.user.id === user.id);
  const member = known ?? { user, role: /** @type {const} */ ('member'), joined_at: '', muted_until: null };
  return chat && mayTo(chat.role, 'Ban', member.role) ? [[t`Ban`, () => ban(app, chat, member), true]] : [];
}

/** @param {ReportedMessage} item @param {string} place  the chat, where it is not known @param {Deeds} deeds */
function reportedRow({ message, reports: told, count, reported_at }, place, deeds) {
  const { author, body, deleted_at } = message;
  const said = [...new Set(told.map((report) => report.body).filter((text) => text && text !== body))];
  const quoted = (/** @type {string} */ label, /** @type {string} */ text) => [h('span', { class: 'muted' }, label), h('span', { class: 'version-body', dir: 'auto' }, text)];
  const words = reasons();
  return h('li', { class: 'reported' },
    h('div', { class: 'session' }, personAvatar(author), h('span', { class: 'session-words' }, bdi(nameOf(author)),
      h('span', { class: 'muted' }, place ? [bdi(place), ' · '] : null, t`Reports: ${count}`, ' · ', h('time', { datetime: reported_at }, fullText(new Date(reported_at)))))),
    h('div', { class: 'reported-words' },
      deleted_at ? h('span', { class: 'muted' }, t`The message is deleted.`) : quoted(t`It says:`, body),
      said.flatMap((text) => quoted(t`When it was reported it said:`, text ?? '')),
      h('ul', { class: 'reported-reasons' }, told.map(({ reason, comment }) =>
        h('li', null, words[reason] ?? reason, comment ? [': ', bdi(comment)] : null)))),
    h('div', { class: 'form-actions' }, deeds.map(([name, act, danger]) =>
      h('button', { type: 'button', class: danger ? 'button danger' : 'button', 'aria-label': t`${name}: message of ${nameOf(author)}`, onclick: act }, name))));
}
