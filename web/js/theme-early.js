// Not a module, so that it runs before the first paint: a chosen theme must not flash in the other one.
(() => {
  try {
    const theme = localStorage.getItem('dialogo.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // No storage, no choice: the system's theme it is.
  }
})();
