// The list of my chats, and the ways to others.

import { bdi, h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { KeyedList } from '../dom/keyed.js';
import { skeleton } from '../dom/skeleton.js';
import { chatsByActivity, isWaiting, lastSaid, personOf } from '../state/selectors.js';
import { nameOf } from '../text/format.js';
import { t } from '../text/words.js';
import { personAvatar } from './avatar.js';
import { chatItem } from './chat-item.js';
import { ConnectionWord } from './connection-word.js';

/** @typedef {import('../types.js').State} State */

/** The words of yesterday's list are wrong today. */
const REDRAW_MS = 60_000;

export class Sidebar {
  #app;
  #word = new ConnectionWord();
  #list = h('ul', { class: 'chat-list' });
  #rows = new KeyedList(this.#list, chatItem);
  #empty;
  #me = h('a', { class: 'me', href: '/profile' });
  #fold = h('button', { type: 'button', class: 'icon-button fold', 'aria-label': t`Fold the list`, title: t`Fold the list`, 'aria-pressed': 'false' }, icon('fold'));
  #skeleton = skeleton(t`Loading your chats…`, 5);
  /** @type {unknown} */
  #meShown = null;
  #timer;
  /** Marks are taken out of the last words once they can be read. @type {(text: string) => string} */
  #plain = (text) => text;
  element;

  /** @param {import('../app.js').App} app @param {() => void} fold */
  constructor(app, fold) {
    this.#app = app;
    const create = () => app.open(import('./create-chat.js'), (of) => of.createChatDialog(app));
    const newChat = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`New chat`, title: t`New chat`, onclick: create }, icon('plus'));
    const write = h('button', { type: 'button', class: 'icon-button', 'aria-label': t`New message`, title: t`New message`, onclick: () => app.open(import('./find-people.js'), (of) => of.findPeopleDialog(app)) }, icon('write'));
    const search = h('a', { class: 'discover-link', href: '/search' }, icon('search'), t`Search messages`);
    const saved = h('a', { class: 'discover-link', href: '/saved' }, icon('bookmark'), t`Saved messages`);
    const discover = h('a', { class: 'discover-link', href: '/discover' }, icon('compass'), t`Discover chats`);
    this.#fold.addEventListener('click', fold);
    this.#empty = h('div', { class: 'list-empty' },
      h('p', { class: 'muted' }, t`You are in no chat yet. Discover those that others have opened, or create your own.`),
      h('button', { type: 'button', class: 'button primary', onclick: create }, t`Create a chat`));
    this.element = h('nav', { class: 'sidebar', 'aria-label': t`Chats` },
      h('header', { class: 'sidebar-head' }, h('a', { class: 'brand', href: '/' }, 'dialogo'), this.#word.element, write, newChat, this.#fold),
      h('div', { class: 'sidebar-body' }, search, saved, discover, this.#skeleton, this.#list, this.#empty),
      this.#me);
    app.quietly(app.lived.then(() => this.#readMarkup()));
    this.#timer = setInterval(() => this.update(app.store.state), REDRAW_MS);
  }

  async #readMarkup() {
    this.#plain = (await import('../text/markup.js')).plainText;
    this.update(this.#app.store.state);
  }

  /** @param {State} state */
  update(state) {
    const { route } = this.#app.router;
    const today = new Date(this.#app.clock.now());
    this.#word.update(state);
    const shown = chatsByActivity(state).filter((chat) => !isWaiting(state, chat) || (route.name === 'chat' && route.id === chat.id));
    this.#rows.show(shown.map((chat) => {
      const last = lastSaid(state, chat);
      return {
        key: chat.id,
        chat,
        last,
        author: last ? nameOf(personOf(state, last.author)) : '',
        mine: last?.author.id === state.me?.id,
        seen: chat.direct_with ? state.presence[chat.direct_with.id] : undefined,
        current: route.name === 'chat' && route.id === chat.id,
        unsent: state.outbox.find((entry) => entry.chat_id === chat.id) ?? null,
        day: today.toDateString(),
        plain: this.#plain,
      };
    }));
    this.#list.hidden = Object.keys(state.chats).length === 0;
    this.#skeleton.hidden = state.chats_loaded;
    this.#empty.hidden = !state.chats_loaded || !this.#list.hidden;
    this.#showMe(state);
  }

  /** @param {boolean} folded */
  fold(folded) {
    this.#fold.setAttribute('aria-pressed', String(folded));
  }

  focus() {
    /** @type {HTMLElement | null} */
    const first = this.#list.querySelector('[aria-current="page"], a') ?? this.element.querySelector('a');
    first?.focus();
  }

  destroy() {
    clearInterval(this.#timer);
  }

  /** @param {State} state */
  #showMe({ me }) {
    if (!me) return;
    const current = this.#app.router.route.name === 'profile';
    if (current) this.#me.setAttribute('aria-current', 'page');
    else this.#me.removeAttribute('aria-current');
    if (me === this.#meShown) return;
    this.#meShown = me;
    this.#me.replaceChildren(
      personAvatar(me),
      h('span', { class: 'me-words' }, bdi(nameOf(me), 'me-name'), h('span', { class: 'muted' }, bdi(`@${me.username}`))),
      h('span', { class: 'visually-hidden' }, t`Your profile`),
      icon('settings'),
    );
  }
}
