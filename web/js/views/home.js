// What stands beside the list while no chat is open.

import { h, setText } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { skeleton } from '../dom/skeleton.js';
import * as dialogs from './dialogs.js';

export class Home {
  title = 'Chats';
  #heading = h('h1', { tabindex: '-1' });
  #text = h('p');
  element;

  /** @param {import('../app.js').App} app @param {boolean} loading */
  constructor(app, loading) {
    this.element = loading
      ? h('div', { class: 'pane' }, h('header', { class: 'pane-head' }), skeleton('Opening…', 6))
      : h('div', { class: 'empty' }, icon('talk'), this.#heading, this.#text,
          h('div', { class: 'empty-actions' },
            h('a', { class: 'button primary', href: '/discover' }, icon('compass'), 'Discover'),
            h('button', { type: 'button', class: 'button', onclick: () => dialogs.findPeople(app) }, icon('write'), 'Write to somebody'),
            h('button', { type: 'button', class: 'button', onclick: () => dialogs.createChat(app) }, icon('plus'), 'Open a chat')),
          h('p', { class: 'key-hint' }, h('kbd', null, 'Ctrl K'), ' goes to any chat, ', h('kbd', null, '?'), ' shows all keys.'));
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    const none = state.chats_loaded && Object.keys(state.chats).length === 0;
    setText(this.#heading, none ? 'Welcome' : 'Choose a chat');
    setText(this.#text, none
      ? 'Join a chat that others have opened, or create your own and tell them its name.'
      : 'Pick one from the list, or begin something new.');
  }

  focus() {
    this.#heading.focus();
  }
}
