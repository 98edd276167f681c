// The messages of each opened chat, kept as one stretch by number.

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').Timeline} Timeline */

/** A closed chat keeps this many messages for a quick return; the rest is a scroll away. */
const KEPT_WHEN_CLOSED = 100;

/** @type {Timeline} */
const empty = { items: [], has_before: false, loaded: false, loading: null, problem: null, early: [] };

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceTimelines(state, action) {
  switch (action.type) {
    case 'page.requested':
      return put(state, action.chat_id, (timeline) => ({ ...timeline, loading: action.where, problem: null, early: [] }));
    case 'page.failed':
      return put(state, action.chat_id, (timeline) => ({ ...timeline, loading: null, problem: action.problem, early: [] }));
    case 'page.loaded':
      return put(state, action.chat_id, (timeline) => withPage(timeline, action));
    case 'message.created':
    case 'message.updated':
      // A chat that was never opened has no timeline; its page is fetched when it is.
      if (!state.timelines[action.message.chat_id]) return state;
      return put(state, action.message.chat_id, (timeline) => withMessage(timeline, action));
    case 'message.changed':
      return state.timelines[action.chat_id] ? put(state, action.chat_id, (timeline) => withChange(timeline, action)) : state;
    case 'timeline.dropped': {
      const { [action.chat_id]: _gone, ...timelines } = state.timelines;
      return { ...state, timelines };
    }
    case 'timeline.closed':
      return state.timelines[action.chat_id] ? put(state, action.chat_id, (timeline) => shortened(timeline, KEPT_WHEN_CLOSED)) : state;
    default:
      return state;
  }
}

/** True when a number between the first and the last known one is missing. @param {Timeline} timeline */
export function hasHole({ items }) {
  const first = items[0];
  const last = items.at(-1);
  return first !== undefined && last !== undefined && last.number - first.number !== items.length - 1;
}

/** @param {State} state @param {string} id @param {(timeline: Timeline) => Timeline} change @returns {State} */
function put(state, id, change) {
  const timeline = state.timelines[id] ?? empty;
  const next = change(timeline);
  return next === timeline ? state : { ...state, timelines: { ...state.timelines, [id]: next } };
}

/** @param {Timeline} timeline @param {Action} action @returns {Timeline} */
function withPage(timeline, { page, where }) {
  const known = timeline.items;
  // Asked for before the chat was closed and shortened: what lies between is no longer here.
  if (where === 'before' && lastNumber(page.items) + 1 < (known[0]?.number ?? 0)) return { ...timeline, loading: null, early: [] };
  const touches = known.length === 0 || page.items.length === 0 || page.items[0].number <= lastNumber(known) + 1;
  const joined = where === 'before' || touches;
  const kept = joined ? known : known.filter((message) => message.number > lastNumber(page.items));
  const has_before = where === 'newest' && joined && known.length > 0 ? mergedBefore(timeline, page) : page.has_before;
  const joint = page.items.reduce(upsert, kept);
  const items = timeline.early.filter((message) => message.number >= (joint[0]?.number ?? 0)).reduce(upsert, joint);
  return { items, has_before, loaded: true, loading: null, problem: null, early: [] };
}

/** Whichever of the two begins further back knows whether there is more before it.
 *  @param {Timeline} timeline @param {import('../types.js').MessagePage} page */
function mergedBefore(timeline, page) {
  const pageBegins = page.items[0]?.number ?? Infinity;
  return timeline.loaded && timeline.items[0].number < pageBegins ? timeline.has_before : page.has_before;
}

/** @param {Timeline} timeline @param {Action} action @returns {Timeline} */
function withMessage(timeline, { type, message }) {
  const first = timeline.items[0];
  const isFurtherBack = first ? message.number < first.number : type !== 'message.created';
  // An edit of something further back than what is loaded: the page brings it when it is scrolled to, or is about to.
  if (isFurtherBack && (timeline.has_before || !timeline.loaded)) {
    return timeline.loading ? { ...timeline, early: [...timeline.early, message] } : timeline;
  }
  const items = upsert(timeline.items, message);
  return items === timeline.items ? timeline : { ...timeline, items };
}

/** What I did to a message, unless an event has told of it already. @param {Timeline} timeline @param {Action} action @returns {Timeline} */
function withChange(timeline, action) {
  const at = timeline.items.findLastIndex(({ id }) => id === action.id);
  const changed = at < 0 ? null : changedBy(timeline.items[at], action);
  return changed ? { ...timeline, items: timeline.items.with(at, changed) } : timeline;
}

/** @param {Message} message @param {Action} action @returns {Message | null} */
export function changedBy(message, { id, seq, change }) {
  return message.id !== id || seq <= message.seq ? null : change(message);
}

/** @param {Message[]} items @param {Message} message @returns {Message[]} */
function upsert(items, message) {
  let at = items.length;
  while (at > 0 && items[at - 1].number > message.number) at -= 1;
  const same = items[at - 1];
  if (same?.number === message.number) {
    const isNewer = message.seq > same.seq || (message.seq === same.seq && same.provisional && !message.provisional);
    return isNewer ? items.with(at - 1, message) : items;
  }
  return items.toSpliced(at, 0, message);
}

/** @param {Timeline} timeline @param {number} kept  so many of its messages @returns {Timeline} */
export function shortened(timeline, kept) {
  if (timeline.items.length <= kept) return timeline;
  return { ...timeline, items: timeline.items.slice(-kept), has_before: true };
}

/** @param {Message[]} items */
function lastNumber(items) {
  return items.at(-1)?.number ?? 0;
}
