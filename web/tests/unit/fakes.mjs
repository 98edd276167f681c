// Time, sockets, storage and people that tests hold in their hands.

import { Store } from '../../js/state/store.js';

/** A clock that moves only when it is told to. */
export class FakeClock {
  #now = Date.parse('2026-03-01T12:00:00Z');
  #next = 1;
  /** @type {Map<number, {at: number, fn: () => void}>} */
  #timers = new Map();

  now = () => this.#now;

  /** @param {() => void} fn @param {number} ms */
  setTimeout = (fn, ms) => {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + ms, fn });
    return id;
  };

  /** @param {any} id */
  clearTimeout = (id) => void this.#timers.delete(id);

  /** Runs what is due on the way, in order, and lets promises settle in between. @param {number} ms */
  async advance(ms) {
    await settled();
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].at;
      due[1].fn();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Lets every promise that can go on go on. */
export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** The client's end of a WebSocket, with the test as the server. */
export class FakeWire {
  /** @type {any} */ onopen = null;
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onclose = null;
  /** @type {any[]} */ sent = [];
  closed = false;
  readyState = 1;

  /** @param {any} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  opens() {
    this.onopen?.({});
  }

  /** @param {object} frame */
  says(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** @param {number} code */
  hangsUp(code) {
    this.onclose?.({ code });
  }

  /** Greets, replays nothing, and is ready. @param {any[]} [chats] */
  welcomes(chats = []) {
    this.opens();
    this.says(welcome(chats));
    this.says({ type: 'ready' });
  }
}

/** @param {any[]} chats */
export function welcome(chats) {
  return { type: 'welcome', re: 1, data: { connection_id: 'c', user: ada, heartbeat_secs: 25, expires_at: '', chats } };
}

/** @returns {import('../../js/storage.js').KeyValue & {values: Map<string, string>}} */
export function fakeStorage() {
  const values = new Map();
  return {
    values,
    get: (key) => JSON.parse(values.get(key) ?? 'null'),
    set: (key, value) => Boolean(values.set(key, JSON.stringify(value))),
    remove: (key) => void values.delete(key),
  };
}

export const ada = { id: 'u-ada', username: 'ada', display_name: 'Ada', avatar: null, created_at: '2026-01-01T00:00:00Z' };
export const bob = { id: 'u-bob', username: 'bob', display_name: 'Bob', avatar: null, created_at: '2026-01-01T00:00:00Z' };

/** @param {number} number @param {Partial<import('../../js/types.js').Message>} [more] @returns {import('../../js/types.js').Message} */
export function message(number, more = {}) {
  return {
    id: `m-${number}`, chat_id: 'c-1', seq: number + 10, number, author: bob, body: `message ${number}`, client_id: `k-${number}`,
    reply_to: null, attachments: [], created_at: new Date(Date.parse('2026-03-01T10:00:00Z') + number * 1000).toISOString(),
    edited_at: null, deleted_at: null, pinned_at: null, reactions: [], mentions: [], ...more,
  };
}

/** @param {Partial<import('../../js/types.js').MyChat>} [more] @returns {import('../../js/types.js').MyChat} */
export function chat(more = {}) {
  return {
    id: 'c-1', name: 'General', description: null, visibility: 'public', has_password: false, join_requests: false, posting: 'everyone', slow_mode_secs: 0, owner_id: ada.id, member_count: 2,
    seq: 15, message_count: 5, created_at: '2026-02-01T00:00:00Z', last_message_at: null,
    direct_with: null, role: 'owner', joined_at: '2026-02-01T00:00:00Z', muted_until: null, requests_waiting: 0, reports_open: 0, read_number: 5, unread: 0, unread_mentions: 0, notifications: 'all', draft: null, last_message: null, ...more,
  };
}

/** A store in which Ada is logged in and knows these chats. @param {import('../../js/types.js').MyChat[]} [chats] */
export function storeOf(chats = [chat()]) {
  const store = new Store();
  store.dispatch({ type: 'signed_in', user: ada });
  store.dispatch({ type: 'chats.loaded', chats });
  return store;
}
