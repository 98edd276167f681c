// Finds the links in a message: http, https and mailto, nothing else.

/** @typedef {{text: string, href: string | null}} Piece */

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'`\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2066-\u2069]+/giu;
const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
/** Punctuation that ends the sentence around a link rather than the link. */
const TRAILING = new Set('.,;:!?…]}\'"*_~');

/** @param {string} text @returns {Piece[]} the whole text, in pieces */
export function linkify(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    const href = allowed(link);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

/** @param {string} link */
function trimmed(link) {
  let end = link.length;
  let unopened = count(link, ')') - count(link, '(');
  for (; end > 0; end -= 1) {
    const last = link[end - 1];
    // A closing bracket belongs to the link only when it was opened inside: (https://en.wikipedia.org/wiki/Rust_(film))
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (!TRAILING.has(last)) break;
  }
  return link.slice(0, end);
}

/** @param {string} link @returns {string | null} */
function allowed(link) {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (!ALLOWED.has(url.protocol)) return null;
  if (url.protocol === 'mailto:') return url.pathname.includes('@') ? url.href : null;
  // `https://bank.example@evil.example` reads as one host and leads to another.
  return url.hostname !== '' && url.username === '' && url.password === '' ? url.href : null;
}

/** @param {string} text @param {string} character */
function count(text, character) {
  return text.split(character).length - 1;
}
