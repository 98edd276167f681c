// Keeps what the client knows on this device, so that the next page begins with it: at once, and without a connection. What happened
// since is caught up like after any lost connection, from the cursors that were kept with it.

import { chatsByActivity } from '../state/selectors.js';
import { shortened } from '../state/timelines.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {Pick<State, 'me' | 'chats' | 'cursors' | 'people' | 'timelines' | 'blocks'> & {version: number}} Kept */

/** Goes up when the shapes of the state change: what was kept before is not read. */
const VERSION = 1;
const KEY = 'state';
/** So long after a change it is written down, with all that changed meanwhile. */
const PAUSE_MS = 1_000;
const TIMELINES_MAX = 30;
/** Of each; as many as a page has. */
const MESSAGES_MAX = 50;
/** Longer than this the beginning of the page does not wait for it. */
const PATIENCE_MS = 1_500;

/**
 * @typedef {object} SnapshotParts
 * @property {import('../state/store.js').Store} store
 * @property {ReturnType<typeof import('./database.js').database>} database
 * @property {import('../types.js').Clock} clock
 */

export class Snapshot {
  #parts;
  /** @type {State | null} */
  #written = null;
  /** @type {any} */
  #timer = null;

  /** @param {SnapshotParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** What was kept for this person goes into the store. @param {string | null} userId @returns {Promise<boolean>} whether there was something */
  async restore(userId) {
    const { store, database, clock } = this.#parts;
    const late = new Promise((resolve) => clock.setTimeout(() => resolve(null), PATIENCE_MS));
    /** @type {Kept | null} */
    const kept = await Promise.race([database.get(KEY), late]);
    if (kept?.version !== VERSION || !kept.me || kept.me.id !== userId || store.confirmed.me) return false;
    store.dispatch({ type: 'state.restored', kept });
    return true;
  }

  /** There may be something to be written down. */
  look() {
    const { store, clock } = this.#parts;
    if (this.#timer !== null || !worthKeeping(store.confirmed) || !differs(store.confirmed, this.#written)) return;
    this.#timer = clock.setTimeout(() => this.write(), PAUSE_MS);
  }

  write() {
    const { store, database, clock } = this.#parts;
    clock.clearTimeout(this.#timer);
    this.#timer = null;
    if (!worthKeeping(store.confirmed) || !differs(store.confirmed, this.#written)) return;
    this.#written = store.confirmed;
    void database.set(KEY, keptOf(store.confirmed));
  }

  /** Nothing of it stays for whoever comes next. */
  forget() {
    this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#written = null;
    void this.#parts.database.clear();
  }
}

/** @param {State} state */
function worthKeeping(state) {
  return state.me !== null && state.chats_loaded;
}

/** @param {State} state @param {State | null} before */
function differs(state, before) {
  return !before || /** @type {const} */ (['me', 'chats', 'cursors', 'people', 'timelines', 'blocks']).some((part) => state[part] !== before[part]);
}

/** The chats, and of those that were used last what was said last. @param {State} state @returns {Kept} */
export function keptOf(state) {
  const { me, chats, cursors, people, blocks } = state;
  const recent = chatsByActivity(state).map((chat) => chat.id).filter((id) => state.timelines[id]?.loaded).slice(0, TIMELINES_MAX);
  const timelines = Object.fromEntries(recent.map((id) => [id, { ...shortened(state.timelines[id], MESSAGES_MAX), loading: null, problem: null, early: [] }]));
  return { version: VERSION, me, chats, cursors, people, timelines, blocks };
}
