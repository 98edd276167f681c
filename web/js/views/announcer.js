// Tells a screen reader what is new in a conversation: one message in its words, several at once as a number.

import { h } from '../dom/h.js';
import { nameOf } from '../text/format.js';
import { plainText } from '../text/markup.js';
import { counted } from '../text/words.js';

/** @typedef {import('../types.js').Message} Message */

/** What comes within this time is told together. */
const PAUSE_MS = 1_000;
const WORDS_MAX = 200;

export class Announcer {
  #clock;
  /** The number of the last message that was told, or needs not to be. */
  #last;
  /** @type {Message[]} */
  #waiting = [];
  /** @type {any} */
  #timer = null;
  element = h('p', { class: 'visually-hidden announcer', role: 'status' });

  /** @param {import('../types.js').Clock} clock @param {number | null} seen  the number of the last message that was there from the beginning, if that is known */
  constructor(clock, seen) {
    this.#clock = clock;
    this.#last = seen;
  }

  /** @param {import('../types.js').Timeline | undefined} timeline @param {(message: Message) => boolean} matters */
  hear(timeline, matters) {
    if (!timeline?.loaded) return;
    const newest = timeline.items.at(-1)?.number ?? 0;
    const fresh = this.#last === null || newest <= this.#last ? [] : newerThan(timeline.items, this.#last).filter(matters);
    this.#last = Math.max(newest, this.#last ?? 0);
    if (fresh.length === 0) return;
    this.#waiting.push(...fresh);
    this.#timer ??= this.#clock.setTimeout(() => this.#tell(), PAUSE_MS);
  }

  destroy() {
    this.#clock.clearTimeout(this.#timer);
  }

  #tell() {
    this.element.textContent = announcement(this.#waiting);
    this.#waiting = [];
    this.#timer = null;
  }
}

/** @param {Message[]} items @param {number} number */
function newerThan(items, number) {
  return items.slice(items.findLastIndex((message) => message.number <= number) + 1);
}

/** @param {Message[]} messages */
export function announcement(messages) {
  const last = messages[messages.length - 1];
  const said = `${nameOf(last.author)}: ${plainText(last.body.slice(0, WORDS_MAX)) || counted(last.attachments.length, 'file')}`;
  return messages.length === 1 ? said : `${counted(messages.length, 'new message')}. ${said}`;
}
