// Keeps what the client knows on this device, for the next page to begin with.

import { chatsByActivity } from '../state/selectors.js';
import { shortened } from '../state/timelines.js';
import { KEY, VERSION } from './snapshot.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('./snapshot.js').Kept} Kept */

/** So long after a change it is written down, with all that changed meanwhile. */
const PAUSE_MS = 1_000;
const TIMELINES_MAX = 30;
/** Of each; as many as a page has. */
const MESSAGES_MAX = 50;

/**
 * @typedef {object} SnapshotParts
 * @property {import('../state/store.js').Store} store
 * @property {ReturnType<typeof import('./database.js').database>} database
 * @property {import('../types.js').Clock} clock
 */

export class SnapshotWriter {
  #parts;
  /** @type {State | null} */
  #written = null;
  /** @type {any} */
  #timer = null;

  /** @param {SnapshotParts} parts */
  constructor(parts) {
    this.#parts = parts;
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
