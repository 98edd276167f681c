// What a closed socket means, and how long to wait before the next try.

import { t } from '../text/words.js';

/** @typedef {"retry" | "refresh" | "sign_in" | "stop"} Verdict */

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Full jitter: anywhere between nothing and 0.5 s · 2ⁿ, so that a thousand clients of a restarted server spread out.
 * @param {number} attempt  0 for the first retry
 * @param {number} random   0 ≤ random < 1
 */
export function delayMs(attempt, random) {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
}

/** @param {number} code  a WebSocket close code @returns {Verdict} */
export function verdictOn(code) {
  if (code === 4101) return 'refresh';
  if (code === 4100 || code === 4102 || code === 4103) return 'sign_in';
  if (code >= 4100 && code < 4200) return 'stop';
  return 'retry';
}

/** @param {number} code @returns {string} what the person in front of the screen should know or do */
export function reasonFor(code) {
  switch (code) {
    case 4100:
      return t`The server did not accept this log-in. Log in again.`;
    case 4102:
      return t`This session was ended. Log in again.`;
    case 4103:
      return t`This account no longer exists.`;
    case 4107:
      return t`The server was updated. Reload this page.`;
    case 4108:
      return t`Too many windows are open. Close one, then connect again.`;
    default:
      return t`The connection was refused. Reload this page.`;
  }
}
