// The page of someone who is logged in: the list of chats, and beside it what the address names.

import { h } from '../dom/h.js';
import { keep, kept } from '../dom/kept.js';
import { afterSignIn } from '../dom/router.js';
import { unreadTotal } from '../state/selectors.js';
import { Around } from './around.js';
import { Conversation } from './conversation.js';
import { Discover } from './discover.js';
import { Home } from './home.js';
import { Invite } from './invite.js';
import { Outside } from './outside.js';
import { Profile } from './profile.js';
import { Saved } from './saved.js';
import { Search } from './search.js';
import { Sidebar } from './sidebar.js';

/** @typedef {import('./root.js').View & {title: string, focus: () => void}} Pane */
/** @typedef {import('../types.js').State} State */

const FOLDED = 'dialogo.folded';

export class Shell {
  #app;
  #sidebar;
  #main = h('main', { id: 'main', class: 'main', tabindex: '-1' });
  element;
  /** @type {Pane | null} */
  #pane = null;
  #shows = '';

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#sidebar = new Sidebar(app, () => this.#fold(!('folded' in this.element.dataset)));
    const skip = h('a', { class: 'skip-link', href: '#main' }, 'Skip to the content');
    skip.addEventListener('click', (event) => {
      event.preventDefault();
      this.#pane?.focus();
    });
    this.element = h('div', { class: 'shell' }, skip, this.#sidebar.element, this.#main);
    this.#fold(kept(FOLDED) === 'yes');
  }

  /** @param {State} state */
  update(state) {
    const { route } = this.#app.router;
    if (route.name === 'login' || route.name === 'register') return this.#app.router.go(afterSignIn(route), { replace: true });
    const wanted = paneKey(route, state);
    const moved = wanted !== this.#shows;
    if (moved) this.#switch(wanted, route.id);
    this.element.dataset.pane = route.name === 'home' ? 'list' : 'main';
    this.#sidebar.update(state);
    this.#pane?.update(state);
    const unread = unreadTotal(state);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${this.#pane?.title ?? ''} · dialogo`;
  }

  destroy() {
    this.#pane?.destroy?.();
    this.#sidebar.destroy();
  }

  /** The list of chats to a strip of pictures, or back. @param {boolean} folded */
  #fold(folded) {
    keep(FOLDED, folded ? 'yes' : 'no');
    if (folded) this.element.dataset.folded = '';
    else delete this.element.dataset.folded;
    this.#sidebar.fold(folded);
  }

  /** @param {string} wanted @param {string | null} id */
  #switch(wanted, id) {
    const first = this.#shows === '';
    this.#pane?.destroy?.();
    this.#shows = wanted;
    this.#pane = this.#open(wanted, id ?? '');
    this.#main.replaceChildren(this.#pane.element);
    const pane = this.#pane;
    // On a phone the list is its own page: coming back to it, the focus belongs there.
    if (wanted === 'home' && !first) this.#sidebar.focus();
    else queueMicrotask(() => pane.focus());
  }

  /** @param {string} wanted @param {string} id @returns {Pane} */
  #open(wanted, id) {
    if (wanted === `chat ${id}`) return new Conversation(this.#app, id);
    if (wanted === `outside ${id}`) return new Outside(this.#app, id);
    if (wanted.startsWith('around ')) return new Around(this.#app, id, this.#app.router.route.number ?? 1);
    if (wanted.startsWith('invite ')) return new Invite(this.#app, id);
    if (wanted === 'search') return new Search(this.#app);
    if (wanted === 'saved') return new Saved(this.#app);
    if (wanted === 'discover') return new Discover(this.#app);
    if (wanted === 'profile') return new Profile(this.#app);
    return new Home(this.#app, wanted === 'loading');
  }
}

/** @param {import('../dom/router.js').Route} route @param {State} state */
function paneKey({ name, id, number }, state) {
  if (name === 'invite') return `invite ${id}`;
  if (name !== 'chat' && name !== 'around') return name;
  if (state.chats[id ?? '']) return name === 'chat' ? `chat ${id}` : `around ${id} ${number}`;
  return state.chats_loaded ? `outside ${id}` : 'loading';
}
