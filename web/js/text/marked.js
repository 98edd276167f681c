// A message that was found: the part around the words that were looked for.

/** @typedef {{start: number, length: number}} Highlight  in characters, not in UTF-16 units */
/** @typedef {{text: string, marked: boolean}} Piece */

/** So many characters stand before the first word that was found, and so many after it. */
const BEFORE = 60;
const AFTER = 240;

/** @param {string} body @param {Highlight[]} highlights @returns {Piece[]} */
export function markedPieces(body, highlights) {
  const characters = Array.from(body);
  const begin = Math.max(0, (highlights[0]?.start ?? 0) - BEFORE);
  const end = Math.min(characters.length, begin + BEFORE + AFTER);
  /** @type {Piece[]} */
  const pieces = begin > 0 ? [{ text: '…', marked: false }] : [];
  /** @param {number} from @param {number} to @param {boolean} marked */
  const add = (from, to, marked) => {
    if (to > from) pieces.push({ text: characters.slice(from, to).join(''), marked });
  };
  let at = begin;
  for (const { start, length } of highlights) {
    if (start >= end) break;
    add(at, start, false);
    at = Math.min(end, start + length);
    add(start, at, true);
  }
  add(at, end, false);
  if (end < characters.length) pieces.push({ text: '…', marked: false });
  return pieces;
}
