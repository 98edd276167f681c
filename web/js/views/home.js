// What stands beside the list while no chat is open.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { t } from '../text/words.js';

export class Home {
  title = t`Chats`;
  #heading = h('h1', { tabindex: '-1' });
  #text = h('p');
  element;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.element = h('div', { class: 'empty' }, icon('talk'), this.#heading, this.#text,
      h('div', { class: 'empty-actions' },
        h('a', { class: 'button primary', href: '/discover' }, icon('compass'), t`Discover`),
        h('button', { type: 'button', class: 'button', onclick: () => app.open(import('./find-people.js'), (of) => of.findPeopleDialog(app)) }, icon('write'), t`Write to somebody`),
        h('button', { type: 'button', class: 'button', onclick: () => app.open(import('./create-chat.js'), (of) => of.createChatDialog(app)) }, icon('plus'), t`Open a chat`)),
      h('p', { class: 'key-hint' }, h('kbd', null, 'Ctrl K'), t` goes to any chat, `, h('kbd', null, '?'), t` shows all keys.`));
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    const none = state.chats_loaded && Object.keys(state.chats).length === 0;
    setText(this.#heading, none ? t`Welcome` : t`Choose a chat`);
    setText(this.#text, none
      ? t`Join a chat that others have opened, or create your own and tell them its name.`
      : t`Pick one from the list, or begin something new.`);
  }

  focus() {
    this.#heading.focus();
  }
}
