// Finds emoji by the words of their names. The names are many, so they come when somebody looks for one.

import { emojiNames } from './words.js';

/** @typedef {{emoji: string, name: string, words: string[], short: string[]}} Emoji */
/** @typedef {{name: string, emoji: Emoji[]}} Group */

/** @param {string} text  a group's name behind `= `, and below it its emoji, each with its name @returns {Group[]} */
export function groupsOf(text) {
  /** @type {Group[]} */
  const groups = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('= ')) groups.push({ name: line.slice(2), emoji: [] });
    else if (line !== '') groups[groups.length - 1].emoji.push(emojiOf(line));
  }
  return groups;
}

/** @param {string} line @returns {Emoji} */
function emojiOf(line) {
  const space = line.indexOf(' ');
  const [name, more = ''] = line.slice(space + 1).split('|');
  const others = more.split(' ').filter(Boolean);
  const short = [...others, name.replaceAll(/[^\p{L}\p{N}+-]+/gu, '_')];
  return { emoji: line.slice(0, space), name, short, words: [...name.split(/[^\p{L}\p{N}+]+/u), ...others.flatMap((other) => other.split('_'))].filter(Boolean).map(bare) };
}

/** Without what many leave out when they type. @param {string} word */
function bare(word) {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** @type {Promise<Group[]> | null} */
let loaded = null;

/** All there are. @returns {Promise<Group[]>} */
export function allEmoji() {
  loaded ??= emojiNames().then(({ EMOJI }) => groupsOf(EMOJI));
  loaded.catch(() => {
    loaded = null; // without a connection; the next time tries again
  });
  return loaded;
}

/** Those of whose names each word that is looked for begins one, the best first. @param {Group[]} groups @param {string} query @param {number} max */
export function findEmoji(groups, query, max) {
  const wanted = bare(query).split(/[\s_:]+/u).filter(Boolean);
  const whole = wanted.join('_');
  if (wanted.length === 0) return [];
  /** @type {[number, Emoji][]} */
  const found = [];
  for (const { emoji: all } of groups) {
    for (const one of all) {
      if (one.emoji === query.trim() || wanted.every((part) => one.words.some((word) => word.startsWith(part)))) found.push([rank(one, whole), one]);
    }
  }
  return found.sort(([a], [b]) => a - b).slice(0, max).map(([, one]) => one);
}

/** @param {Emoji} one @param {string} whole */
function rank({ short }, whole) {
  if (short.includes(whole)) return 0;
  return short.some((name) => name.startsWith(whole)) ? 1 : 2;
}

/** The one that has exactly this short name. @param {Group[]} groups @param {string} name */
export function emojiNamed(groups, name) {
  return findEmoji(groups, name, 1).find(({ short }) => short.includes(name.toLowerCase()))?.emoji ?? null;
}
