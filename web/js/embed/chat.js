// What an embedded chat shows: the conversation, or why there is none.

import { keepDialogsIn } from '../dom/dialog.js';
import { oncePerFrame } from '../dom/frames.js';
import { h } from '../dom/h.js';
import { skeleton } from '../dom/skeleton.js';
import { language, t } from '../text/words.js';
import { ConnectionStrip } from '../views/connection.js';
import { Conversation } from '../views/conversation.js';
import { Outside } from '../views/outside.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {(name: 'ready' | 'unread' | 'error', detail: object) => void} Tell */

export class EmbeddedChat {
  #app;
  #tell;
  #chat;
  #again;
  #strip;
  #place = h('div', { class: 'embedded-place' });
  /** @type {import('../views/root.js').View | null} */
  #view = null;
  #shows = '';
  #isGone = false;
  #unread = -1;
  #ready = '';
  #soon = oncePerFrame(() => this.#draw());
  element;

  /** @param {import('../app.js').App} app @param {string} chat @param {Tell} tell @param {() => void} again  begins anew after the end */
  constructor(app, chat, tell, again) {
    this.#app = app;
    this.#chat = chat;
    this.#tell = tell;
    this.#again = again;
    this.#strip = new ConnectionStrip(app);
    this.element = h('div', { class: 'embedded', lang: language, tabindex: '-1' }, this.#strip.element, this.#place, app.toasts.element);
    keepDialogsIn(this.element);
    for (const kind of ['pointerover', 'focusin', 'click']) this.element.addEventListener(kind, (event) => this.#completeLink(event));
    app.store.addEventListener('change', this.#soon);
  }

  /** Nothing is drawn before the element is in its page. @param {string} chat */
  show(chat) {
    this.#chat = chat;
    this.#draw();
  }

  destroy() {
    this.#isGone = true;
    this.#view?.destroy?.();
    this.#strip.update(this.#app.store.state, false);
    this.element.remove();
  }

  #draw() {
    if (this.#isGone || !this.element.isConnected) return;
    const { state } = this.#app.store;
    const wanted = `${this.#kind(state)} ${this.#chat}`;
    if (wanted !== this.#shows) this.#switch(wanted, state);
    this.#view?.update(state);
    this.#strip.update(state, this.#app.session.exists);
    this.#report(state);
  }

  /** @param {State} state @returns {keyof typeof this.views} */
  #kind({ me, chats, chats_loaded }) {
    if (!this.#app.session.exists) return 'ended';
    if (me && chats[this.#chat]) return 'chat';
    return chats_loaded ? 'outside' : 'waiting';
  }

  /** @param {string} wanted @param {State} state */
  #switch(wanted, state) {
    this.#view?.destroy?.();
    this.#shows = wanted;
    const kind = this.#kind(state);
    this.#view = this.views[kind](state);
    this.#place.replaceChildren(this.#view.element);
    if (kind === 'outside') this.#tell('error', { code: 'not_a_member', message: 'The owner of the token is not in this chat.' });
  }

  /** @type {Record<'ended' | 'chat' | 'outside' | 'waiting', (state: State) => import('../views/root.js').View>} */
  views = {
    ended: ({ signed_out_because }) => {
      const again = h('button', { type: 'button', class: 'button primary', onclick: this.#again }, t`Try again`);
      return { element: h('div', { class: 'empty', role: 'alert' }, h('p', null, signed_out_because ?? t`The session has ended.`), again), update: () => {} };
    },
    chat: () => new Conversation(this.#app, this.#chat),
    outside: () => new Outside(this.#app, this.#chat),
    waiting: () => ({ element: h('div', null, skeleton(t`Opening…`, 5)), update: () => {} }),
  };

  /** @param {State} state */
  #report({ chats, connection }) {
    const chat = chats[this.#chat];
    if (!chat) return;
    if (connection.phase === 'live' && this.#ready !== this.#chat) {
      this.#ready = this.#chat;
      this.#unread = -1;
      this.#tell('ready', { chat: chat.id, name: chat.name });
    }
    if (this.#ready === this.#chat && chat.unread !== this.#unread) {
      this.#unread = chat.unread;
      this.#tell('unread', { chat: chat.id, count: chat.unread });
    }
  }

  /** Until then a link into the client would lead into the page around. @param {Event} event */
  #completeLink({ target }) {
    const link = target instanceof Element ? target.closest('a[href^="/"]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    link.href = this.#app.origin + link.getAttribute('href');
    link.target = '_blank';
    link.rel = 'noopener';
  }
}
