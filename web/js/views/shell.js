// The page of someone who is logged in: the list of chats, and beside it what the address names.

import { h } from '../dom/h.js';
import { keep, kept } from '../dom/kept.js';
import { afterSignIn } from '../dom/router.js';
import { unreadTotal } from '../state/selectors.js';
import { t } from '../text/words.js';
import { Conversation } from './conversation.js';
import { LazyPane } from './lazy-pane.js';
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
  #endKeys = () => {};

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    app.quietly(app.lived.then(() => this.#takeKeys()));
    this.#sidebar = new Sidebar(app, () => this.#fold(!('folded' in this.element.dataset)));
    const skip = h('a', { class: 'skip-link', href: '#main' }, t`Skip to the content`);
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
    this.#endKeys();
  }

  async #takeKeys() {
    const { takeKeys } = await import('./keys.js');
    if (this.element.isConnected) this.#endKeys = takeKeys(this.#app);
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
    if (wanted === 'loading') return new LazyPane(() => new Promise(() => {})); // until my chats are known
    const load = PANES[wanted.split(' ')[0]];
    return new LazyPane(async () => (await Promise.all([load(this.#app, id), this.#app.styles(['forms', 'dialogs', 'pages'])]))[0]);
  }
}

/** What is not there from the beginning. @type {Record<string, (app: import('../app.js').App, id: string) => Promise<Pane>>} */
const PANES = {
  home: async (app) => new (await import('./home.js')).Home(app),
  outside: async (app, id) => new (await import('./outside.js')).Outside(app, id),
  around: async (app, id) => new (await import('./around.js')).Around(app, id, app.router.route.number ?? 1),
  invite: async (app, id) => new (await import('./invite.js')).Invite(app, id),
  search: async (app) => new (await import('./search.js')).Search(app),
  saved: async (app) => new (await import('./saved.js')).Saved(app),
  discover: async (app) => new (await import('./discover.js')).Discover(app),
  admin: async (app) => new (await import('./admin.js')).Admin(app),
  profile: async (app) => new (await import('./profile.js')).Profile(app),
};

/** @param {import('../dom/router.js').Route} route @param {State} state */
function paneKey({ name, id, number }, state) {
  if (name === 'invite') return `invite ${id}`;
  if (name !== 'chat' && name !== 'around') return name;
  if (state.chats[id ?? '']) return name === 'chat' ? `chat ${id}` : `around ${id} ${number}`;
  return state.chats_loaded ? `outside ${id}` : 'loading';
}
