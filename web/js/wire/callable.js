// Whom one may call in a chat, by the beginning of a name.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').UserSummary} UserSummary */

/** Pages of members that are asked for, for one name. */
const PAGES_MAX = 3;
const ENOUGH = 8;

/** @param {import('../app.js').App} app @param {string} chatId @param {string} part @returns {Promise<UserSummary[]>} */
export async function callable({ store, chats }, chatId, part) {
  if (!store.state.members[chatId]) await chats.loadMembers(chatId);
  let found = known(store.state, chatId, part);
  for (let page = 0; page < PAGES_MAX && found.length < ENOUGH && store.state.members[chatId]?.next_cursor; page += 1) {
    await chats.loadMembers(chatId, true);
    found = known(store.state, chatId, part);
  }
  return found;
}

/** Who wrote lately comes first, then the others in the order in which they came; never oneself. @param {State} state @param {string} chatId @param {string} part */
export function known({ members, timelines, people, me }, chatId, part) {
  const writers = (timelines[chatId]?.items ?? []).map(({ author }) => author).reverse();
  const all = [...writers, ...(members[chatId]?.items ?? []).map(({ user }) => user)];
  /** @type {Map<string, UserSummary>} */
  const found = new Map();
  const wanted = part.toLowerCase();
  const listed = new Set((members[chatId]?.items ?? []).map(({ user }) => user.id));
  // Of those who wrote, some may have left; that is known once the list is whole.
  const isHere = (/** @type {string} */ id) => listed.has(id) || (members[chatId]?.next_cursor ?? null) !== null;
  for (const { id } of all) {
    const user = people[id];
    if (user && id !== me?.id && !found.has(id) && isHere(id) && isCalled(user, wanted)) found.set(id, user);
  }
  return [...found.values()];
}

/** @param {UserSummary} user @param {string} wanted */
function isCalled({ username, display_name }, wanted) {
  return [username, ...display_name.split(/\s+/u)].some((name) => name.toLowerCase().startsWith(wanted));
}
