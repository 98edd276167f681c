// Grey shapes where something is about to be, so that nothing jumps when it comes.

import { h } from './h.js';

/** @param {string} words  for those who cannot see the shapes @param {number} rows */
export function skeleton(words, rows) {
  const shapes = Array.from({ length: rows }, () => h('span', { 'aria-hidden': 'true' }, h('i'), h('i')));
  return h('div', { class: 'skeleton' }, h('p', { class: 'visually-hidden' }, words), shapes);
}
