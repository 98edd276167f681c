// The dialogs that find a person by name: to write to them alone, or to bring them into a chat.

import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { icon } from '../dom/icons.js';
import { afterTyping } from '../dom/typing.js';
import { explain } from '../text/explain.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { openDirectChat as open } from '../wire/chat-deeds.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').UserSummary} UserSummary */

const PAGE = 20;

/** To write to somebody alone. @param {import('../app.js').App} app */
export function findPeopleDialog(app) {
  peopleDialog(app, { title: t`New message`, hint: t`Find someone to write to them alone.`, choose: (user) => openDirectChat(app, user.id) });
}

/** To bring somebody into a chat. @param {import('../app.js').App} app @param {string} chatId */
export function addPeopleDialog(app, chatId) {
  const add = async (/** @type {UserSummary} */ user) => {
    if (await app.attempt(calls(app).addMember(chatId, user.id))) app.toasts.tell(t`${nameOf(user)} is in this chat now.`);
  };
  peopleDialog(app, { title: t`Add people`, hint: t`Find someone to bring them into this chat.`, choose: add });
}

/** @param {import('../app.js').App} app @param {{title: string, hint: string, choose: (user: UserSummary) => Promise<void>}} wish */
function peopleDialog(app, { title, hint, choose }) {
  const search = h('input', { type: 'search', placeholder: t`Name or @username`, 'aria-label': t`Find a person`, maxlength: 64, autocomplete: 'off', autocapitalize: 'none' });
  const status = h('p', { class: 'muted', role: 'status' }, hint);
  const list = h('ul', { class: 'people-list' });
  let asked = new AbortController();

  /** @param {UserSummary} user */
  const chosen = (user) => {
    dialog.close();
    void choose(user);
  };
  const load = async () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const text = search.value.trim().replace(/^@+/, '');
    if (!text) {
      list.replaceChildren();
      setText(status, hint);
      return;
    }
    try {
      const { items, next_cursor } = await calls(app).findPeople({ search: text, limit: PAGE }, signal);
      const others = items.filter((user) => user.id !== app.store.state.me?.id);
      list.replaceChildren(...others.map((user) => personRow(user, chosen)));
      const more = next_cursor ? t`There are more. Type more of the name.` : '';
      setText(status, others.length === 0 ? t`Nobody of this name. Try a part of the username.` : more);
    } catch (error) {
      if (!signal.aborted) setText(status, explain(error));
    }
  };
  const stopWaiting = afterTyping(search, load);
  const dialog = openDialog(title, h('div', { class: 'search-box' }, icon('search'), search), status, list);
  dialog.addEventListener('close', () => {
    stopWaiting();
    asked.abort();
  });
}

/** Opens the chat with one person alone, on the screen. @param {import('../app.js').App} app @param {string} userId */
export async function openDirectChat(app, userId) {
  await app.attempt(open(app, userId).then((chat) => app.router.go(`/chats/${chat.id}`)));
}

/** @param {UserSummary} user @param {(user: UserSummary) => void} choose */
function personRow(user, choose) {
  return h('li', null,
    h('button', { type: 'button', class: 'person-choice', onclick: () => choose(user) },
      personAvatar(user),
      h('span', { class: 'member-words' }, bdi(nameOf(user), 'member-name'), h('span', { class: 'muted' }, bdi(`@${user.username}`)))));
}
