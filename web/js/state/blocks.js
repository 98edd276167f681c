// Whom I have blocked.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').UserSummary} UserSummary */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceBlocks(state, action) {
  switch (action.type) {
    case 'blocks.loaded':
      return { ...state, blocks: Object.fromEntries(action.users.map((/** @type {UserSummary} */ user) => [user.id, user])) };
    case 'block.added':
      return { ...state, blocks: { ...state.blocks, [action.user.id]: action.user } };
    case 'block.removed': {
      const { [action.user_id]: _gone, ...blocks } = state.blocks;
      return { ...state, blocks };
    }
    default:
      return state;
  }
}
