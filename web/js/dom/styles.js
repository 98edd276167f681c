// Style sheets that come when their part of the page does.

import { h } from './h.js';

/** @param {string[]} names @returns {Promise<unknown>} once all of them count */
export function loadStyles(names) {
  return Promise.all(names.map((name) => loaded(`/css/${name}.css`)));
}

/** @param {string} href */
function loaded(href) {
  const known = document.querySelector(`link[href="${href}"]`);
  if (known instanceof HTMLLinkElement && known.sheet) return null;
  known?.remove(); // it did not come the last time
  return new Promise((resolve, reject) => {
    const link = h('link', { rel: 'stylesheet', href, onload: resolve, onerror: () => reject(new Error(`${href} did not come`)) });
    document.head.append(link);
  });
}
