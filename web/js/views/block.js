// Blocking a person, and taking that back.

import { bdi, h } from '../dom/h.js';
import { confirmed } from '../dom/dialog.js';
import { explain } from '../text/explain.js';
import { nameOf } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { block, unblock } from '../wire/chat-deeds.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').UserSummary} UserSummary */

/** Asks before a block, not before its end. @param {import('../app.js').App} app @param {UserSummary} user */
export async function toggleBlock(app, user) {
  const name = nameOf(user);
  if (app.store.state.blocks[user.id]) {
    if (await unblock(app, user.id)) app.toasts.tell(t`${name} can write to you again.`);
    return;
  }
  const text = phrase`Neither of you can write to the other alone, and what ${bdi(name)} writes elsewhere is folded away for you. They are not told.`;
  if (!(await confirmed({ title: t`Block ${name}?`, text, action: t`Block`, danger: true }))) return;
  if (await block(app, user)) app.toasts.tell(t`${name} is blocked.`);
}

/** Everyone whom I have blocked, each of whom can be released from here. */
export class BlockList {
  #app;
  #list = h('ul', { class: 'session-list' });
  #status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  /** @type {unknown} */
  #shown = null;
  element = h('div', null, this.#status, this.#list);

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    app.alive().then(({ people }) => people.loadBlocks()).then(
      () => this.update(app.store.state),
      (error) => (this.#status.textContent = explain(error)));
  }

  /** @param {import('../types.js').State} state */
  update({ blocks }) {
    if (blocks === this.#shown) return;
    this.#shown = blocks;
    const users = Object.values(blocks);
    this.#status.textContent = users.length === 0 ? t`Nobody.` : '';
    this.#list.replaceChildren(...users.map((user) => this.#row(user)));
  }

  /** @param {UserSummary} user */
  #row(user) {
    const name = nameOf(user);
    return h('li', { class: 'session' },
      personAvatar(user),
      h('span', { class: 'session-words' }, bdi(name), h('span', { class: 'muted' }, bdi(`@${user.username}`))),
      h('button', { type: 'button', class: 'button', 'aria-label': t`Unblock ${name}`, onclick: () => toggleBlock(this.#app, user) }, t`Unblock`));
  }
}
