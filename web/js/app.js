// What one reads and writes with. What goes on beside that comes when the page is there (live.js).

import { once, whenIdle } from './dom/frames.js';
import { afterSignIn } from './dom/router.js';
import { Toasts } from './dom/toasts.js';
import { Store } from './state/store.js';
import { explain } from './text/explain.js';
import { t } from './text/words.js';
import { showPicturesFrom } from './views/avatar.js';
import { Api } from './wire/api.js';
import { Chats } from './wire/chats.js';
import { Drafts } from './wire/drafts.js';
import { Files } from './wire/files.js';
import { History } from './wire/history.js';
import { Outbox } from './wire/outbox.js';
import { Quotes } from './wire/quotes.js';
import { restore } from './wire/snapshot.js';
import { uuid } from './wire/uuid.js';

/** @typedef {import('./live.js').Live} Live */

const API = '/api/v1';
/** The connection does not wait longer than this for the first page to be there. */
const PATIENCE_MS = 3_000;

export class App {
  store = new Store();
  uuid = uuid;
  /** @type {Live | null} */
  live = null;
  /** The connection, from now on. */
  alive = once(() => this.#begins());
  #isComing = false;
  /** @type {(live: Live) => void} */
  #lives = () => {};
  /** Once it is there. @type {Promise<Live>} */
  lived = new Promise((resolve) => void (this.#lives = resolve));
  /** @type {Promise<void> | null} */
  #preparing = null;
  /** The state is what an earlier page has kept. */
  #isOfEarlier = false;
  /** Ends what is heard of the page. */
  #end = new AbortController();
  /** Notifications on this device, which most pages are opened without. */
  push = once(async () => new (await import('./wire/push.js')).Push(this));

  /** @param {import('./place.js').Place} place */
  constructor(place) {
    const { origin, root, router, clock, storage, database, styles, isWide } = place;
    const { store } = this;
    this.toasts = new Toasts(styles);
    this.origin = origin;
    this.base = `${origin}${API}`;
    this.root = root;
    this.router = router;
    this.clock = clock;
    this.database = database;
    this.styles = styles;
    this.isWide = isWide;
    /** @type {typeof fetch} */
    const fetcher = (input, init) => fetch(input, init);
    this.session = place.session({ fetch: fetcher, base: this.base });
    this.api = new Api(fetcher, this.base, this.session);
    this.files = new Files({ fetch: fetcher, base: this.base, session: this.session });
    showPicturesFrom(root, (path) => this.files.address(path));
    this.chats = new Chats(store, this.api);
    this.history = new History(store, this.api);
    this.quotes = new Quotes(store, this.api);
    this.outbox = new Outbox({ store, clock, storage, uuid });
    this.drafts = new Drafts({ store, api: this.api, clock });
    this.session.addEventListener('ended', (event) => this.#ended(/** @type {CustomEvent} */ (event).detail));
    store.addEventListener('change', () => this.outbox.tidy());
    store.addEventListener('change', () => this.#look());
    const { signal } = this.#end;
    for (const online of [true, false]) window.addEventListener(online ? 'online' : 'offline', () => store.dispatch({ type: 'online.changed', online }), { signal });
  }

  async start() {
    const { store, session, database, clock, outbox } = this;
    store.dispatch({ type: 'online.changed', online: navigator.onLine });
    if (!session.exists) return;
    this.#isOfEarlier = await restore({ store, database, clock }, session.userId);
    if (this.#isOfEarlier) outbox.load(session.userId ?? '');
    this.#begin();
  }

  /** @param {import('./types.js').User} user */
  enter(user) {
    this.store.dispatch({ type: 'signed_in', user });
    this.outbox.load(user.id);
    this.#begin();
    const { route } = this.router;
    if (route.name === 'login' || route.name === 'register') this.router.go(afterSignIn(route), { replace: true });
  }

  async logOut() {
    await this.api.call('POST', '/auth/logout').catch(() => {}); // without the server, forgetting the tokens is all that can be done
    this.leave();
  }

  /** Forgets who was here. */
  leave() {
    this.outbox.forget();
    this.session.end(null);
    this.router.go('/login');
  }

  /** Runs what a control asked for; a failure is told in a toast. @param {Promise<unknown>} work @returns {Promise<boolean>} */
  async attempt(work) {
    try {
      await work;
      return true;
    } catch (error) {
      this.toasts.warn(explain(error));
      return false;
    }
  }

  /** Something without which the page is of no use did not come; not every browser asks for it a second time before there is a new page. @param {unknown} error */
  lacks(error) {
    this.toasts.offer(explain(error), t`Reload`, () => window.location.reload());
  }

  /** Opens what reading and writing do not need, and what therefore comes when it is first opened. @template T @param {Promise<T>} module @param {(module: T) => unknown} show */
  open(module, show) {
    return this.attempt(Promise.all([module, this.styles(['forms', 'dialogs', 'details', 'pages'])]).then(([module]) => show(module)));
  }

  /** Shows at once what an action does; refused, it is taken back, and told why. @param {import('./types.js').Action} action @param {Promise<any>} work @returns {Promise<any>} the answer, if only that there was one, or null */
  async guess(action, work) {
    try {
      return (await this.store.guess(action, work)) ?? true;
    } catch (error) {
      if (this.store.state.me) this.toasts.warn(t`Taken back: ${explain(error)}`);
      return null;
    }
  }

  /** For what nobody asked for and the next event repairs. @param {Promise<unknown>} work */
  quietly(work) {
    work.catch(() => {});
  }

  /** Over the socket. @param {import('./types.js').Frame} frame @returns {Promise<any>} */
  async request(frame) {
    return (await this.alive()).socket.request(frame);
  }

  /** Who I am and which chats I have, once. */
  prepare() {
    return (this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = null;
    }));
  }

  /** Leaves nothing behind that goes on. */
  close() {
    this.live?.readMarks.flush();
    this.#end.abort();
    this.#stop();
  }

  /** First what is to be read, then the connection. */
  #begin() {
    if (this.#end.signal.aborted) return;
    if (this.live) return this.live.socket.start();
    this.prepare().catch(() => this.#connect()); // over there it is tried again
    this.#soon();
    this.#look();
  }

  async #prepare() {
    if (!this.store.state.me) {
      const user = await this.api.me();
      this.store.dispatch({ type: 'signed_in', user });
      this.outbox.load(user.id);
    }
    if (!this.store.state.chats_loaded) await this.chats.loadMine();
    else if (this.#isOfEarlier) this.quietly(this.chats.loadMine()); // what no event tells may have changed since
    this.#isOfEarlier = false;
  }

  async #begins() {
    this.#isComing = true;
    try {
      const { Live } = await import('./live.js');
      const live = new Live(this, this.#end.signal);
      this.live = live;
      this.#lives(live);
      if (this.session.exists && !this.#end.signal.aborted) live.socket.start();
      return live;
    } catch (error) {
      this.#isComing = false;
      this.#soon();
      this.lacks(error);
      throw error;
    }
  }

  #soon() {
    this.clock.setTimeout(() => this.#connect(), PATIENCE_MS);
  }

  #connect() {
    if (this.session.exists && !this.#end.signal.aborted) this.quietly(this.alive());
  }

  /** Whether one can read and write by now. */
  #look() {
    if (this.#isComing) return;
    const { me, chats_loaded, chats, timelines } = this.store.state;
    const { name, id } = this.router.route;
    const timeline = name === 'chat' && chats[id ?? ''] ? timelines[id ?? ''] : { loaded: true, problem: null };
    if (me && chats_loaded && (timeline?.loaded || timeline?.problem)) whenIdle(() => this.#connect());
  }

  /** @param {string | null} reason */
  #ended(reason) {
    this.#stop();
    for (const dialog of this.root.querySelectorAll('dialog')) dialog.close();
    this.store.dispatch({ type: 'signed_out', reason });
  }

  #stop() {
    if (this.live) this.live.stop();
    else void this.database.clear();
    // Before the state is emptied, which must not look as if everything had been sent.
    this.outbox.close();
    this.drafts.forget();
    this.files.forget();
  }
}
