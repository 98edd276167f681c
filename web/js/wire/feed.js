// Turns the server's frames into actions, in the order of each chat's counter, and asks for what is missing.

import { isNewerDraft } from '../state/chats.js';
import { chatsByActivity } from '../state/selectors.js';
import { hasHole } from '../state/timelines.js';
import { digestOf } from './digest.js';
import { actionOf } from './events.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').Action} Action */
/** @typedef {import('../types.js').Timeline} Timeline */

/**
 * @typedef {object} FeedParts
 * @property {import('../state/store.js').Store} store
 * @property {(cursors: Record<string, number>, done: (heads: Head[] | null) => void) => void} sync
 * @property {() => Promise<void>} loadChats         all my chats by REST
 * @property {(chatId: string) => void} loadChat     one chat's summary, and its members if they are shown, by REST
 * @property {(chatId: string) => number} readHere   how far a chat was read here, if the server does not know it yet
 * @property {(chatId: string) => void} loadNewest   one chat's newest page by REST
 */
/** @typedef {{id: string, seq: number}} Head */
/** @typedef {Head & {message_count: number, read_number: number, unread_mentions: number, notifications: import('../types.js').Level, requests_waiting: number, reports_open: number, draft_at: string | null}} Welcomed */

/** The first frame has 4 KiB, and a cursor takes up to 50 bytes of it; the other chats are asked about after `ready`. */
const HELLO_CHATS_MAX = 60;
/** A later frame has 64 KiB. */
const SYNC_CHATS_MAX = 1_000;

export class Feed {
  #parts;
  /** While rows are replayed their numbers skip, and each is a state to be put, not an event to be counted. */
  #replaying = false;
  /** @type {Welcomed[]} */
  #welcomed = [];
  /** The chats that the hello asked about. @type {Set<string>} */
  #asked = new Set();
  /** Frames that came during a replay; live ones among them may already be past the head that it ends at.
   *  @type {Map<string, Set<number>>} */
  #seen = new Map();
  /** Chats whose number of members a replay may have changed. @type {Set<string>} */
  #recount = new Set();

  /** @param {FeedParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  get #state() {
    return this.#parts.store.confirmed;
  }

  /** The cursors for a hello: those of the liveliest chats. */
  helloCursors() {
    const ids = chatsByActivity(this.#state).slice(0, HELLO_CHATS_MAX).map((chat) => chat.id);
    this.#asked = new Set(ids);
    return this.#cursorsOf(ids);
  }

  /** A connection that broke off mid-replay is repeated whole after the next hello. */
  disconnected() {
    this.#begin();
    this.#replaying = false;
  }

  /** @param {Frame} frame */
  receive(frame) {
    const { type, data, chat_id = '' } = frame;
    switch (type) {
      case 'welcome':
        return this.#welcome(data);
      case 'ready':
        return this.#ready();
      case 'heartbeat':
        if (!this.#replaying && data.digest !== digestOf(this.#state.cursors)) this.sync();
        return;
      case 'chat.added':
        return this.#dispatch({ type: 'chat.added', chat: data });
      case 'chat.removed':
        return this.#dispatch({ type: 'chat.removed', chat_id, reason: data.reason });
      case 'chat.reset':
        return this.#reset(chat_id, data.seq);
      case 'read.updated':
        return this.#dispatch({ type: data.mark_unread ? 'read.undone' : 'read.moved', chat_id, read_number: data.read_number, unread_mentions: data.unread_mentions });
      case 'requests.updated':
        return this.#tell(chat_id, 'requests_waiting', data.waiting);
      case 'reports.updated':
        return this.#tell(chat_id, 'reports_open', data.open);
      case 'notifications.updated':
        return this.#tell(chat_id, 'notifications', data.level);
      case 'bookmark.added':
      case 'bookmark.removed':
        return this.#dispatch({ type, chat_id, message_id: data.message_id });
      case 'draft.updated':
        return this.#dispatch({ type: 'draft.heard', chat_id, draft: data });
      default:
        if (typeof frame.seq === 'number') this.#numbered(frame, frame.seq);
    }
  }

  /** One at a time: until it is answered, whatever comes is part of the answer or will be asked for again. */
  sync(ids = Object.keys(this.#state.cursors)) {
    if (this.#replaying) return;
    this.#begin();
    this.#syncFrom(ids, 0);
  }

  /** @param {string[]} ids @param {number} from */
  #syncFrom(ids, from) {
    const some = ids.slice(from, from + SYNC_CHATS_MAX);
    this.#parts.sync(this.#cursorsOf(some), (heads) => {
      if (heads) this.#end(heads);
      if (heads && from + SYNC_CHATS_MAX < ids.length) this.#syncFrom(ids, from + SYNC_CHATS_MAX);
      else this.#replaying = false;
    });
  }

  /** @param {Frame} frame @param {number} seq */
  #numbered(frame, seq) {
    const chatId = frame.chat_id ?? '';
    const cursor = this.#state.cursors[chatId];
    if (cursor === undefined || seq <= cursor) return;
    if (this.#replaying) {
      this.#seen.set(chatId, (this.#seen.get(chatId) ?? new Set()).add(seq));
      if (frame.type.startsWith('member.')) this.#recount.add(chatId);
      this.#dispatch(actionOf(frame, true));
    } else if (seq === cursor + 1) {
      this.#dispatch(actionOf(frame, false));
      this.#dispatch({ type: 'cursors.moved', cursors: { [chatId]: seq } });
    } else {
      this.sync();
    }
  }

  /** @param {{user: import('../types.js').User, chats: Welcomed[]}} data */
  #welcome({ user, chats }) {
    this.#begin();
    this.#welcomed = chats;
    this.#dispatch({ type: 'me.updated', user });
    const still = new Set(chats.map((chat) => chat.id));
    for (const chat_id of Object.keys(this.#state.chats)) {
      if (!still.has(chat_id)) this.#dispatch({ type: 'chat.removed', chat_id });
    }
  }

  #ready() {
    const welcomed = this.#welcomed;
    for (const { id, message_count, read_number, unread_mentions, notifications, requests_waiting, reports_open } of welcomed) {
      const read = Math.max(read_number, this.#parts.readHere(id));
      this.#tell(id, 'requests_waiting', requests_waiting ?? 0);
      this.#tell(id, 'reports_open', reports_open ?? 0);
      this.#dispatch({ type: 'chat.counted', chat_id: id, message_count, read_number: read, unread_mentions, notifications });
    }
    this.#end(welcomed.filter(({ id }) => this.#asked.has(id)));
    this.#replaying = false;
    // The summaries come by another way than the events; what happened in between is caught up by a sync.
    if (welcomed.some((chat) => this.#isUnknown(chat))) {
      this.#parts.loadChats().then(
        () => this.sync(),
        () => {}, // the heartbeat's digest will tell
      );
      return;
    }
    const rest = Object.keys(this.#state.cursors).filter((id) => !this.#asked.has(id));
    if (rest.length > 0) this.sync(rest);
  }

  /** What is to be known of a chat comes by its summary, and so does what was begun there on another device. @param {Welcomed} welcomed */
  #isUnknown({ id, draft_at }) {
    const chat = this.#state.chats[id];
    return !chat || isNewerDraft(draft_at, chat.draft);
  }

  #begin() {
    this.#replaying = true;
    this.#welcomed = [];
    this.#seen.clear();
  }

  /** @param {Head[]} heads */
  #end(heads) {
    /** @type {Record<string, number>} */
    const cursors = {};
    for (const { id, seq } of heads) {
      if (id in this.#state.cursors) cursors[id] = this.#pastSeen(id, Math.max(seq, this.#state.cursors[id]));
    }
    // What was not asked about was told live all the while: a chat that was joined meanwhile, for one.
    for (const id of this.#seen.keys()) {
      if (!(id in cursors) && id in this.#state.cursors) cursors[id] = this.#pastSeen(id, this.#state.cursors[id]);
    }
    this.#dispatch({ type: 'cursors.moved', cursors });
    for (const id of this.#recount) this.#parts.loadChat(id);
    this.#recount.clear();
    for (const [id, timeline] of Object.entries(this.#state.timelines)) if (hasHole(timeline)) this.#reload(id);
  }

  /** @param {string[]} ids */
  #cursorsOf(ids) {
    return Object.fromEntries(ids.map((id) => [id, this.#state.cursors[id]]));
  }

  /** @param {string} id @param {number} head */
  #pastSeen(id, head) {
    const seen = this.#seen.get(id);
    let cursor = head;
    while (seen?.has(cursor + 1)) cursor += 1;
    return cursor;
  }

  /** Too much was missed to be told: the summaries afresh, and the newest page where messages were on screen.
   *  @param {string} chatId @param {number} seq */
  #reset(chatId, seq) {
    const cursor = this.#state.cursors[chatId];
    if (cursor === undefined) return;
    // Back, too: a cursor from the future, as after a restored backup, would take all that comes for old.
    if (seq < cursor) this.#dispatch({ type: 'chat.rewound', chat_id: chatId, seq });
    this.#dispatch({ type: 'cursors.moved', cursors: { [chatId]: seq } });
    if (this.#state.timelines[chatId]) this.#reload(chatId);
    this.#parts.loadChats().catch(() => {});
    this.#parts.loadChat(chatId);
  }

  /** @param {string} chatId */
  #reload(chatId) {
    this.#dispatch({ type: 'timeline.dropped', chat_id: chatId });
    this.#parts.loadNewest(chatId);
  }

  /** @param {string} chat_id @param {string} field @param {unknown} value */
  #tell(chat_id, field, value) {
    this.#dispatch({ type: 'membership.changed', chat_id, field, value });
  }

  /** @param {Action | null} action */
  #dispatch(action) {
    if (action) this.#parts.store.dispatch(action);
  }
}
