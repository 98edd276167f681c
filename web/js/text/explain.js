// An error in words that say what to do next.

import { Problem } from '../wire/http.js';
import { t } from './words.js';

/** @type {Record<string, string>} by the server's code; what is not here is told in the server's own words */
const WORDS = {
  offline: t`The server cannot be reached. Check your connection and try again.`,
  disconnected: t`The connection was lost. Try again when it is back.`,
  invalid_credentials: t`That username and password do not belong together. Check both and try again.`,
  account_suspended: t`This account is suspended. Ask whoever runs this server.`,
  not_an_admin: t`Only admins of this server can do this.`,
  session_ended: t`This session was ended. Log in again.`,
  not_a_member: t`You are not a member of this chat any more. Join it again to write here.`,
  forbidden: t`You may not do this here.`,
  muted: t`You are muted in this chat for the time being.`,
  read_only: t`Only the owner and the moderators write here.`,
  banned: t`You are banned from this chat.`,
  message_not_found: t`This message is not there any more.`,
  not_the_owner: t`Only the owner of the chat can do this.`,
  wrong_password: t`That is not your current password. Try again.`,
  wrong_code: t`That code is wrong, or was used before. Wait for the next one.`,
  second_factor_on: t`The second factor is on already.`,
  wrong_chat_password: t`That is not the password of this chat. Ask someone who is in it.`,
  chat_password_required: t`This chat needs a password. Ask someone who is in it.`,
  chat_not_found: t`This chat does not exist, or you cannot see it.`,
  join_request_declined: t`You were not let into this chat. You can ask again in some days.`,
  join_request_not_found: t`This person does not wait any more.`,
  already_a_member: t`You are in this chat already.`,
  invitation_not_found: t`This link does not lead anywhere, or not any more. Ask whoever gave it to you for another one.`,
  registration_closed: t`Nobody can create an account here at the moment. Ask whoever runs this server.`,
  passwords_off: t`People come in here by another application. Open the chat from there.`,
  invitation_required: t`To create an account here, open the link of an invitation first.`,
  username_taken: t`This username is taken. Choose another one.`,
  owner_must_transfer: t`You own a chat. Make someone else its owner first, or delete it.`,
  blocked: t`You and this person cannot write to each other.`,
  direct_chat: t`A direct chat cannot be left. You can block the other person.`,
  payload_too_large: t`This is too large to send.`,
  too_many_files: t`Too many files are waiting. Send or wait before adding more.`,
  file_not_found: t`This file is not there any more.`,
  internal: t`Something went wrong on the server. Try again in a moment.`,
  unavailable: t`The server is not available right now. Try again in a moment.`,
  busy: t`The server is busy right now. Try again in a moment.`,
};

/** @param {unknown} error */
export function explain(error) {
  if (!(error instanceof Problem)) return t`Something went wrong in this page. Reload it and try again.`;
  if (error.code === 'rate_limited') return t`Too many tries. Wait ${wait(error.retry_after_ms)} and try again.`;
  if (error.code === 'slow_mode') return t`This chat is slow. Wait ${wait(error.retry_after_ms)} and try again.`;
  const first = error.errors?.[0];
  return WORDS[error.code] ?? first?.detail ?? (error.detail || t`Something went wrong. Try again in a moment.`);
}

/** @param {number | null} ms */
function wait(ms) {
  const seconds = Math.max(1, Math.ceil((ms ?? 0) / 1000));
  if (!ms) return t`a moment`;
  if (seconds < 90) return seconds === 1 ? t`1 second` : t`${seconds} seconds`;
  return t`${Math.ceil(seconds / 60)} minutes`;
}
