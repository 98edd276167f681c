// When work is done: at most once a frame, when there is nothing better to do, or once for all who want it.

/** A hidden page gets no animation frames, but its title still counts the unread. */
const HIDDEN_MS = 250;

/** @param {() => void} draw @returns {() => void} draws soon */
export function oncePerFrame(draw) {
  let isDue = false;
  const now = () => {
    isDue = false;
    draw();
  };
  return () => {
    if (isDue) return;
    isDue = true;
    if (document.visibilityState === 'visible') requestAnimationFrame(now);
    else setTimeout(now, HIDDEN_MS);
  };
}

/** Nothing is ever so busy that it waits for longer. */
const IDLE_MS = 1_000;

/** What can wait until there is nothing better to do. @param {() => void} work */
export function whenIdle(work) {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: IDLE_MS });
  else setTimeout(work, HIDDEN_MS);
}

/** Done for the first who wants it, and again for the next one if it failed. @template T @param {() => Promise<T>} work @returns {() => Promise<T>} */
export function once(work) {
  /** @type {Promise<T> | null} */
  let coming = null;
  return () => (coming ??= work().catch((error) => {
    coming = null;
    throw error;
  }));
}
