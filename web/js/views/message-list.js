// The scrolling list of messages: keeps its place while history arrives above and messages below.

import { h } from '../dom/h.js';
import { KeyedList } from '../dom/keyed.js';
import { conversationRow, updateReactions } from './message-row.js';

/** @typedef {import('./conversation-rows.js').ConversationRow} ConversationRow */

/** So close to the end counts as being at it. */
const AT_END_PX = 48;
/** History is asked for this far before the beginning comes into view. */
const LOAD_AHEAD_PX = 600;

/**
 * @typedef {object} MessageListParts
 * @property {import('./message-row.js').MessageActions} actions
 * @property {import('./attachments.js').Hands} hands
 * @property {() => void} nearBeginning
 * @property {() => void} moved           scrolled, resized or filled: what is on screen may have changed
 */

export class MessageList {
  #parts;
  #top = h('div', { class: 'timeline-top' });
  #list = h('ol', { class: 'messages' });
  element = h('div', { class: 'timeline', role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages', tabindex: '0' }, this.#top, this.#list);
  /** @type {KeyedList<ConversationRow>} */
  #rows;
  #atEnd = true;
  #placed = false;
  #sizes;

  /** @param {MessageListParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#rows = new KeyedList(this.#list, (row) => conversationRow(row, parts.actions, parts.hands), (element, row, before) =>
      updateReactions(element, row, before, parts.actions));
    this.element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#sizes = new ResizeObserver(() => this.#resized());
    this.#sizes.observe(this.element);
  }

  get atEnd() {
    return this.#atEnd;
  }

  destroy() {
    this.#sizes.disconnect();
  }

  /**
   * @param {ConversationRow[]} rows
   * @param {{top: import('../dom/h.js').Child, loaded: boolean, quiet: boolean}} how  quiet: old messages, not to be read out
   */
  show(rows, { top, loaded, quiet }) {
    this.element.setAttribute('aria-busy', String(quiet || !this.#placed));
    const anchor = this.#atEnd ? null : this.#firstVisible();
    const before = anchor?.getBoundingClientRect().top ?? 0;
    this.#top.replaceChildren(...(top ? [/** @type {Node} */ (top)] : []));
    this.#rows.show(rows);
    if (!loaded) return;
    if (!this.#placed) this.#place();
    else if (this.#atEnd) this.toEnd();
    else if (anchor?.isConnected) this.element.scrollTop += anchor.getBoundingClientRect().top - before;
    this.#scrolled();
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.#atEnd = true;
  }

  /** Gives the focus back to a message that was being changed. @param {string} key */
  focusOn(key) {
    const button = this.#rows.element(key)?.querySelector('.message-more');
    if (button instanceof HTMLElement) button.focus();
  }

  /** The number of the last message that is on screen, 0 if none is. */
  lastVisible() {
    const bottom = this.element.getBoundingClientRect().bottom;
    for (let row = this.#list.lastElementChild; row; row = row.previousElementSibling) {
      const number = Number(/** @type {HTMLElement} */ (row).dataset.number);
      if (number > 0 && row.getBoundingClientRect().top < bottom - 8) return number;
    }
    return 0;
  }

  /** Begins at the first unread message, or else at the end. */
  #place() {
    this.#placed = true;
    const line = this.#rows.element('new');
    this.toEnd();
    if (line) {
      const above = line.offsetTop - this.element.clientHeight / 4;
      this.element.scrollTop = Math.min(this.element.scrollTop, above);
    }
  }

  #firstVisible() {
    const top = this.element.getBoundingClientRect().top;
    for (const row of this.#list.children) {
      if (/** @type {HTMLElement} */ (row).dataset.number && row.getBoundingClientRect().bottom > top) return row;
    }
    return null;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    if (this.#placed && scrollTop < LOAD_AHEAD_PX) this.#parts.nearBeginning();
    if (this.#placed) this.#parts.moved();
  }

  /** A keyboard that opens, or a turned phone, must not hide the end that one was reading. */
  #resized() {
    if (this.#placed && this.#atEnd) this.toEnd();
    if (this.#placed) this.#parts.moved();
  }
}
