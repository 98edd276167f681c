// Reads the small markup of a message into a tree: bold, italic, code, quotes, lists, links and mentions. Text only, never HTML.
//
// Every step over a text goes forward, so that the work grows with its length alone; what is not closed stays as it was typed.

import { add, inline, plainInline } from './inline.js';

/** @typedef {import('../types.js').Mention} Mention */
/** @typedef {import('./inline.js').Inline} Inline */
/** @typedef {import('./inline.js').Context} Context */
/** @typedef {import('./inline.js').Meter} Meter */
/** @typedef {{kind: "text", children: Inline[]}} TextBlock */
/** @typedef {{kind: "pre", text: string}} CodeBlock */
/** @typedef {{kind: "quote", children: Block[]}} Quote */
/** @typedef {{number: number | null, children: Inline[]}} Item  its number, or null where there are dots */
/** @typedef {{kind: "list", ordered: boolean, items: Item[]}} List */
/** @typedef {TextBlock | CodeBlock | Quote | List} Block */

/** A quote in a quote in a quote; what is deeper is text. */
const QUOTES_MAX = 3;

const FENCE = /^```([\w+#.-]{0,20})[ \t]*$/;
const ITEM = /^(?:[-*•]|(\d{1,9})[.)]) +(?=\S)/;

/** @param {string} text @param {Mention[]} [mentions] @param {Meter} [meter] @returns {Block[]} */
export function parse(text, mentions = [], meter = { steps: 0 }) {
  return blocks(text.split('\n'), 0, { mentions, meter });
}

/** The words without their marks, on one line: for a list, or a notification. @param {string} text */
export function plainText(text) {
  return parse(text).map(plainBlock).join(' ').replaceAll('\n', ' ').trim();
}

/** Whether there is anything in it but words. @param {string} text */
export function hasMarkup(text) {
  return parse(text).some((block) => block.kind !== 'text' || block.children.some((one) => typeof one !== 'string' && one.kind !== 'link'));
}

/** @param {string[]} lines @param {number} depth  of quotes around them @param {Context} context @returns {Block[]} */
function blocks(lines, depth, context) {
  /** @type {Block[]} */
  const found = [];
  /** @type {string[]} */
  let words = [];
  const endWords = () => {
    while (words.length > 0 && words[0].trim() === '') words.shift();
    while (words.length > 0 && words[words.length - 1].trim() === '') words.pop();
    if (words.length > 0) found.push({ kind: 'text', children: paragraph(words, context) });
    words = [];
  };
  const closings = fencesBelow(lines);
  for (let at = 0; at < lines.length;) {
    context.meter.steps += 1;
    const [block, next] = fenced(lines, at, closings) ?? quoted(lines, at, depth, context) ?? listed(lines, at, context) ?? [null, at + 1];
    if (block) {
      endWords();
      found.push(block);
    } else words.push(lines[at]);
    at = next;
  }
  endWords();
  return found;
}

/** For each line, where the next closing fence below it is. @param {string[]} lines @returns {number[]} */
function fencesBelow(lines) {
  const below = new Array(lines.length).fill(-1);
  for (let at = lines.length - 2; at >= 0; at -= 1) below[at] = lines[at + 1].trimEnd() === '```' ? at + 1 : below[at + 1];
  return below;
}

/** @param {string[]} lines @param {number} at @param {number[]} closings @returns {[Block, number] | null} */
function fenced(lines, at, closings) {
  if (!FENCE.test(lines[at]) || closings[at] < 0) return null;
  return [{ kind: 'pre', text: lines.slice(at + 1, closings[at]).join('\n') }, closings[at] + 1];
}

/** @param {string[]} lines @param {number} at @param {number} depth @param {Context} context @returns {[Block, number] | null} */
function quoted(lines, at, depth, context) {
  if (depth >= QUOTES_MAX) return null;
  const inner = takeWhile(lines, at, (line) => line.startsWith('> ') || line === '>');
  if (inner.length === 0) return null;
  const children = blocks(inner.map((line) => line.slice(2)), depth + 1, context);
  return [{ kind: 'quote', children }, at + inner.length];
}

/** @param {string[]} lines @param {number} at @param {Context} context @returns {[Block, number] | null} */
function listed(lines, at, context) {
  const first = ITEM.exec(lines[at]);
  if (!first) return null;
  const ordered = first[1] !== undefined;
  const rows = takeWhile(lines, at, (line) => {
    const match = ITEM.exec(line);
    return match !== null && (match[1] !== undefined) === ordered;
  });
  const items = rows.map((line) => {
    const [mark, number] = /** @type {RegExpExecArray} */ (ITEM.exec(line));
    return { number: ordered ? Number(number) : null, children: inline(line.slice(mark.length), context) };
  });
  return [{ kind: 'list', ordered, items }, at + rows.length];
}

/** @param {string[]} lines @param {number} from @param {(line: string) => boolean} wanted */
function takeWhile(lines, from, wanted) {
  let end = from;
  while (end < lines.length && wanted(lines[end])) end += 1;
  return lines.slice(from, end);
}

/** Marks begin and end on one line, so that one that was forgotten spoils no other. @param {string[]} lines @param {Context} context @returns {Inline[]} */
function paragraph(lines, context) {
  /** @type {Inline[]} */
  const children = [];
  for (const [at, line] of lines.entries()) {
    if (at > 0) add(children, '\n');
    for (const child of inline(line, context)) add(children, child);
  }
  return children;
}

/** @param {Block} block @returns {string} */
function plainBlock(block) {
  switch (block.kind) {
    case 'pre':
      return block.text;
    case 'quote':
      return block.children.map(plainBlock).join(' ');
    case 'list':
      return block.items.map(({ children }) => children.map(plainInline).join('')).join(' ');
    case 'text':
      return block.children.map(plainInline).join('');
  }
}
