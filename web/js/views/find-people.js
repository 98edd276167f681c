// The dialog that finds a person, to write to them alone.

import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { icon } from '../dom/icons.js';
import { afterTyping } from '../dom/typing.js';
import { explain } from '../text/explain.js';
import { nameOf } from '../text/format.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').UserSummary} UserSummary */

const PAGE = 20;

/** @param {import('../app.js').App} app */
export function findPeopleDialog(app) {
  const search = h('input', { type: 'search', placeholder: 'Name or @username', 'aria-label': 'Find a person', maxlength: 64, autocomplete: 'off', autocapitalize: 'none' });
  const status = h('p', { class: 'muted', role: 'status' }, 'Find someone to write to them alone.');
  const list = h('ul', { class: 'people-list' });
  let asked = new AbortController();

  /** @param {UserSummary} user */
  const choose = async (user) => {
    dialog.close();
    await openDirectChat(app, user.id);
  };
  const load = async () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const text = search.value.trim().replace(/^@+/, '');
    if (!text) {
      list.replaceChildren();
      setText(status, 'Find someone to write to them alone.');
      return;
    }
    try {
      const { items, next_cursor } = await app.api.findPeople({ search: text, limit: PAGE }, signal);
      const others = items.filter((user) => user.id !== app.store.state.me?.id);
      list.replaceChildren(...others.map((user) => personRow(user, choose)));
      const more = next_cursor ? 'There are more. Type more of the name.' : '';
      setText(status, others.length === 0 ? 'Nobody of this name. Try a part of the username.' : more);
    } catch (error) {
      if (!signal.aborted) setText(status, explain(error));
    }
  };
  const stopWaiting = afterTyping(search, load);
  const dialog = openDialog('New message', h('div', { class: 'search-box' }, icon('search'), search), status, list);
  dialog.addEventListener('close', () => {
    stopWaiting();
    asked.abort();
  });
}

/** Opens the chat with one person alone, on the screen. @param {import('../app.js').App} app @param {string} userId */
export async function openDirectChat(app, userId) {
  await app.attempt(app.people.openChat(userId).then((chat) => app.router.go(`/chats/${chat.id}`)));
}

/** @param {UserSummary} user @param {(user: UserSummary) => void} choose */
function personRow(user, choose) {
  return h('li', null,
    h('button', { type: 'button', class: 'person-choice', onclick: () => choose(user) },
      personAvatar(user),
      h('span', { class: 'member-words' }, bdi(nameOf(user), 'member-name'), h('span', { class: 'muted' }, `@${user.username}`))));
}
