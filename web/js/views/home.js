// What stands beside the list while no chat is open.

import { h } from '../dom/h.js';

export class Home {
  title = 'Chats';
  #heading = h('h1', { tabindex: '-1' });
  #text = h('p');
  element = h('div', { class: 'empty' }, this.#heading, this.#text);
  #loading;

  /** @param {boolean} loading */
  constructor(loading) {
    this.#loading = loading;
  }

  /** @param {import('../types.js').State} state */
  update(state) {
    const none = state.chats_loaded && Object.keys(state.chats).length === 0;
    this.#heading.textContent = this.#loading ? 'Opening…' : none ? 'Welcome' : 'Choose a chat';
    this.#text.textContent = this.#loading
      ? ''
      : none
        ? 'Join a chat that others have opened, or create your own and tell them its name.'
        : 'Pick one from the list, or discover others to join.';
  }

  focus() {
    this.#heading.focus();
  }
}
