// Light, dark, high contrast, or as the system has it; theme-early.js applies the choice before the first paint.

import { keep } from './kept.js';
import { t } from '../text/words.js';

/** @typedef {"system" | "light" | "dark" | "contrast"} Theme */

const KEY = 'dialogo.theme';

/** @type {Record<Theme, string>} */
export const THEMES = { system: t`As the system`, light: t`Light`, dark: t`Dark`, contrast: t`High contrast` };

/** @returns {Theme} */
export function theme() {
  const chosen = document.documentElement.dataset.chosen ?? '';
  return chosen in THEMES ? /** @type {Theme} */ (chosen) : 'system';
}

/** @param {string} wish */
export function chooseTheme(wish) {
  const root = document.documentElement;
  const contrast = window.matchMedia('(prefers-contrast: more)').matches;
  root.dataset.chosen = wish;
  root.dataset.theme = wish === 'system' && contrast ? 'contrast' : wish;
  keep(KEY, wish);
}
