// The focus is never lost: where the element that has it leaves the page, what stands in its place gets it.

const FOCUSABLE = 'a[href], summary, [tabindex], :is(button, input, select, textarea):enabled';

/** An element on the way up from the one that has the focus, and its neighbours. @typedef {{element: Element, next: Element | null, previous: Element | null}} Step */

/** @param {Document} document */
export function keepFocus(document) {
  /** @type {Step[]} */
  let way = [];
  document.addEventListener('focusin', ({ target }) => {
    way = target instanceof Element ? wayUp(target) : [];
  });
  // Who presses beside everything means it.
  document.addEventListener('pointerdown', () => void (way = []), { capture: true });
  const watch = new MutationObserver(() => {
    const { activeElement, body } = document;
    if (way.length === 0 || isThere(way[0].element) || (activeElement !== body && activeElement !== way[0].element)) return;
    heirOf(way)?.focus();
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden'] });
}

/** @param {Element} element @returns {Step[]} */
export function wayUp(element) {
  /** @type {Step[]} */
  const way = [];
  for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = at.parentElement) {
    way.push({ element: at, next: at.nextElementSibling, previous: at.previousElementSibling });
  }
  return way;
}

/** @param {Step[]} way @returns {HTMLElement | null} */
export function heirOf(way) {
  for (const { element, next, previous } of way) {
    for (const place of isThere(element) ? [element] : [next, previous]) {
      const heir = place && isThere(place) ? firstIn(place) : null;
      if (heir) return heir;
    }
  }
  return document.querySelector('main h1[tabindex]');
}

/** @param {Element} element */
function isThere(element) {
  return element.isConnected && element.closest('[hidden]') === null;
}

/** @param {Element} place @returns {HTMLElement | null} */
function firstIn(place) {
  const all = /** @type {HTMLElement[]} */ ([place, ...place.querySelectorAll(FOCUSABLE)]);
  return all.find((element) => element.matches(FOCUSABLE) && isThere(element) && element.checkVisibility()) ?? null;
}
