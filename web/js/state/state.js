// What the client knows at one moment, and how an action turns it into the next.

import { reduceBlocks } from './blocks.js';
import { reduceChats } from './chats.js';
import { reduceMembers } from './members.js';
import { reduceMoments } from './moments.js';
import { reduceOutbox } from './outbox.js';
import { reduceQuotes } from './quotes.js';
import { reduceSaved } from './saved.js';
import { reduceTimelines } from './timelines.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */

/** @type {State} */
export const initialState = {
  me: null,
  signed_out_because: null,
  connection: { phase: 'idle', retry_at: null, reason: null },
  online: true,
  chats_loaded: false,
  chats: {},
  cursors: {},
  people: {},
  timelines: {},
  quotes: {},
  members: {},
  blocks: {},
  saved: {},
  outbox: [],
  typing: {},
  presence: {},
};

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'signed_in':
      return { ...initialState, online: state.online, me: action.user };
    case 'state.restored': {
      const { version: _version, ...kept } = action.kept;
      return { ...initialState, online: state.online, connection: state.connection, chats_loaded: true, ...kept };
    }
    case 'signed_out':
      return { ...initialState, online: state.online, signed_out_because: action.reason ?? null };
    case 'me.updated':
      return { ...state, me: action.user, people: { ...state.people, [action.user.id]: action.user } };
    case 'connection.changed':
      return reduceQuotes(reduceMoments({ ...state, connection: action.connection }, action), action);
    case 'online.changed':
      return { ...state, online: action.online };
    case 'cursors.moved':
      return { ...state, cursors: { ...state.cursors, ...action.cursors } };
    default:
      return [reduceBlocks, reduceChats, reduceTimelines, reduceQuotes, reduceMembers, reduceOutbox, reduceSaved, reduceMoments, reducePeople].reduce(
        (next, reducer) => reducer(next, action),
        state,
      );
  }
}

/**
 * The newest name and picture of everyone seen, so that a rename shows on old messages too.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
function reducePeople(state, action) {
  const seen = peopleIn(action).filter((user) => differs(state.people[user.id], user));
  if (seen.length === 0) return state;
  const people = { ...state.people };
  for (const { id, username, display_name, avatar } of seen) people[id] = { id, username, display_name, avatar };
  return { ...state, people };
}

/** @param {Action} action @returns {import('../types.js').UserSummary[]} */
function peopleIn(action) {
  switch (action.type) {
    case 'message.created':
    case 'message.updated':
    case 'quote.loaded':
      return [action.message.author];
    case 'page.loaded':
      return action.page.items.map((/** @type {import('../types.js').Message} */ message) => message.author);
    case 'members.loaded':
      return action.page.items.map((/** @type {import('../types.js').Member} */ member) => member.user);
    case 'member.joined':
    case 'member.updated':
      return [action.member.user];
    case 'chat.added':
      return directPeers([action.chat]);
    case 'chats.loaded':
      return directPeers(action.chats);
    case 'person.met':
      return [action.user];
    case 'people.seen':
      return action.people;
    default:
      return [];
  }
}

/** @param {import('../types.js').MyChat[]} chats */
function directPeers(chats) {
  return chats.flatMap(({ direct_with }) => direct_with ?? []);
}

/**
 * @param {import('../types.js').UserSummary | undefined} known
 * @param {import('../types.js').UserSummary} user
 */
function differs(known, user) {
  return (
    !known ||
    known.username !== user.username ||
    known.display_name !== user.display_name ||
    known.avatar !== user.avatar
  );
}
