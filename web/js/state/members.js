// Who is in a chat, for the chats whose members were asked for.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').MemberList} MemberList */
/** @typedef {import('../types.js').Role} Role */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceMembers(state, action) {
  switch (action.type) {
    case 'members.loaded': {
      const before = action.more ? (state.members[action.chat_id]?.items ?? []) : [];
      const items = action.page.items.reduce(putMember, before);
      return withList(state, action.chat_id, { items, next_cursor: action.page.next_cursor });
    }
    case 'member.joined':
    case 'member.updated':
      return change(state, action.chat_id, (items) => putMember(items, action.member));
    case 'member.left':
      return change(state, action.chat_id, (items) => items.filter((member) => member.user.id !== action.user_id));
    case 'chat.updated':
      return change(state, action.chat.id, (items) => withOwner(items, action.chat.owner_id));
    default:
      return state;
  }
}

/** @param {State} state @param {string} id @param {MemberList} list @returns {State} */
function withList(state, id, list) {
  return { ...state, members: { ...state.members, [id]: list } };
}

/** @param {State} state @param {string} id @param {(items: Member[]) => Member[]} next @returns {State} */
function change(state, id, next) {
  const list = state.members[id];
  return list ? withList(state, id, { ...list, items: next(list.items) }) : state;
}

/** @param {Member[]} items @param {Member} member @returns {Member[]} */
function putMember(items, member) {
  const at = items.findIndex((known) => known.user.id === member.user.id);
  return at < 0 ? [...items, member] : items.with(at, member);
}

/** After a hand-over: whoever owned the chat is a member now. @param {Role} role @param {boolean} owns @returns {Role} */
export function roleAfter(role, owns) {
  if (owns) return 'owner';
  return role === 'owner' ? 'member' : role;
}

/** @param {Member[]} items @param {string | null} owner @returns {Member[]} */
function withOwner(items, owner) {
  return items.map((member) => {
    const role = roleAfter(member.role, member.user.id === owner);
    return member.role === role ? member : { ...member, role };
  });
}
