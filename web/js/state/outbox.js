// Messages on their way out: shown at once, gone when the server has them.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Unsent} Unsent */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceOutbox(state, action) {
  switch (action.type) {
    case 'outbox.loaded':
      return { ...state, outbox: action.entries };
    case 'outbox.added':
      return { ...state, outbox: [...state.outbox, action.entry] };
    case 'outbox.changed':
      return { ...state, outbox: state.outbox.map((entry) => changed(entry, action)) };
    case 'outbox.removed':
      return drop(state, action.client_id);
    case 'message.created':
    case 'message.updated':
      // The event may overtake the acknowledgement, and after a reconnect it may be all that comes, if only as a tombstone.
      return action.message.author.id === state.me?.id ? drop(state, action.message.client_id) : state;
    default:
      return state;
  }
}

/** @param {State} state @param {string} clientId @returns {State} */
function drop(state, clientId) {
  const outbox = state.outbox.filter((entry) => entry.client_id !== clientId);
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

/** @param {Unsent} entry @param {Action} action @returns {Unsent} */
function changed(entry, action) {
  if (entry.client_id !== action.client_id) return entry;
  return { ...entry, status: action.status, reason: action.reason ?? null };
}
