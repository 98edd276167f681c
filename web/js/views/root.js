// The whole page: log-in, waiting, or the chats; redrawn at most once a frame.

import { oncePerFrame } from '../dom/frames.js';
import { h } from '../dom/h.js';
import { loadStyles } from '../dom/styles.js';
import { t } from '../text/words.js';
import { ConnectionStrip } from './connection.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../types.js').State} State */

/**
 * A part of the page. `update` is called with each new state; `destroy` when it leaves the page.
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {(state: State) => void} update
 * @property {() => void} [destroy]
 */

/** What a visitor does not see. The order is that in which they come on the page. */
export const STYLES = ['shell', 'chat-list', 'conversation', 'markup', 'writing', 'files', 'details', 'pages'];

export class Root {
  #app;
  #place = h('div', { class: 'root' });
  #strip;
  /** @type {View | null} */
  #view = null;
  #shows = '';

  /** @param {App} app @param {HTMLElement} body */
  constructor(app, body) {
    this.#app = app;
    this.#strip = new ConnectionStrip(app);
    body.replaceChildren(this.#strip.element, this.#place, app.toasts.element);
    const soon = oncePerFrame(() => this.#draw());
    app.store.addEventListener('change', soon);
    app.router.addEventListener('change', soon);
    this.#draw();
  }

  #draw() {
    const { state } = this.#app.store;
    const wanted = !this.#app.session.exists ? 'sign-in' : state.me ? 'shell' : 'waiting';
    if (wanted !== this.#shows) this.#switch(wanted);
    this.#strip.update(state, wanted !== 'sign-in');
    this.#view?.update(state);
  }

  /** @param {"sign-in" | "shell" | "waiting"} wanted */
  #switch(wanted) {
    this.#view?.destroy?.();
    this.#shows = wanted;
    this.#show(waiting());
    void this.#app.attempt(this.#load(wanted));
  }

  /** A visitor loads nothing of the chats. @param {"sign-in" | "shell" | "waiting"} wanted */
  async #load(wanted) {
    if (wanted === 'sign-in') {
      const { SignIn } = await import('./sign-in.js');
      if (this.#shows === wanted) this.#show(new SignIn(this.#app));
    } else {
      // Already while it is being asked who I am.
      const [{ Shell }] = await Promise.all([import('./shell.js'), loadStyles(STYLES)]);
      if (wanted === 'shell' && this.#shows === wanted) this.#show(new Shell(this.#app));
    }
    this.#draw();
  }

  /** @param {View} view */
  #show(view) {
    this.#view = view;
    this.#place.replaceChildren(view.element);
  }
}

/** @returns {View} */
function waiting() {
  const element = h('main', { class: 'splash' }, h('h1', { class: 'brand' }, 'dialogo'), h('p', null, t`Opening your chats…`));
  return { element, update: () => void (document.title = 'dialogo') };
}
