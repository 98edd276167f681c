// Small choices about how the page looks, kept in this browser.

/** @param {string} key @returns {string | null} */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // where the browser forbids storage
  }
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // For this page only, where the browser forbids storage.
  }
}
