// A message that was found: the part around the words that were looked for, without its markup.

import { plainText } from './markup.js';

/** @typedef {{start: number, length: number}} Highlight  in characters, not in UTF-16 units */
/** @typedef {{text: string, marked: boolean}} Piece */

/** So many characters stand before the first word that was found, and so many after it. */
const BEFORE = 60;
const AFTER = 240;

/** @param {string} body @param {Highlight[]} highlights  in the body as it was written @returns {Piece[]} */
export function markedPieces(body, highlights) {
  const plain = Array.from(plainText(body));
  const marked = marksIn(plain, Array.from(body), highlights);
  const begin = Math.max(0, marked.indexOf(true) - BEFORE);
  const end = Math.min(plain.length, begin + BEFORE + AFTER);
  /** @type {Piece[]} */
  const pieces = [];
  for (let at = begin; at < end; at += 1) {
    const last = pieces.at(-1);
    if (last?.marked === marked[at]) last.text += plain[at];
    else pieces.push({ text: plain[at], marked: marked[at] });
  }
  const left = { text: '…', marked: false };
  return [...(begin > 0 ? [left] : []), ...pieces, ...(end < plain.length ? [left] : [])];
}

/** Which characters of the plain text were found: it is the written one without its marks, so each is the next of its like. @param {string[]} plain @param {string[]} written @param {Highlight[]} highlights */
function marksIn(plain, written, highlights) {
  const found = new Set(highlights.flatMap(({ start, length }) => Array.from({ length }, (_, at) => start + at)));
  let next = 0;
  return plain.map((character) => {
    // A space may stand for the end of a line, or for what was between two blocks.
    const same = (/** @type {string} */ other) => (character === ' ' ? other.trim() === '' : other === character);
    const at = character === ' ' && !same(written[next] ?? '') ? -1 : written.findIndex((other, index) => index >= next && same(other));
    if (at >= 0) next = at + 1;
    return found.has(at);
  });
}
