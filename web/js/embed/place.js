// A client's place in an element of another page: nothing of that page is changed, listened to or kept in for longer than the element.

import { Router } from '../dom/router.js';
import { jsonStorage } from '../storage.js';
import { database } from '../wire/database.js';
import { HostSession } from './session.js';

/**
 * @param {{origin: string, root: ShadowRoot, chat: () => string, token: () => Promise<import('./session.js').Given>}} parts
 * @returns {{place: import('../place.js').Place, leave: () => void}}
 */
export function insideElement({ origin, root, chat, token }) {
  const { clock, stop } = stoppableClock();
  const storage = jsonStorage(() => {
    throw new Error('the storage here is not ours');
  });
  /** @type {import('../place.js').Place} */
  const place = {
    origin,
    root,
    router: new Router(wayOut(origin, chat)),
    clock,
    storage,
    database: database(() => undefined),
    session: (parts) => new HostSession({ ...parts, clock, storage, lock: (_, work) => work() }, token),
    styles: async () => {}, // all of them came with the element
    isWide: () => false,
  };
  return { place, leave: stop };
}

/** What leads elsewhere opens in a tab of the client's own; the page around stays where it is. @param {string} origin @param {() => string} chat */
function wayOut(origin, chat) {
  /** @param {unknown} _state @param {string} _title @param {string} path */
  const go = (_state, _title, path) => void (path !== '/' && window.open(origin + path, '_blank', 'noopener'));
  const location = {
    get pathname() {
      return `/chats/${chat()}`;
    },
    hash: '',
  };
  const history = { pushState: go, replaceState: go };
  const silent = new EventTarget(); // links are followed by the browser itself
  const way = { location, history, document: silent, addEventListener: () => {} };
  return /** @type {Window} */ (/** @type {unknown} */ (way));
}

/** Once it is stopped nothing of it rings any more. */
function stoppableClock() {
  /** @type {Set<any>} */
  const waiting = new Set();
  let isStopped = false;
  /** @type {import('../types.js').Clock} */
  const clock = {
    now: () => Date.now(),
    setTimeout(fn, ms) {
      if (isStopped) return 0;
      const id = setTimeout(() => {
        waiting.delete(id);
        fn();
      }, ms);
      waiting.add(id);
      return id;
    },
    clearTimeout(id) {
      waiting.delete(id);
      clearTimeout(id);
    },
  };
  const stop = () => {
    isStopped = true;
    for (const id of waiting) clearTimeout(id);
  };
  return { clock, stop };
}
