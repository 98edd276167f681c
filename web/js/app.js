// Puts the parts together: what the session, the socket and the store have to do with each other.

import { closeDialogs } from './dom/dialog.js';
import { Toasts } from './dom/toasts.js';
import { afterSignIn } from './dom/router.js';
import { Store } from './state/store.js';
import { explain } from './text/explain.js';
import { t } from './text/words.js';
import { showPicturesFrom } from './views/avatar.js';
import { Api } from './wire/api.js';
import { Bookmarks } from './wire/bookmarks.js';
import { Chats } from './wire/chats.js';
import { Drafts } from './wire/drafts.js';
import { Feed } from './wire/feed.js';
import { Files } from './wire/files.js';
import { History } from './wire/history.js';
import { Outbox } from './wire/outbox.js';
import { People } from './wire/people.js';
import { Quotes } from './wire/quotes.js';
import { ReadMarks } from './wire/read-marks.js';
import { Screen } from './wire/screen.js';
import { Snapshot } from './wire/snapshot.js';
import { Socket } from './wire/socket.js';

const API = '/api/v1';

export class App {
  store = new Store();
  toasts = new Toasts();
  uuid = uuid;
  /** The state is what an earlier page has kept. */
  #isOfEarlier = false;
  /** Ends what is heard of the page. */
  #end = new AbortController();
  /** @type {Promise<import('./wire/push.js').Push> | null} */
  #push = null;

  /** @param {import('./place.js').Place} place */
  constructor(place) {
    const { origin, root, router, clock, storage, isWide } = place;
    const { store } = this;
    const base = `${origin}${API}`;
    this.origin = origin;
    this.root = root;
    this.router = router;
    this.clock = clock;
    this.isWide = isWide;
    /** @type {typeof fetch} */
    const fetcher = (input, init) => fetch(input, init);
    this.session = place.session({ fetch: fetcher, base });
    this.api = new Api(fetcher, base, this.session);
    this.files = new Files({ fetch: fetcher, base, session: this.session, xhr: () => new XMLHttpRequest() });
    showPicturesFrom(root, (path) => this.files.address(path));
    this.people = new People(store, this.api);
    /** @param {import('./types.js').Frame} frame @returns {Promise<any>} */
    const request = (frame) => this.socket.request(frame);
    this.request = request;
    this.chats = new Chats(store, this.api);
    this.history = new History(store, this.api);
    this.bookmarks = new Bookmarks(store, this.api);
    this.quotes = new Quotes(store, this.api);
    this.socket = new Socket({
      open: () => new WebSocket(`${base.replace(/^http/, 'ws')}/ws`, ['dialogo.v1']),
      clock,
      random: Math.random,
      token: (fresh) => this.session.token({ fresh }),
      prepare: () => this.#prepare(),
      cursors: () => this.feed.helloCursors(),
    });
    this.outbox = new Outbox({ store, request, clock, storage, uuid });
    this.snapshot = new Snapshot({ store, clock, database: place.database });
    this.readMarks = new ReadMarks({ store, request, guess: (action, work) => this.guess(action, work), clock });
    this.drafts = new Drafts({ store, api: this.api, clock });
    this.screen = new Screen({ store, request, clock, meet: (id) => this.quietly(this.#meet(id)) });
    this.feed = new Feed({
      store,
      sync: (cursors, done) => this.socket.call({ type: 'sync', data: { cursors } }, (_, data) => done(data?.chats ?? null)),
      loadChats: () => this.chats.loadMine(),
      loadChat: (id) => this.quietly(this.chats.refresh(id)),
      /** @returns {number} */
      readHere: (id) => this.readMarks.untold(id),
      loadNewest: (id) => this.history.loadNewest(id),
    });
    this.#listen();
  }

  async start() {
    const { store, session, socket, snapshot, outbox } = this;
    store.dispatch({ type: 'online.changed', online: navigator.onLine });
    if (!session.exists) return;
    this.#isOfEarlier = await snapshot.restore(session.userId);
    if (this.#isOfEarlier) outbox.load(session.userId ?? '');
    if (!this.#end.signal.aborted) socket.start();
  }

  /** @param {import('./types.js').User} user */
  enter(user) {
    this.store.dispatch({ type: 'signed_in', user });
    this.outbox.load(user.id);
    this.socket.start();
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

  /** Notifications on this device, which most pages are opened without. */
  push() {
    return (this.#push ??= import('./wire/push.js').then(({ Push }) => new Push(this)));
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

  /** Shows at once what an action does; refused, it is taken back, and told why. @param {import('./types.js').Action} action @param {Promise<any>} work @returns {Promise<any>} the answer, if only that there was one, or null */
  async guess(action, work) {
    try {
      return (await this.store.guess(action, work)) ?? true;
    } catch (error) {
      this.toasts.warn(t`Not done, and taken back: ${explain(error)}`);
      return null;
    }
  }

  /** For what nobody asked for and the next event repairs. @param {Promise<unknown>} work */
  quietly(work) {
    work.catch(() => {});
  }

  /** Before the first hello of this page: who am I, and where does each of my chats stand? */
  async #prepare() {
    if (!this.store.state.me) {
      const user = await this.api.me();
      this.store.dispatch({ type: 'signed_in', user });
      this.outbox.load(user.id);
    }
    if (!this.store.state.chats_loaded) await this.chats.loadMine();
    else if (this.#isOfEarlier) this.quietly(this.chats.loadMine()); // what no event tells may have changed since
    this.#isOfEarlier = false;
    this.quietly(this.people.loadBlocks());
  }

  /** @param {string} id */
  async #meet(id) {
    this.store.dispatch({ type: 'person.met', user: await this.api.user(id) });
  }

  #listen() {
    const { store, socket, session, feed, outbox, readMarks, screen } = this;
    session.addEventListener('ended', (event) => this.#ended(/** @type {CustomEvent} */ (event).detail));
    socket.addEventListener('refused', (event) => session.end(/** @type {CustomEvent} */ (event).detail));
    socket.addEventListener('frame', (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    socket.addEventListener('change', () => {
      const { connection } = socket;
      store.dispatch({ type: 'connection.changed', connection });
      if (connection.phase !== 'live' && connection.phase !== 'catching_up') feed.disconnected();
      outbox.setLive(connection.phase === 'live');
      readMarks.setLive(connection.phase === 'live');
      screen.setLive(connection.phase === 'live');
      if (connection.phase === 'live') this.drafts.tellAll();
    });
    store.addEventListener('change', () => outbox.tidy());
    store.addEventListener('change', () => screen.look());
    store.addEventListener('change', () => this.snapshot.look());
    const { signal } = this.#end;
    window.addEventListener('pagehide', () => {
      readMarks.flush();
      this.snapshot.write();
    }, { signal });
    window.addEventListener('online', () => this.#online(true), { signal });
    window.addEventListener('offline', () => this.#online(false), { signal });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') socket.probe();
      else this.drafts.tellAll();
      screen.setAway(document.visibilityState !== 'visible');
    }, { signal });
  }

  /** @param {import('./types.js').Frame} frame */
  #heard(frame) {
    const name = this.store.state.chats[frame.chat_id ?? '']?.name;
    if (frame.type === 'read.updated' && frame.data.mark_unread) this.readMarks.undone(frame.chat_id ?? '');
    this.feed.receive(frame);
    this.screen.receive(frame);
    if (frame.type !== 'chat.removed' || name === undefined) return;
    if (frame.data.reason === 'removed') this.toasts.tell(t`You were removed from “${name}”.`);
    if (frame.data.reason === 'banned') this.toasts.tell(t`You were banned from “${name}”.`);
    if (frame.data.reason === 'deleted') this.toasts.tell(t`“${name}” was deleted by its owner.`);
  }

  /** Leaves nothing behind that goes on. */
  close() {
    this.readMarks.flush();
    this.#end.abort();
    this.#stop();
  }

  /** @param {string | null} reason */
  #ended(reason) {
    this.#stop();
    closeDialogs(this.root);
    this.store.dispatch({ type: 'signed_out', reason });
  }

  #stop() {
    this.socket.stop();
    // Before the state is emptied, which must not look as if everything had been sent.
    this.outbox.close();
    this.readMarks.forget();
    this.screen.forget();
    this.drafts.forget();
    this.files.forget();
    this.snapshot.forget();
  }

  /** @param {boolean} online */
  #online(online) {
    this.store.dispatch({ type: 'online.changed', online });
    if (online) this.socket.reconnectNow();
    else this.socket.probe(); // the browser may be wrong, and a dead connection would be noticed late
  }
}

/** `crypto.randomUUID` is missing on plain http, where a server in one's own network may well be. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
