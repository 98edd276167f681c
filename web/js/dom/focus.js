// The focus, also inside shadow trees, at whose edge `document.activeElement` ends.

/** @returns {HTMLElement | null} */
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
