// JSON under a key in localStorage, which may be full, forbidden or edited by hand.

/**
 * @typedef {object} KeyValue
 * @property {(key: string) => any} get  the value, or null
 * @property {(key: string, value: unknown) => boolean} set  false when it could not be kept
 * @property {(key: string) => void} remove
 */

/**
 * @param {() => Storage} open  throws where the browser forbids storage
 * @returns {KeyValue}
 */
export function jsonStorage(open) {
  /** @type {Map<string, string>} what could not be stored lives as long as the page */
  const fallback = new Map();
  return {
    get(key) {
      try {
        return JSON.parse(fallback.get(key) ?? open().getItem(key) ?? 'null');
      } catch {
        return null;
      }
    },
    set(key, value) {
      const text = JSON.stringify(value);
      try {
        open().setItem(key, text);
        fallback.delete(key);
        return true;
      } catch {
        fallback.set(key, text);
        return false;
      }
    },
    remove(key) {
      fallback.delete(key);
      try {
        open().removeItem(key);
      } catch {
        // Nothing was stored where nothing can be.
      }
    },
  };
}
