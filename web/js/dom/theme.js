// Light, dark, or as the system has it; theme-early.js applies the choice before the first paint.

/** @typedef {"system" | "light" | "dark"} Theme */

const KEY = 'dialogo.theme';

/** @type {Record<Theme, string>} */
export const THEMES = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** @returns {Theme} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** @param {string} wish */
export function chooseTheme(wish) {
  const root = document.documentElement;
  if (wish === 'light' || wish === 'dark') root.dataset.theme = wish;
  else delete root.dataset.theme;
  try {
    localStorage.setItem(KEY, wish);
  } catch {
    // Kept for this page only, where the browser forbids storage.
  }
}
