// The whole page: log-in, waiting, or the chats; redrawn at most once a frame.

import { oncePerFrame } from '../dom/frames.js';
import { h } from '../dom/h.js';
import { loadStyles } from '../dom/styles.js';
import { t } from '../text/words.js';

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
export const STYLES = ['shell', 'chat-list', 'conversation'];

export class Root {
  #app;
  #place = h('div', { class: 'root' });
  /** @type {import('./connection.js').ConnectionStrip | null} */
  #strip = null;
  /** @type {View | null} */
  #view = null;
  #shows = '';

  /** @param {App} app @param {HTMLElement} body */
  constructor(app, body) {
    this.#app = app;
    body.replaceChildren(this.#place, app.toasts.element);
    app.quietly(app.lived.then(() => this.#watchConnection(body)));
    const soon = oncePerFrame(() => this.#draw());
    app.store.addEventListener('change', soon);
    app.router.addEventListener('change', soon);
    this.#draw();
  }

  #draw() {
    const { state } = this.#app.store;
    const wanted = !this.#app.session.exists ? 'sign-in' : state.me ? 'shell' : 'waiting';
    if (wanted !== this.#shows) this.#switch(wanted);
    this.#strip?.update(state, wanted !== 'sign-in');
    this.#view?.update(state);
  }

  /** @param {"sign-in" | "shell" | "waiting"} wanted */
  #switch(wanted) {
    this.#view?.destroy?.();
    this.#shows = wanted;
    this.#show(waiting());
    this.#load(wanted).catch((error) => this.#app.lacks(error));
  }

  /** A visitor loads nothing of the chats. @param {"sign-in" | "shell" | "waiting"} wanted */
  async #load(wanted) {
    if (wanted === 'sign-in') {
      const [{ SignIn }] = await Promise.all([import('./sign-in.js'), loadStyles(['forms', 'sign-in'])]);
      if (this.#shows === wanted) this.#show(new SignIn(this.#app));
    } else {
      // Already while it is being asked who I am.
      const [{ Shell }] = await Promise.all([import('./shell.js'), loadStyles(STYLES)]);
      if (wanted === 'shell' && this.#shows === wanted) this.#show(new Shell(this.#app));
    }
    this.#draw();
  }

  /** @param {HTMLElement} body */
  async #watchConnection(body) {
    const [{ ConnectionStrip }] = await Promise.all([import('./connection.js'), loadStyles(['connection'])]);
    this.#strip = new ConnectionStrip(this.#app);
    body.prepend(this.#strip.element);
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
