// How the connection is, in a word.

import { h, setText } from '../dom/h.js';
import { t } from '../text/words.js';

/** @typedef {import('../types.js').State} State */

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
