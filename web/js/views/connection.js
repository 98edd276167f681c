// A strip across the top while something is wrong with the connection.

import { h, setText } from '../dom/h.js';
import { t } from '../text/words.js';
import { describe } from './connection-word.js';

/** @typedef {import('../types.js').State} State */

/** Trouble shorter than this is over before it could be read. */
const PATIENCE_MS = 700;

export class ConnectionStrip {
  #app;
  #spoken = h('span', { class: 'visually-hidden', role: 'status' });
  #text = h('span', { 'aria-hidden': 'true' });
  #now = h('button', { type: 'button', class: 'link-button' }, t`Connect now`);
  #visible = h('div', { class: 'strip' }, this.#text, this.#now);
  element = h('div', { class: 'connection' }, this.#spoken, this.#visible);
  #troubleSince = 0;
  /** @type {any} */
  #tick = null;

  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.#app = app;
    this.#now.addEventListener('click', () => app.live?.socket.reconnectNow());
  }

  /** @param {State} state @param {boolean} wanted */
  update(state, wanted) {
    clearTimeout(this.#tick);
    const now = this.#app.clock.now();
    const { text, tone } = describe(state);
    const { phase, retry_at } = state.connection;
    const trouble = wanted && phase !== 'live' && phase !== 'idle';
    if (!trouble) this.#troubleSince = 0;
    else this.#troubleSince ||= now;

    const shown = trouble && (phase === 'stopped' || now - this.#troubleSince >= PATIENCE_MS);
    this.#visible.hidden = !shown;
    this.#visible.dataset.tone = tone;
    this.#now.hidden = phase !== 'waiting' && phase !== 'stopped';
    setText(this.#text, phase === 'waiting' && retry_at && state.online ? t`${text} in ${seconds(retry_at - now)} s.` : text);
    setText(this.#spoken, wanted && (shown || phase === 'live') ? text : '');
    if (trouble) this.#tick = setTimeout(() => this.update(this.#app.store.state, wanted), shown ? 1_000 : PATIENCE_MS);
  }
}

/** @param {number} ms */
function seconds(ms) {
  return Math.max(1, Math.ceil(ms / 1000));
}
