// What goes on once the page is there: the connection, and what it tells and is told.

import './text/explain-more.js';
import { t } from './text/words.js';
import { Bookmarks } from './wire/bookmarks.js';
import { Feed } from './wire/feed.js';
import { keepEdit } from './wire/kept-edit.js';
import { People } from './wire/people.js';
import { ReadMarks } from './wire/read-marks.js';
import { Screen } from './wire/screen.js';
import { Sender } from './wire/sender.js';
import { SnapshotWriter } from './wire/snapshot-writer.js';
import { Socket } from './wire/socket.js';

/** @typedef {import('./app.js').App} App */
/** @typedef {import('./types.js').Frame} Frame */

export class Live {
  #app;

  /** @param {App} app @param {AbortSignal} end  of what is heard of the page */
  constructor(app, end) {
    const { store, api, clock } = app;
    this.#app = app;
    /** @param {Frame} frame @returns {Promise<any>} */
    const request = (frame) => this.socket.request(frame);
    this.people = new People(store, api);
    this.bookmarks = new Bookmarks(store, api);
    this.socket = new Socket({
      open: () => new WebSocket(`${app.base.replace(/^http/, 'ws')}/ws`, ['dialogo.v1']),
      clock,
      random: Math.random,
      token: (fresh) => app.session.token({ fresh }),
      prepare: () => this.#prepare(),
      cursors: () => this.feed.helloCursors(),
    });
    this.sender = new Sender({ store, outbox: app.outbox, request, clock });
    this.readMarks = new ReadMarks({ store, request, guess: (action, work) => app.guess(action, work), clock });
    this.screen = new Screen({ store, request, clock, meet: (id) => app.quietly(this.#meet(id)) });
    this.snapshot = new SnapshotWriter({ store, clock, database: app.database });
    this.feed = new Feed({
      store,
      sync: (cursors, done) => this.socket.call({ type: 'sync', data: { cursors } }, (_, data) => done(data?.chats ?? null)),
      loadChats: () => app.chats.loadMine(),
      loadChat: (id) => app.quietly(app.chats.refresh(id)),
      /** @returns {number} */
      readHere: (id) => this.readMarks.untold(id),
      loadNewest: (id) => app.history.loadNewest(id),
    });
    this.#listen(end);
  }

  stop() {
    this.socket.stop();
    this.readMarks.forget();
    keepEdit(null);
    this.screen.forget();
    this.snapshot.forget();
  }

  /** Before each hello: who am I, and where does each of my chats stand? */
  async #prepare() {
    await this.#app.prepare();
    this.#app.quietly(this.people.loadBlocks());
  }

  /** @param {string} id */
  async #meet(id) {
    this.#app.store.dispatch({ type: 'person.met', user: await this.#app.api.user(id) });
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { socket, readMarks, screen, snapshot } = this;
    const { store, session } = this.#app;
    socket.addEventListener('refused', (event) => session.end(/** @type {CustomEvent} */ (event).detail));
    socket.addEventListener('frame', (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    socket.addEventListener('change', () => this.#connection());
    store.addEventListener('change', () => screen.look());
    store.addEventListener('change', () => snapshot.look());
    window.addEventListener('pagehide', () => {
      readMarks.flush();
      snapshot.write();
    }, { signal });
    window.addEventListener('online', () => socket.reconnectNow(), { signal });
    window.addEventListener('offline', () => socket.probe(), { signal }); // the browser may be wrong, and a dead connection would be noticed late
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') socket.probe();
      else this.#app.drafts.tellAll();
      screen.setAway(document.visibilityState !== 'visible');
    }, { signal });
  }

  #connection() {
    const { connection } = this.socket;
    const { store, drafts } = this.#app;
    const live = connection.phase === 'live';
    store.dispatch({ type: 'connection.changed', connection });
    if (!live && connection.phase !== 'catching_up') this.feed.disconnected();
    this.sender.setLive(live);
    this.readMarks.setLive(live);
    this.screen.setLive(live);
    if (live) drafts.tellAll();
  }

  /** @param {Frame} frame */
  #heard(frame) {
    const { store, toasts } = this.#app;
    const name = store.state.chats[frame.chat_id ?? '']?.name;
    if (frame.type === 'read.updated' && frame.data.mark_unread) this.readMarks.undone(frame.chat_id ?? '');
    this.feed.receive(frame);
    this.screen.receive(frame);
    if (frame.type !== 'chat.removed' || name === undefined) return;
    if (frame.data.reason === 'removed') toasts.tell(t`You were removed from “${name}”.`);
    if (frame.data.reason === 'banned') toasts.tell(t`You were banned from “${name}”.`);
    if (frame.data.reason === 'deleted') toasts.tell(t`“${name}” was deleted by its owner.`);
  }
}
