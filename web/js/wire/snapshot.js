// What an earlier page has kept on this device, so that this one begins with it: at once, and without a connection. What happened since is
// caught up like after any lost connection, from the cursors that were kept with it.

/** @typedef {import('../types.js').State} State */
/** @typedef {Pick<State, 'me' | 'chats' | 'cursors' | 'people' | 'timelines' | 'blocks'> & {version: number}} Kept */

/** Goes up when the shapes of the state change: what was kept before is not read. */
export const VERSION = 1;
export const KEY = 'state';
/** Longer than this the beginning of the page does not wait for it. */
const PATIENCE_MS = 1_500;

/** What was kept for this person goes into the store. @param {import('./snapshot-writer.js').SnapshotParts} parts @param {string | null} userId @returns {Promise<boolean>} whether there was something */
export async function restore({ store, database, clock }, userId) {
  const late = new Promise((resolve) => clock.setTimeout(() => resolve(null), PATIENCE_MS));
  /** @type {Kept | null} */
  const kept = await Promise.race([database.get(KEY), late]);
  if (kept?.version !== VERSION || !kept.me || kept.me.id !== userId || store.state.me) return false;
  store.dispatch({ type: 'state.restored', kept });
  return true;
}
