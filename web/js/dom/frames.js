// Drawing at most once a frame.

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
