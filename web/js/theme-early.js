// Not a module, so that it runs before the first paint: a chosen theme must not flash in the other one.
(() => {
  const root = document.documentElement;
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const show = () => {
    root.dataset.theme = root.dataset.chosen === 'system' && contrast.matches ? 'contrast' : root.dataset.chosen;
  };
  root.dataset.chosen = 'system';
  try {
    root.dataset.chosen = localStorage.getItem('dialogo.theme') ?? 'system';
  } catch {
    // No storage, no choice: the system's theme it is.
  }
  show();
  // Of light and dark the style sheets hear themselves.
  contrast.addEventListener('change', show);
})();
