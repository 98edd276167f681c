// Which rows of a long list are worth having on the page: those on screen and some around them.

/** @typedef {{key: string}} Row */
/** What is on the page: rows `from` up to but without `to`, and the heights that stand for the others. @typedef {{from: number, to: number, above: number, below: number}} Span */

/** A list of no more rows is there as a whole. */
const WHOLE_MAX = 300;
/** So much around the screen is there as well, so that scrolling finds it ready. */
const AROUND_PX = 1_500;
/** What a row is taken for until it was seen. */
const GUESS_PX = 44;

export class RowWindow {
  /** @type {Row[]} */
  #rows = [];
  /** Where each row begins, as far as is known; one more for the end. @type {Float64Array} */
  #tops = new Float64Array(1);
  /** The heights of the rows that were on the page. @type {Map<string, number>} */
  #seen = new Map();
  #sum = 0;

  /** @param {Row[]} rows */
  take(rows) {
    this.#rows = rows;
    this.#place();
  }

  /** @param {[string, number][]} heights  by key @returns {boolean} whether anything else came out than was taken for granted */
  measure(heights) {
    let changed = false;
    for (const [key, height] of heights) {
      const before = this.#seen.get(key);
      if (before === height) continue;
      this.#sum += height - (before ?? 0);
      this.#seen.set(key, height);
      changed = true;
    }
    if (changed) this.#place();
    return changed;
  }

  /** @param {number} at @returns {number} */
  topOf(at) {
    return this.#tops[at];
  }

  /** @param {string} key @returns {number} -1 if there is none */
  indexOf(key) {
    return this.#rows.findIndex((row) => row.key === key);
  }

  /** @param {number} top  of the screen, from the beginning of the list @param {number} height @returns {Span} */
  around(top, height) {
    const last = this.#rows.length;
    const total = this.#tops[last];
    if (last <= WHOLE_MAX) return { from: 0, to: last, above: 0, below: 0 };
    const screen = Math.max(0, Math.min(top, total - height));
    const from = this.#at(screen - AROUND_PX);
    const to = Math.min(last, this.#at(screen + height + AROUND_PX) + 1);
    return { from, to, above: this.#tops[from], below: total - this.#tops[to] };
  }

  /** The row that covers a place. @param {number} place */
  #at(place) {
    let [low, high] = [0, Math.max(0, this.#rows.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #place() {
    const guess = this.#seen.size > 0 ? this.#sum / this.#seen.size : GUESS_PX;
    const tops = new Float64Array(this.#rows.length + 1);
    for (const [at, { key }] of this.#rows.entries()) tops[at + 1] = tops[at] + (this.#seen.get(key) ?? guess);
    this.#tops = tops;
  }
}
