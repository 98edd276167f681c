// Reactions that I have pressed and the server has not told of yet: shown at once, and gone with what it tells.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Reaction} Reaction */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceGuesses(state, action) {
  switch (action.type) {
    case 'reaction.guessed': {
      const ofMessage = { ...state.guesses[action.message_id], [action.emoji]: action.mine };
      return { ...state, guesses: { ...state.guesses, [action.message_id]: ofMessage } };
    }
    case 'reaction.settled':
      return without(state, action.message_id);
    case 'message.updated':
      return without(state, action.message.id);
    case 'page.loaded':
      return Object.keys(state.guesses).length === 0 ? state : { ...state, guesses: {} };
    default:
      return state;
  }
}

/** @param {State} state @param {string} id @returns {State} */
function without(state, id) {
  if (!(id in state.guesses)) return state;
  const { [id]: _settled, ...guesses } = state.guesses;
  return { ...state, guesses };
}

/** The messages as they will be. @param {Message[]} items @param {State["guesses"]} guesses @param {string} me @returns {Message[]} */
export function withGuesses(items, guesses, me) {
  if (Object.keys(guesses).length === 0) return items;
  return items.map((message) => (guesses[message.id] ? { ...message, reactions: guessed(message.reactions, guesses[message.id], me) } : message));
}

/** @param {Reaction[]} reactions @param {Record<string, boolean>} mine  by emoji @param {string} me @returns {Reaction[]} */
function guessed(reactions, mine, me) {
  const added = Object.keys(mine).filter((emoji) => !reactions.some((reaction) => reaction.emoji === emoji));
  const all = [...reactions, ...added.map((emoji) => ({ emoji, count: 0, user_ids: [] }))];
  return all.map((reaction) => withMe(reaction, mine[reaction.emoji], me)).filter(({ count }) => count > 0);
}

/** @param {Reaction} reaction @param {boolean | undefined} mine @param {string} me @returns {Reaction} */
function withMe({ emoji, count, user_ids }, mine, me) {
  const isMine = user_ids.includes(me);
  if (mine === undefined || mine === isMine) return { emoji, count, user_ids };
  if (mine) return { emoji, count: count + 1, user_ids: [...user_ids, me] };
  return { emoji, count: count - 1, user_ids: user_ids.filter((id) => id !== me) };
}
