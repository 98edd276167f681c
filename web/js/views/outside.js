// The address of a chat that I am not in: what it is, and the way in.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { explain } from '../text/explain.js';
import { counted, t } from '../text/words.js';
import { asked } from '../wire/chat-deeds.js';
import { backLink } from './back-link.js';
import { chatAvatar } from './avatar.js';
import { askButton } from './join-requests.js';
import { joinChat } from './join.js';

export class Outside {
  title = t`Chat`;
  #app;
  #id;
  #back = backLink();
  #heading = h('h1', { tabindex: '-1' }, t`Looking for the chat…`);
  #place = h('div', { class: 'empty' }, this.#heading);
  element = h('div', { class: 'pane' }, h('header', { class: 'pane-head' }, this.#back), this.#place);

  /** @param {import('../app.js').App} app @param {string} id */
  constructor(app, id) {
    this.#app = app;
    this.#id = id;
    this.#load();
  }

  update() {}

  focus() {
    this.#heading.focus();
  }

  async #load() {
    try {
      const [chat, waits] = await Promise.all([this.#app.api.chat(encodeURIComponent(this.#id)), asked(this.#app)]);
      const isPrivate = chat.visibility === 'private';
      this.title = chat.name;
      this.#heading.replaceChildren(bdi(chat.name));
      this.#place.replaceChildren(
        chatAvatar(chat, 'huge'), this.#heading,
        chat.description ? h('p', { dir: 'auto' }, chat.description) : h('p'),
        h('p', { class: 'muted' }, isPrivate ? t`Private, on request` : `${counted(chat.member_count, 'member')}${chat.has_password ? t` · needs a password` : ''}`),
        isPrivate
          ? askButton(this.#app, chat, waits.has(chat.id))
          : h('button', { type: 'button', class: 'button primary', onclick: () => joinChat(this.#app, chat) }, t`Join to read and write`));
    } catch (error) {
      this.#heading.textContent = t`No chat here`;
      this.#place.replaceChildren(icon('hidden'), this.#heading, h('p', null, explain(error)), h('a', { class: 'button primary', href: '/discover' }, t`Discover chats`));
    }
  }
}
