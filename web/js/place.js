// Where a client lives: here a page of its own. In other people's pages it lives in an element (embed/place.js).

import { Router } from './dom/router.js';
import { loadStyles } from './dom/styles.js';
import { jsonStorage } from './storage.js';
import { database } from './wire/database.js';
import { Session } from './wire/session.js';

/** @typedef {import('./types.js').Clock} Clock */

/**
 * @typedef {object} Place
 * @property {string} origin    of the server
 * @property {Document | ShadowRoot} root  what the views are in
 * @property {Router} router
 * @property {Clock} clock
 * @property {import('./storage.js').KeyValue} storage
 * @property {ReturnType<typeof database>} database
 * @property {(parts: Pick<import('./wire/session.js').SessionParts, 'fetch' | 'base'>) => Session} session
 * @property {(names: string[]) => Promise<unknown>} styles  sees to it that these style sheets count
 * @property {() => boolean} isWide  there is room for a chat's details beside it
 */

/** @returns {Place} */
export function ownPage() {
  const storage = jsonStorage(() => window.localStorage);
  const clock = {
    now: () => Date.now(),
    setTimeout: (/** @type {() => void} */ fn, /** @type {number} */ ms) => setTimeout(fn, ms),
    clearTimeout: (/** @type {any} */ id) => clearTimeout(id),
  };
  return {
    origin: window.location.origin,
    root: document,
    router: new Router(window),
    clock,
    storage,
    database: database(() => globalThis.indexedDB),
    session: (parts) => new Session({ ...parts, clock, storage, lock }),
    styles: loadStyles,
    isWide: () => window.matchMedia('(min-width: 1200px)').matches,
  };
}

/**
 * Locks exist on https and localhost only. Elsewhere the server's grace for a repeated refresh has to do.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
async function lock(name, work) {
  return navigator.locks ? await navigator.locks.request(name, work) : await work();
}
