// Not a module, so that it runs before the first paint: a chosen theme must not flash in the other one.
(() => {
  const root = document.documentElement;
  let chosen = 'system';
  try {
    chosen = localStorage.getItem('dialogo.theme') ?? chosen;
  } catch {
    // No storage, no choice: the system's theme it is.
  }
  root.dataset.chosen = chosen;
  root.dataset.theme = chosen === 'system' && window.matchMedia('(prefers-contrast: more)').matches ? 'contrast' : chosen;
})();
