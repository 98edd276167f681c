// An error in words that say what to do next.

import { Problem } from '../wire/http.js';

/** @type {Record<string, string>} by the server's code; what is not here is told in the server's own words */
const WORDS = {
  offline: 'The server cannot be reached. Check your connection and try again.',
  disconnected: 'The connection was lost. Try again when it is back.',
  invalid_credentials: 'That username and password do not belong together. Check both and try again.',
  session_ended: 'This session was ended. Log in again.',
  not_a_member: 'You are not a member of this chat any more. Join it again to write here.',
  forbidden: 'You may not do this here.',
  muted: 'You are muted in this chat for the time being.',
  read_only: 'Only the owner and the moderators write here.',
  banned: 'You are banned from this chat.',
  message_not_found: 'This message is not there any more.',
  not_the_owner: 'Only the owner of the chat can do this.',
  wrong_password: 'That is not your current password. Try again.',
  wrong_chat_password: 'That is not the password of this chat. Ask someone who is in it.',
  chat_password_required: 'This chat needs a password. Ask someone who is in it.',
  chat_not_found: 'This chat does not exist, or you cannot see it.',
  join_request_declined: 'You were not let into this chat. You can ask again in some days.',
  join_request_not_found: 'This person does not wait any more.',
  already_a_member: 'You are in this chat already.',
  invitation_not_found: 'This link does not lead anywhere, or not any more. Ask whoever gave it to you for another one.',
  username_taken: 'This username is taken. Choose another one.',
  owner_must_transfer: 'You own this chat. Make someone else the owner first, or delete the chat.',
  blocked: 'You and this person cannot write to each other.',
  direct_chat: 'A direct chat cannot be left. You can block the other person.',
  payload_too_large: 'This is too large to send.',
  too_many_files: 'Too many files are waiting. Send or wait before adding more.',
  file_not_found: 'This file is not there any more.',
  internal: 'Something went wrong on the server. Try again in a moment.',
  unavailable: 'The server is not available right now. Try again in a moment.',
  busy: 'The server is busy right now. Try again in a moment.',
};

/** @param {unknown} error */
export function explain(error) {
  if (!(error instanceof Problem)) return 'Something went wrong in this page. Reload it and try again.';
  if (error.code === 'rate_limited') return `Too many tries. Wait ${wait(error.retry_after_ms)} and try again.`;
  if (error.code === 'slow_mode') return `This chat is slow. Wait ${wait(error.retry_after_ms)} and try again.`;
  const first = error.errors?.[0];
  return WORDS[error.code] ?? first?.detail ?? (error.detail || 'Something went wrong. Try again in a moment.');
}

/** @param {number | null} ms */
function wait(ms) {
  const seconds = Math.max(1, Math.ceil((ms ?? 0) / 1000));
  if (!ms) return 'a moment';
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
