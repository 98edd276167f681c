// The scrolling list of messages: keeps its place while history arrives above and messages below. Of a long list only what is near the
// screen is on the page.

import { focused } from '../dom/focus.js';
import { h } from '../dom/h.js';
import { KeyedList } from '../dom/keyed.js';
import { t } from '../text/words.js';
import { conversationRow, updateReactions } from './message-row.js';
import { RowWindow } from './row-window.js';

/** @typedef {import('./conversation-rows.js').ConversationRow} ConversationRow */

/** So close to the end counts as being at it. */
const AT_END_PX = 48;
/** History is asked for this far before the beginning comes into view. */
const LOAD_AHEAD_PX = 600;
/** Rows are exchanged when the screen comes this close to the last that is there. */
const EDGE_PX = 500;
/** Measuring what was guessed moves what is measured; after so many rounds it is close enough. */
const ROUNDS_MAX = 4;

/**
 * @typedef {object} MessageListParts
 * @property {import('./message-row.js').MessageActions} actions
 * @property {import('./attachments.js').Hands} hands
 * @property {() => void} nearBeginning
 * @property {() => void} moved           scrolled, resized or filled: what is on screen may have changed
 */
/** A row, and where an edge of it is on screen. @typedef {{key: string, edge: 'top' | 'bottom', offset: number}} Anchor */

export class MessageList {
  #parts;
  #top = h('div', { class: 'timeline-top' });
  #above = h('div', { 'aria-hidden': 'true' });
  #list = h('ol', { class: 'messages' });
  #below = h('div', { 'aria-hidden': 'true' });
  // What is new is told by the announcer; rows come and go here as one scrolls.
  element = h('div', { class: 'timeline', role: 'log', 'aria-live': 'off', 'aria-label': t`Messages`, tabindex: '0' }, this.#top, this.#above, this.#list, this.#below);
  /** @type {KeyedList<ConversationRow>} */
  #rows;
  /** All of them. @type {ConversationRow[]} */
  #all = [];
  #window = new RowWindow();
  /** @type {import('./row-window.js').Span} */
  #span = { from: 0, to: 0, above: 0, below: 0 };
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
   * @param {{top: import('../dom/h.js').Child, loaded: boolean, from?: string}} how  `from`: the key of the row to begin at
   */
  show(rows, { top, loaded, from = '' }) {
    const anchor = this.#atEnd ? null : this.#anchor();
    this.#all = rows;
    this.#window.take(rows);
    this.#top.replaceWith((this.#top = h('div', { class: 'timeline-top' }, top)));
    if (!loaded) return this.#draw();
    if (!this.#placed) this.#place(from);
    else if (this.#atEnd) this.toEnd();
    else if (anchor && this.#window.indexOf(anchor.key) >= 0) this.#hold(anchor);
    else this.#settle(() => {});
    this.#scrolled();
  }

  toEnd() {
    this.#settle(() => {
      this.element.scrollTop = this.element.scrollHeight;
    });
    this.#atEnd = true;
  }

  /** The last message that fits, if there is one. @param {(row: ConversationRow) => boolean} fits */
  lastOf(fits) {
    return this.#all.findLast(fits) ?? null;
  }

  /** @param {string} key */
  reveal(key) {
    this.#hold({ key, edge: 'top', offset: this.element.clientHeight / 3 });
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

  /** Begins at this row, or else at the end. @param {string} key */
  #place(key) {
    this.#placed = true;
    this.toEnd();
    if (this.#window.indexOf(key) >= 0) this.#hold({ key, edge: 'top', offset: this.element.clientHeight / 4 });
  }

  /** The first message on screen stays where it is, whatever happens around it: its end, since above it a name may come or go. @returns {Anchor | null} */
  #anchor() {
    const top = this.element.getBoundingClientRect().top;
    for (let at = this.#span.from; at < this.#span.to; at += 1) {
      const { key, kind } = this.#all[at];
      const box = this.#rows.element(key)?.getBoundingClientRect();
      if (kind === 'message' && box && box.bottom > top) return { key, edge: 'bottom', offset: box.bottom - top };
    }
    return null;
  }

  /** Scrolls until a row is where it was. @param {Anchor} anchor */
  #hold({ key, edge, offset }) {
    this.#settle(() => {
      const row = this.#rows.element(key);
      if (row) this.element.scrollTop += row.getBoundingClientRect()[edge] - this.element.getBoundingClientRect().top - offset;
      else this.element.scrollTop = this.#list.offsetTop - this.#span.above + this.#window.topOf(this.#window.indexOf(key)) - offset;
    });
  }

  /** Scrolls and shows what is to be seen there, until nothing moves any more: heights are known only once a row is there. @param {() => void} scroll */
  #settle(scroll) {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      this.#draw();
      const moved = this.#measure();
      const before = this.element.scrollTop;
      scroll();
      if (!moved && round > 0 && Math.abs(this.element.scrollTop - before) < 1) return;
    }
  }

  #draw() {
    const begin = this.#list.offsetTop - this.#span.above;
    const span = this.#window.around(this.element.scrollTop - begin, this.element.clientHeight);
    this.#keepFocus(span);
    this.#span = span;
    this.#above.style.blockSize = `${span.above}px`;
    this.#below.style.blockSize = `${span.below}px`;
    this.#rows.show(this.#all.slice(span.from, span.to));
  }

  /** Notes how high the rows are that are there. @returns {boolean} whether that was news */
  #measure() {
    if (this.#span.to - this.#span.from === this.#all.length) return false;
    /** @type {[string, number][]} */
    const heights = [];
    let top = this.#list.getBoundingClientRect().top;
    for (let at = this.#span.from; at < this.#span.to; at += 1) {
      const { key } = this.#all[at];
      const bottom = this.#rows.element(key)?.getBoundingClientRect().bottom ?? top;
      heights.push([key, bottom - top]);
      top = bottom;
    }
    return this.#window.measure(heights);
  }

  /** The focus does not go with a row that leaves the page. @param {import('./row-window.js').Span} span */
  #keepFocus({ from, to }) {
    const row = focused()?.closest('.messages > li');
    if (!row || row.parentElement !== this.#list) return;
    for (let at = from; at < to; at += 1) if (this.#rows.element(this.#all[at].key) === row) return;
    this.element.focus({ preventScroll: true });
  }

  #scrolled() {
    if (this.#placed && this.#nearsEdge()) {
      const anchor = this.#anchor();
      if (anchor) this.#hold(anchor);
      else this.#settle(() => {});
    }
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    if (this.#placed && scrollTop < LOAD_AHEAD_PX) this.#parts.nearBeginning();
    if (this.#placed) this.#parts.moved();
  }

  /** Whether what is there will not do for much longer. */
  #nearsEdge() {
    const { top, bottom } = this.#list.getBoundingClientRect();
    const screen = this.element.getBoundingClientRect();
    return (this.#span.from > 0 && top > screen.top - EDGE_PX) || (this.#span.to < this.#all.length && bottom < screen.bottom + EDGE_PX);
  }

  /** A keyboard that opens, or a turned phone, must not hide the end that one was reading. */
  #resized() {
    if (this.#placed && this.#atEnd) this.toEnd();
    if (this.#placed) this.#parts.moved();
  }
}
