// Asking to be let into a private chat, and the list of those who ask.

import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { PagedList } from '../dom/paged-list.js';
import { explain } from '../text/explain.js';
import { nameOf } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').JoinRequest} JoinRequest */
/** @typedef {{id: string, name: string}} Wanted */

const PAGE = 20;

/** Asks, or takes back what was asked. @param {import('../app.js').App} app @param {Wanted} chat @param {boolean} waits */
export function askButton(app, chat, waits) {
  const button = h('button', { type: 'button', class: 'button' });
  const show = (/** @type {boolean} */ waiting) => {
    setText(button, waiting ? t`Take the request back` : t`Ask to join`);
    button.setAttribute('aria-label', waiting ? t`Take the request back: ${chat.name}` : t`Ask to join ${chat.name}`);
    waits = waiting;
  };
  button.addEventListener('click', async () => {
    if (!waits) askDialog(app, chat, () => show(true));
    else if (await app.attempt(calls(app).withdrawJoinRequest(chat.id))) show(false);
  });
  show(waits);
  return button;
}

/** @param {import('../app.js').App} app @param {Wanted} chat @param {() => void} asked */
function askDialog(app, chat, asked) {
  const dialog = openDialog(t`Ask to join`, h('p', null, phrase`${bdi(chat.name)} is private. Its owner and moderators decide who is let in.`),
    form({
      fields: [{ name: 'message', label: t`What you want to say to them (optional)`, type: 'textarea', attributes: { maxlength: 500 } }],
      action: t`Ask`,
      submit: async ({ message }) => {
        await calls(app).askToJoin(chat.id, message.trim() ? { message: message.trim() } : {});
        dialog.close();
        asked();
        app.toasts.tell(t`Asked. The chat appears in your list when you are let in.`);
      },
    }));
}

/** @param {import('../app.js').App} app @param {string} chatId */
export function joinRequestsDialog(app, chatId) {
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const list = new PagedList('session-list', () => load(true));
  /** @param {boolean} more */
  const load = async (more) => {
    try {
      const page = await calls(app).joinRequests(chatId, { limit: PAGE, cursor: more ? list.cursor : null });
      list.show(page.items.map((request) => row(request, answer)), page.next_cursor, more);
      setText(status, list.isEmpty ? t`Nobody waits.` : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  /** @param {JoinRequest} request @param {boolean} accepted */
  const answer = async ({ user }, accepted) => {
    const answered = accepted ? calls(app).acceptJoinRequest(chatId, user.id) : calls(app).declineJoinRequest(chatId, user.id);
    if (await app.attempt(answered)) await load(false);
  };
  openDialog(t`Requests to join`, status, ...list.elements);
  void load(false);
}

/** @param {JoinRequest} request @param {(request: JoinRequest, accepted: boolean) => void} answer */
function row(request, answer) {
  const { user, message } = request;
  const name = nameOf(user);
  return h('li', { class: 'session' },
    personAvatar(user),
    h('span', { class: 'session-words' },
      bdi(name), h('span', { class: 'muted' }, bdi(`@${user.username}`)), message ? h('span', { dir: 'auto' }, message) : null),
    h('span', { class: 'session-deeds' },
      h('button', { type: 'button', class: 'button primary', 'aria-label': t`Accept ${name}`, onclick: () => answer(request, true) }, t`Accept`),
      h('button', { type: 'button', class: 'button', 'aria-label': t`Decline ${name}`, onclick: () => answer(request, false) }, t`Decline`)));
}
