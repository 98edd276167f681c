// Small choices about how the page looks, kept in this browser; in other people's pages only as long as the page.

/** @type {Map<string, string> | null} */
let memory = null;

/** Nothing is kept in the storage of this page, which is not ours. */
export function keepInMemory() {
  memory ??= new Map();
}

/** @param {string} key @returns {string | null} */
export function kept(key) {
  if (memory) return memory.get(key) ?? null;
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // where the browser forbids storage
  }
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  if (memory) return void memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // For this page only, where the browser forbids storage.
  }
}
