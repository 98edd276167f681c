// Searching as one types.

/** So long after the last key the search begins. */
const TYPING_MS = 250;

/** Runs after the last key. @param {HTMLInputElement} field @param {() => void} run @returns {() => void} ends the wait */
export function afterTyping(field, run) {
  /** @type {any} */
  let typing = null;
  field.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(run, TYPING_MS);
  });
  return () => clearTimeout(typing);
}
