// How the connection is: a strip across the top while something is wrong, a small word when all is well.

import { h, setText } from '../dom/h.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').State} State */

/** Trouble shorter than this is over before it could be read. */
const PATIENCE_MS = 700;

/** @param {State} state @returns {{word: string, text: string, tone: "good" | "busy" | "bad"}} */
export function describe({ connection, online }) {
  const { phase, reason } = connection;
  if (phase === 'live') return { word: t`Live`, text: t`Connected`, tone: 'good' };
  if (phase === 'stopped') return { word: t`Stopped`, text: reason ?? t`The connection was refused.`, tone: 'bad' };
  if (!online) return { word: t`Offline`, text: t`You are offline. What you write is sent when you are back.`, tone: 'bad' };
  if (phase === 'waiting') return { word: t`Reconnecting`, text: t`The connection was lost. Reconnecting`, tone: 'bad' };
  if (phase === 'catching_up') return { word: t`Catching up`, text: t`Catching up…`, tone: 'busy' };
  return { word: t`Connecting`, text: t`Connecting…`, tone: 'busy' };
}

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
    this.#now.addEventListener('click', () => app.socket.reconnectNow());
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

/** The small word in the list of chats. */
export class ConnectionWord {
  element = h('span', { class: 'connection-word' });

  /** @param {State} state */
  update(state) {
    const { word, tone } = describe(state);
    this.element.dataset.tone = tone;
    setText(this.element, word);
  }
}

/** @param {number} ms */
function seconds(ms) {
  return Math.max(1, Math.ceil(ms / 1000));
}
