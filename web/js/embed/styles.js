// The client's own style sheets for a shadow tree, shared by all elements of a page.

import { once } from '../dom/frames.js';

const NAMES = ['tokens', 'base', 'controls', 'forms', 'connection', 'toasts', 'dialogs', 'shell', 'conversation', 'markup', 'quotes', 'reactions', 'writing', 'files', 'details', 'embed'];

export const styleSheets = once(() => Promise.all(NAMES.map(styleSheet)));

/** @param {string} name */
async function styleSheet(name) {
  const url = new URL(`../../css/${name}.css`, import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} did not come`);
  return new CSSStyleSheet({ baseURL: url.href }).replace(ownRem(await response.text()));
}

/** `rem` is the size of letters of the page around, which may be any. @param {string} css */
export function ownRem(css) {
  return css.replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, 'calc($1 * var(--rem))');
}
