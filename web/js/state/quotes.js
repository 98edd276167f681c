// Messages that others reply to and that lie further back than what is loaded of their chat.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Quoted} Quoted */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceQuotes(state, action) {
  switch (action.type) {
    case 'quote.requested':
      return put(state, action.chat_id, action.id, 'loading');
    case 'quote.loaded':
      return newer(state, action.message);
    case 'quote.failed':
      // An event may have brought it meanwhile.
      return state.quotes[action.chat_id]?.[action.id] === 'loading' ? put(state, action.chat_id, action.id, action.quoted) : state;
    case 'message.created':
    case 'message.updated':
      return newer(state, action.message);
    case 'timeline.dropped':
    case 'timeline.closed':
    case 'chat.removed': {
      const { [action.chat_id]: _gone, ...quotes } = state.quotes;
      return _gone ? { ...state, quotes } : state;
    }
    case 'connection.changed':
      return action.connection.phase === 'live' ? withoutFailed(state) : state;
    default:
      return state;
  }
}

/** What could not be loaded is asked for again over a new connection. @param {State} state @returns {State} */
function withoutFailed(state) {
  const still = (/** @type {Record<string, Quoted>} */ quotes) => Object.fromEntries(Object.entries(quotes).filter(([, quoted]) => quoted !== 'failed'));
  return { ...state, quotes: Object.fromEntries(Object.entries(state.quotes).map(([id, quotes]) => [id, still(quotes)])) };
}

/** Only where it is wanted; of two states of one message the higher `seq` is the newer. @param {State} state @param {Message} message */
function newer(state, message) {
  const known = state.quotes[message.chat_id]?.[message.id];
  if (known === undefined || (typeof known === 'object' && known.seq >= message.seq)) return state;
  return put(state, message.chat_id, message.id, message);
}

/** @param {State} state @param {string} chatId @param {string} id @param {Quoted} quoted @returns {State} */
function put(state, chatId, id, quoted) {
  return { ...state, quotes: { ...state.quotes, [chatId]: { ...state.quotes[chatId], [id]: quoted } } };
}
