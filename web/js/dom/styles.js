// Style sheets that come when their part of the page does.

import { once } from './frames.js';
import { h } from './h.js';

/** @type {Record<string, () => Promise<unknown>>} */
const sheets = {};

/** @param {string[]} names @returns {Promise<unknown>} once all of them count */
export function loadStyles(names) {
  return Promise.all(names.map((name) => (sheets[name] ??= once(() => load(`/css/${name}.css`)))()));
}

/** @param {string} href */
function load(href) {
  return new Promise((resolve, reject) => {
    const failed = () => {
      link.remove();
      reject(new Error(`${href} did not come`));
    };
    const link = h('link', { rel: 'stylesheet', href, onload: resolve, onerror: failed });
    document.head.append(link);
  });
}
