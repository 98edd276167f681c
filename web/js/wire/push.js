// Notifications on this device while the client is closed or looked away from, and the number on its icon.

import { calls } from './calls.js';
import { unreadTotal } from '../state/selectors.js';

/** @typedef {'on' | 'off' | 'blocked' | 'impossible'} PushState */

export class Push {
  #app;
  #follows = false;
  /** What of each chat was unread when it was last looked at. @type {Map<string, boolean>} */
  #unread = new Map();
  #total = -1;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
  }

  /** @returns {Promise<PushState>} */
  async state() {
    if (!('PushManager' in window) || !('Notification' in window) || !(await this.#key())) return 'impossible';
    if (Notification.permission === 'denied') return 'blocked';
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return 'impossible';
    return Notification.permission === 'granted' && (await registration.pushManager.getSubscription()) ? 'on' : 'off';
  }

  /** Asks the person, so this has to be what they have just asked for. @returns {Promise<PushState>} */
  async turnOn() {
    if ((await Notification.requestPermission()) !== 'granted') return this.state();
    await this.#subscribe();
    this.follow();
    return 'on';
  }

  async turnOff() {
    await calls(this.#app).unsubscribe();
    await (await this.#subscription())?.unsubscribe();
  }

  /** Goes on with what was turned on at an earlier time: the browser may have another address by now, and the server another key. */
  async resume() {
    if (await this.#subscription()) await this.#subscribe();
    this.follow();
  }

  /** Whoever comes next on this device is not told what was meant for somebody else. */
  async end() {
    await (await this.#subscription())?.unsubscribe();
    for (const notification of await this.#shown()) notification.close();
    this.#count(0);
  }

  /** Keeps the number on the icon, takes away what was read elsewhere, and goes where a click leads. */
  follow() {
    if (this.#follows) return;
    this.#follows = true;
    const { store, router } = this.#app;
    store.addEventListener('change', () => this.#look());
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      if (typeof data?.open === 'string') router.go(data.open);
    });
    this.#look();
  }

  #look() {
    const { state } = this.#app.store;
    if (!state.chats_loaded) return;
    const read = Object.values(state.chats).filter(({ id, unread }) => unread === 0 && this.#unread.get(id) !== false).map(({ id }) => id);
    this.#unread = new Map(Object.values(state.chats).map(({ id, unread }) => [id, unread > 0]));
    const total = unreadTotal(state);
    if (total !== this.#total) this.#count(total);
    if (read.length > 0) this.#app.quietly(this.#close(read));
  }

  /** @param {string[]} chats */
  async #close(chats) {
    for (const notification of await this.#shown()) {
      if (chats.includes(notification.tag)) notification.close();
    }
  }

  /** @param {number} total */
  #count(total) {
    this.#total = total;
    // Not every browser has an icon to write it on.
    if ('setAppBadge' in navigator) this.#app.quietly(navigator.setAppBadge(total));
  }

  async #subscribe() {
    const registration = await navigator.serviceWorker.ready;
    const key = await this.#key();
    if (!key) return;
    const earlier = await registration.pushManager.getSubscription();
    const isGood = earlier && sameBytes(earlier.options.applicationServerKey, key);
    if (earlier && !isGood) await earlier.unsubscribe();
    const subscription = isGood ? earlier : await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys = {} } = subscription.toJSON();
    await calls(this.#app).subscribe({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
  }

  async #subscription() {
    return (await (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription()) ?? null;
  }

  async #shown() {
    return (await (await navigator.serviceWorker?.getRegistration())?.getNotifications()) ?? [];
  }

  async #key() {
    const { public_key } = await calls(this.#app).pushKey();
    return public_key === null ? null : bytesOf(public_key);
  }
}

/** @param {string} text  base64url */
function bytesOf(text) {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** @param {ArrayBuffer | null} buffer @param {Uint8Array} bytes */
function sameBytes(buffer, bytes) {
  const own = new Uint8Array(buffer ?? new ArrayBuffer(0));
  return own.length === bytes.length && own.every((byte, at) => byte === bytes[at]);
}
