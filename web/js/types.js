// The shapes that travel on the wire and live in the state, for the type checker and the reader.

/** @typedef {{id: string, username: string, display_name: string, avatar: string | null}} UserSummary */
/** @typedef {UserSummary & {created_at: string, is_admin: boolean}} User */
/** @typedef {User & {sessions: number, last_used_at: string | null, suspended_at: string | null}} Account  as admins see it */
/** @typedef {{id: string, created_at: string, actor: UserSummary | null, action: string, target: UserSummary | null, message_id: string | null, detail: {until?: string, role?: Role, changed?: string[]}}} AuditEntry */
/** @typedef {{from: string | null, to: string | null, time_zone: string | null}} QuietHours */
/** @typedef {{user_id: string, state: 'online' | 'away' | 'offline', last_seen_at: string | null}} Presence */

/** @typedef {{id: string, name: string, media_type: string, bytes: number, width: number | null, height: number | null, has_thumbnail: boolean}} Attachment */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} chat_id
 * @property {number} seq        the chat's counter at the last change of this message
 * @property {number} number     1, 2, 3 … inside its chat
 * @property {UserSummary} author
 * @property {string} body
 * @property {string} client_id
 * @property {string | null} reply_to
 * @property {Attachment[]} attachments
 * @property {string} created_at
 * @property {string | null} edited_at
 * @property {string | null} deleted_at
 * @property {string | null} pinned_at
 * @property {Reaction[]} reactions
 * @property {Mention[]} mentions
 * @property {boolean} [provisional]  made of the answer to my own send, which says nothing of mentions
 */

/** @typedef {{user: UserSummary | null, text: string}} Mention  null for everyone */

/** @typedef {{emoji: string, count: number, user_ids: string[]}} Reaction  the first of those who chose it are named */

/**
 * @typedef {object} Chat
 * @property {string} id
 * @property {string} name
 * @property {string | null} description
 * @property {"public" | "private" | "direct"} visibility
 * @property {boolean} has_password
 * @property {boolean} join_requests  a private one that can be found, and asked
 * @property {"everyone" | "moderators"} posting
 * @property {number} slow_mode_secs
 * @property {string | null} owner_id   nobody owns a direct chat
 * @property {number} member_count
 * @property {number} seq
 * @property {number} message_count
 * @property {string} created_at
 * @property {string | null} last_message_at
 */

/** @typedef {"owner" | "moderator" | "member"} Role */
/** @typedef {{direct_with: UserSummary | null, role: Role, joined_at: string, muted_until: string | null, requests_waiting: number, reports_open: number, read_number: number, unread: number, unread_mentions: number, notifications: Level, draft: Draft | null, last_message: Message | null, said_before?: Message | null}} Membership  `said_before` is the client's own: what stands if the last one is taken back */
/** What I have begun to write; an empty body: nothing any more. @typedef {{body: string, reply_to: string | null, updated_at: string}} Draft */
/** What of a chat one wants to be told of. @typedef {'all' | 'mentions' | 'none'} Level */
/** @typedef {Chat & Membership} MyChat */
/** @typedef {{user: UserSummary, role: Role, joined_at: string, muted_until: string | null}} Member */

/** @typedef {{user: UserSummary, banned_by: string, reason: string | null, created_at: string, until: string | null}} Ban */

/** @typedef {{id: string, creator: UserSummary, created_at: string, expires_at: string, uses: number, max_uses: number | null, skip_password: boolean}} Invitation */
/** What one person said about a message. @typedef {{reason: string, comment: string | null, body: string | null, created_at: string}} Report */
/** @typedef {{message: Message, chat_name: string, state: 'open' | 'dismissed' | 'resolved', reported_at: string, count: number, reports: Report[], decided_by: string | null, decided_at: string | null}} ReportedMessage */
/** @typedef {{chat_id: string, chat_name: string, user: UserSummary, message: string | null, created_at: string}} JoinRequest */
/** @typedef {{chat_id: string, name: string, description: string, member_count: number, is_member: boolean, needs_password: boolean}} InvitationPreview */

/**
 * @typedef {object} SignedIn
 * @property {User} user
 * @property {string} session_id
 * @property {string} access_token
 * @property {string} access_expires_at
 * @property {string} refresh_token
 * @property {string} refresh_expires_at
 */

/** @typedef {{id: string, device: string | null, created_at: string, last_used_at: string, expires_at: string, current: boolean}} Session */
/** @typedef {{message: Message, highlights: {start: number, length: number}[]}} FoundMessage */
/** @typedef {{id: string, chat_id: string, body: string, client_id: string, reply_to: string | null, attachments: Attachment[], send_at: string, failure: string | null}} ScheduledMessage */
/** @typedef {{items: Message[], has_before: boolean, has_after: boolean}} MessagePage */
/** @template T @typedef {{items: T[], next_cursor: string | null}} Page */

/** @typedef {{type: string, id?: number, re?: number | null, chat_id?: string, seq?: number, data?: any}} Frame */

/**
 * A message that the server has not acknowledged yet.
 * @typedef {object} Unsent
 * @property {string} client_id
 * @property {string} chat_id
 * @property {string} body
 * @property {Attachment[]} [attachments]  absent in what an earlier version has kept
 * @property {string | null} [reply_to]    likewise
 * @property {string} created_at
 * @property {"pending" | "failed"} status
 * @property {string | null} reason   why it failed, in words for its author
 */

/**
 * What is known of a chat's messages: a stretch without holes that ends at the newest one.
 * @typedef {object} Timeline
 * @property {Message[]} items        by number, oldest first
 * @property {boolean} has_before     there are older ones on the server
 * @property {boolean} loaded
 * @property {"newest" | "before" | null} loading
 * @property {string | null} problem  why the last load failed
 * @property {Message[]} early        changes further back, heard of while a page was on its way that may not have them yet
 */

/** A message that is replied to, or what is known of it. @typedef {Message | 'loading' | 'gone' | 'failed'} Quoted */

/** @typedef {{items: Member[], next_cursor: string | null}} MemberList */

/** @typedef {"idle" | "connecting" | "catching_up" | "live" | "waiting" | "stopped"} Phase */
/** @typedef {{phase: Phase, retry_at: number | null, reason: string | null}} Connection */

/**
 * @typedef {object} State
 * @property {User | null} me
 * @property {string | null} signed_out_because
 * @property {Connection} connection
 * @property {boolean} online
 * @property {boolean} chats_loaded
 * @property {Record<string, MyChat>} chats
 * @property {Record<string, number>} cursors
 * @property {Record<string, UserSummary>} people
 * @property {Record<string, Timeline>} timelines
 * @property {Record<string, Record<string, Quoted>>} quotes  by chat and id, where the timeline does not reach
 * @property {Record<string, MemberList>} members
 * @property {Record<string, UserSummary>} blocks  whom I have blocked
 * @property {Record<string, string>} saved  the messages that I have saved, where chats were opened: the chat of each
 * @property {Unsent[]} outbox
 * @property {Record<string, string[]>} typing  who is writing, by chat, the latest last
 * @property {Record<string, Presence>} presence  who is here, of those in the chats on screen
 */

/** @typedef {{type: string, [key: string]: any}} Action */

/**
 * Time as a value that is passed in, so that tests decide what o'clock it is.
 * @typedef {object} Clock
 * @property {() => number} now  milliseconds since 1970
 * @property {(fn: () => void, ms: number) => any} setTimeout
 * @property {(id: any) => void} clearTimeout
 */

export {};
