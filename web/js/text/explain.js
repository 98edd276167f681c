// An error in words that say what to do next.

import { Problem } from '../wire/http.js';
import { t } from './words.js';

/** @type {Record<string, string>} by the server's code; what is not here is told in the server's own words */
const WORDS = {
  offline: t`The server cannot be reached. Check your connection and try again.`,
  disconnected: t`The connection was lost. Try again when it is back.`,
  session_ended: t`This session was ended. Log in again.`,
  forbidden: t`You may not do this here.`,
  chat_not_found: t`This chat does not exist, or you cannot see it.`,
  internal: t`Something went wrong on the server. Try again in a moment.`,
  unavailable: t`The server is not available right now. Try again in a moment.`,
  busy: t`The server is busy right now. Try again in a moment.`,
};

/** What is said about more of them, from now on. @param {Record<string, string>} words */
export function explainMore(words) {
  Object.assign(WORDS, words);
}

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
