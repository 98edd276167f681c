// The chats that I am in: their summaries, counts and order.

import { nameOf } from '../text/format.js';
import { roleAfter } from './members.js';
import { callsMe } from './calls-me.js';
import { isTakenBack } from './selectors.js';
import { changedBy } from './timelines.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Chat} Chat */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** @typedef {import('../types.js').Draft} Draft */

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduceChats(state, action) {
  switch (action.type) {
    case 'chats.loaded': {
      const loaded = action.chats.reduce(putMine, state);
      return loaded.chats_loaded ? loaded : { ...loaded, chats_loaded: true };
    }
    case 'chat.added':
      return putMine(state, action.chat);
    case 'chat.updated':
      return patch(state, action.chat.id, (chat) => updated(chat, action.chat, state.me?.id));
    case 'chat.removed':
      return removed(state, action.chat_id);
    case 'chat.rewound':
      return patch(state, action.chat_id, (chat) => ({ ...chat, seq: action.seq, message_count: 0, unread: 0, unread_mentions: 0, last_message: null }));
    case 'chat.counted':
      return patch(state, action.chat_id, (chat) => called(welcomed(chat, action), action.unread_mentions));
    case 'message.created':
    case 'message.updated':
      // An edit or a tombstone may be the first that is heard of a message, so it counts as well.
      return patch(state, action.message.chat_id, (chat) => {
        const calls = chat.unread_mentions + moreCalls(chat, state.timelines[chat.id]?.items ?? [], action.message, state.me?.id);
        return called(withMessage(chat, action.message, state.me?.id), calls);
      });
    case 'message.changed':
      return patch(state, action.chat_id, (chat) => withChange(chat, action));
    case 'page.loaded':
      return patch(state, action.chat_id, (chat) => withNewest(chat, action.page.items.at(-1)));
    case 'read.moved':
      return patch(state, action.chat_id, (chat) => {
        const left = action.unread_mentions ?? chat.unread_mentions - callsUpTo(chat, state, action.read_number);
        return called(counted(chat, 0, action.read_number), left);
      });
    case 'read.undone':
      return patch(state, action.chat_id, (chat) => called(counted({ ...chat, read_number: action.read_number }, 0, 0), action.unread_mentions ?? chat.unread_mentions));
    case 'membership.changed':
      return patch(state, action.chat_id, (chat) => told(chat, action.field, action.value));
    case 'draft.heard':
      return patch(state, action.chat_id, (chat) => drafted(chat, action.draft));
    case 'member.updated':
      return patch(state, action.chat_id, (chat) => withMember(chat, action, state.me?.id));
    case 'member.joined':
      return patch(state, action.chat_id, (chat) => recount(chat, action, 1));
    case 'member.left':
      return patch(state, action.chat_id, (chat) => recount(chat, action, -1));
    default:
      return state;
  }
}

/**
 * A chat that is new to us starts its cursor at the summary's head. The cursor of a known one stays: what lies
 * between it and the head has not reached the timeline yet.
 * @param {State} state
 * @param {MyChat} chat
 * @returns {State}
 */
function putMine(state, chat) {
  const known = state.chats[chat.id];
  if (known && known.seq > chat.seq) return patch(state, chat.id, (mine) => drafted(mine, chat.draft));
  const named = withName(chat, chat.direct_with);
  const chats = { ...state.chats, [chat.id]: known ? refreshed(known, named) : named };
  if (chat.id in state.cursors) return { ...state, chats };
  return { ...state, chats, cursors: { ...state.cursors, [chat.id]: chat.seq } };
}

/** A direct chat is called what the other one is called. @param {MyChat} chat @param {UserSummary | null} peer @returns {MyChat} */
function withName(chat, peer) {
  return peer ? { ...chat, direct_with: peer, name: nameOf(peer) } : chat;
}

/** Events may have run ahead of the summary that was asked for before them. @param {MyChat} known @param {MyChat} chat */
function refreshed(known, chat) {
  const newest = withNewest({ ...chat, said_before: known.said_before }, known.last_message ?? undefined);
  return drafted(counted(newest, known.message_count, known.read_number), known.draft);
}

/** Of two states of what I have begun to write the later one counts. @param {MyChat} chat @param {Draft | null} draft @returns {MyChat} */
function drafted(chat, draft) {
  return draft && isNewerDraft(draft.updated_at, chat.draft) ? { ...chat, draft } : chat;
}

/** @param {string | null | undefined} updatedAt @param {Draft | null} known */
export function isNewerDraft(updatedAt, known) {
  return Boolean(updatedAt) && (!known || Date.parse(/** @type {string} */ (updatedAt)) > Date.parse(known.updated_at));
}

/** @param {State} state @param {string} id @returns {State} */
function removed(state, id) {
  if (!(id in state.chats)) return state;
  return {
    ...state,
    chats: without(state.chats, id),
    cursors: without(state.cursors, id),
    timelines: without(state.timelines, id),
    members: without(state.members, id),
    outbox: state.outbox.filter((entry) => entry.chat_id !== id),
  };
}

/**
 * @param {State} state
 * @param {string} id
 * @param {(chat: MyChat) => MyChat} change
 * @returns {State}
 */
function patch(state, id, change) {
  const chat = state.chats[id];
  if (!chat) return state;
  const next = change(chat);
  return next === chat ? state : { ...state, chats: { ...state.chats, [id]: next } };
}

/** @param {MyChat} mine @param {Chat} chat @param {string | undefined} me @returns {MyChat} */
function updated(mine, chat, me) {
  if (chat.seq < mine.seq) return mine;
  const role = roleAfter(mine.role, chat.owner_id === me);
  const next = withName(placed({ ...mine, ...chat }, role), mine.direct_with);
  return counted(next, mine.message_count, mine.read_number);
}

/** What the server alone knows of my place in a chat. @param {MyChat} chat @param {'requests_waiting' | 'reports_open' | 'notifications'} field @param {unknown} value @returns {MyChat} */
function told(chat, field, value) {
  return chat[field] === value ? chat : { ...chat, [field]: value };
}

/** My own place is part of the summary, and so is the other one of a direct chat. @param {MyChat} chat @param {Action} event @param {string | undefined} me @returns {MyChat} */
function withMember(chat, { member, seq, replayed }, me) {
  if (chat.direct_with?.id === member.user.id) return withName(chat, member.user);
  if (member.user.id !== me) return chat;
  // A summary that was asked for before this is older now.
  return { ...placed(chat, member.role), muted_until: member.muted_until, seq: replayed ? chat.seq : Math.max(chat.seq, seq) };
}

/** Nothing waits to be decided by who decides no longer: they are not told of it any more. @param {MyChat} chat @param {MyChat["role"]} role @returns {MyChat} */
function placed(chat, role) {
  return role === 'member' ? { ...chat, role, requests_waiting: 0, reports_open: 0 } : { ...chat, role };
}

/** @param {MyChat} chat @param {Message} message @param {string | undefined} me @returns {MyChat} */
function withMessage(chat, message, me) {
  const next = withNewest(chat, message);
  const mineAndSeen = message.author.id === me && chat.read_number === message.number - 1;
  return counted(next, message.number, mineAndSeen ? message.number : 0);
}

/** How many more unread messages call me with this one, as far as its state before is known. @param {MyChat} chat @param {Message[]} items @param {Message} message @param {string | undefined} me */
function moreCalls(chat, items, message, me) {
  if (message.number <= chat.read_number) return 0;
  const calls = Number(callsMe(message, me));
  if (message.number > chat.message_count) return calls;
  const before = items.find(({ number }) => number === message.number) ?? (chat.last_message?.number === message.number ? chat.last_message : null);
  return before && before.seq < message.seq ? calls - Number(callsMe(before, me)) : 0;
}

/** Unread messages up to this one that call me, as far as they are loaded; the server's answer says it exactly. @param {MyChat} chat @param {State} state @param {number} read */
function callsUpTo(chat, state, read) {
  const items = state.timelines[chat.id]?.items ?? [];
  return items.filter((message) => message.number > chat.read_number && message.number <= read && callsMe(message, state.me?.id)).length;
}

/** @param {MyChat} chat @param {number} calls @returns {MyChat} */
function called(chat, calls) {
  const unread_mentions = Math.max(0, Math.min(calls, chat.unread));
  return unread_mentions === chat.unread_mentions ? chat : { ...chat, unread_mentions };
}

/** @param {MyChat} chat @param {Message | undefined} message @returns {MyChat} */
function withNewest(chat, message) {
  const last = chat.last_message;
  if (!message || (last && !isNewer(message, last))) return chat;
  // What is said last may be taken back, and then this is.
  const said_before = last && message.number > last.number && !isTakenBack(last) ? last : chat.said_before;
  return { ...chat, last_message: message, last_message_at: message.created_at, said_before };
}

/** @param {MyChat} chat @param {Action} action @returns {MyChat} */
function withChange(chat, action) {
  const last_message = chat.last_message && changedBy(chat.last_message, action);
  return last_message ? { ...chat, last_message } : chat;
}

/** A later message, or a later state of the same one. @param {Message} message @param {Message} known */
function isNewer(message, known) {
  return message.number > known.number || (message.number === known.number && message.seq > known.seq);
}

/** Where the server says that a chat stands: what was read may be unread again. @param {MyChat} chat @param {Action} head @returns {MyChat} */
function welcomed(chat, { message_count, read_number, notifications }) {
  if (read_number === chat.read_number && notifications === chat.notifications) return counted(chat, message_count, 0);
  return counted({ ...chat, read_number, notifications }, message_count, 0);
}

/** Counts only ever grow. @param {MyChat} chat @param {number} messages @param {number} read @returns {MyChat} */
function counted(chat, messages, read) {
  const message_count = Math.max(chat.message_count, messages);
  const read_number = Math.max(chat.read_number, read);
  const unread = Math.max(0, message_count - read_number);
  if (message_count === chat.message_count && read_number === chat.read_number && unread === chat.unread) return chat;
  return { ...chat, message_count, read_number, unread };
}

/**
 * Only a live event counts; a replayed row says nothing about the sum, and one older than the summary is in it already.
 * @param {MyChat} chat @param {Action} event @param {1 | -1} by @returns {MyChat}
 */
function recount(chat, event, by) {
  if (event.replayed || event.seq <= chat.seq) return chat;
  return { ...chat, seq: event.seq, member_count: Math.max(1, chat.member_count + by) };
}

/** @template T @param {Record<string, T>} record @param {string} key @returns {Record<string, T>} */
function without(record, key) {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
