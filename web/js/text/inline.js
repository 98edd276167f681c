// Reads one line of a message: code, links and mentions, and what stands between marks.

import { linkify } from './linkify.js';
import { mentioned } from './mentions.js';

/** @typedef {import('../types.js').Mention} Mention */
/** @typedef {{kind: "strong" | "em", children: Inline[]}} Emphasis */
/** @typedef {{kind: "code", text: string}} Code */
/** @typedef {{kind: "link", text: string, href: string}} Link */
/** @typedef {{kind: "mention", text: string, mention: Mention}} Called */
/** @typedef {string | Emphasis | Code | Link | Called} Inline */
/** How much work it was, for the tests. @typedef {{steps: number}} Meter */
/** @typedef {{mentions: Mention[], meter: Meter}} Context */

/** So many marks may be open at once; one more, and the oldest becomes text. */
const OPEN_MAX = 6;

/** @param {string} line @param {Context} context @returns {Inline[]} */
export function inline(line, context) {
  return emphasized(spans(line, context).flatMap((span) => (typeof span === 'string' ? called(span, context) : [span])), context.meter);
}

/** Code first: nothing inside of it means anything. @param {string} line @param {Context} context @returns {(string | Code)[]} */
function spans(line, { meter }) {
  const ticks = [...line.matchAll(/`+/g)];
  // For each run of ticks the next one of the same length.
  /** @type {Map<number, number>} */
  const later = new Map();
  const closing = new Array(ticks.length);
  for (let at = ticks.length - 1; at >= 0; at -= 1) {
    closing[at] = later.get(ticks[at][0].length);
    later.set(ticks[at][0].length, at);
  }
  /** @type {(string | Code)[]} */
  const found = [];
  let end = 0;
  for (let at = 0; at < ticks.length; at += 1) {
    meter.steps += 1;
    const close = closing[at];
    if (close === undefined) continue;
    if (ticks[at].index > end) found.push(line.slice(end, ticks[at].index));
    found.push({ kind: 'code', text: line.slice(ticks[at].index + ticks[at][0].length, ticks[close].index) });
    end = ticks[close].index + ticks[close][0].length;
    at = close;
  }
  if (end < line.length) found.push(line.slice(end));
  return found;
}

/** Links and mentions next: the underscores in them are theirs. @param {string} text @param {Context} context @returns {Inline[]} */
function called(text, { mentions }) {
  return linkify(text).flatMap(({ text: words, href }) =>
    href !== null
      ? [/** @type {Inline} */ ({ kind: 'link', text: words, href })]
      : mentioned(words, mentions).map(({ text: name, mention }) => (mention ? { kind: /** @type {const} */ ('mention'), text: name, mention } : name)));
}

/** A letter or digit at which a mark does not begin or end a word; scripts without spaces have none. */
const OF_WORD = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])[\p{L}\p{M}\p{N}_]/u;
const MARK = /\*+|_+/g;
/** What a run of marks may open, the outer one first. @type {Record<string, string[]>} */
const OPENS = { '*': ['*'], '**': ['**'], '***': ['**', '*'], _: ['_'] };

/** @typedef {{mark: string, children: Inline[]}} Frame */

/** @param {Inline[]} parts @param {Meter} meter @returns {Inline[]} */
function emphasized(parts, meter) {
  /** @type {Frame[]} the line itself, and every mark that is open */
  const open = [{ mark: '', children: [] }];
  for (const [at, part] of parts.entries()) {
    if (typeof part !== 'string') {
      add(inner(open), part);
      continue;
    }
    let end = 0;
    for (const match of part.matchAll(MARK)) {
      meter.steps += 1;
      add(inner(open), part.slice(end, match.index));
      end = match.index + match[0].length;
      const [before, after] = [part[match.index - 1], part[end]];
      takeMark(open, match[0], before ?? (at > 0 ? null : ' '), after ?? (at < parts.length - 1 ? null : ' '));
    }
    add(inner(open), part.slice(end));
  }
  while (open.length > 1) giveBack(open);
  return open[0].children;
}

/**
 * Closes what it can close, or else opens.
 * @param {Frame[]} open @param {string} run
 * @param {string | null} before @param {string | null} after  the characters beside it, null for a link, a mention or code
 */
function takeMark(open, run, before, after) {
  const marks = OPENS[run];
  if (!marks) return add(inner(open), run);
  const mayClose = touches(before) && !isOfWord(after);
  const mayOpen = touches(after) && !isOfWord(before);
  let left = marks;
  if (mayClose) left = [...marks].reverse().filter((mark) => !close(open, mark)).reverse();
  for (const mark of left) {
    if (!mayOpen) add(inner(open), mark);
    else open.push({ mark, children: [] });
  }
  while (open.length > OPEN_MAX) giveBack(open, 1);
}

/** @param {string | null} character */
function touches(character) {
  return character === null || !/\s/.test(character);
}

/** @param {string | null} character */
function isOfWord(character) {
  return character !== null && OF_WORD.test(character);
}

/** @param {Frame[]} open @param {string} mark @returns {boolean} whether there was one to be closed */
function close(open, mark) {
  const at = open.findLastIndex((frame) => frame.mark === mark);
  if (at < 0 || (at === open.length - 1 && open[at].children.length === 0)) return false;
  while (open.length > at + 1) giveBack(open);
  const { children } = /** @type {Frame} */ (open.pop());
  add(inner(open), { kind: mark === '**' ? 'strong' : 'em', children });
  return true;
}

/** A mark that was not closed is text again, before what came behind it. @param {Frame[]} open @param {number} [at] */
function giveBack(open, at = open.length - 1) {
  const [frame] = open.splice(at, 1);
  const { children } = open[at - 1];
  add(children, frame.mark);
  for (const child of frame.children) add(children, child);
}

/** @param {Frame[]} open */
function inner(open) {
  return open[open.length - 1].children;
}

/** Texts that follow each other are one. @param {Inline[]} children @param {Inline} child */
export function add(children, child) {
  if (child === '') return;
  const last = children.length - 1;
  if (typeof child === 'string' && typeof children[last] === 'string') children[last] += child;
  else children.push(child);
}

/** @param {Inline} one @returns {string} */
export function plainInline(one) {
  if (typeof one === 'string') return one;
  return 'children' in one ? one.children.map(plainInline).join('') : one.text;
}
