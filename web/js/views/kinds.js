// What only some messages have: what shows it comes with the first message that has it, and before that is shown.

import { isPlain } from '../text/plain.js';

/** @typedef {{body: string, reply_to?: string | null, mentions?: import('../types.js').Mention[], attachments?: unknown[], reactions?: unknown[]}} Said */
/**
 * @typedef {object} Kinds
 * @property {typeof import('./markup.js')} markup
 * @property {typeof import('./attachments.js')} files
 * @property {typeof import('./quote.js')} quotes
 * @property {typeof import('./reactions.js')} reactions
 */

/** What is there by now. @type {Partial<Kinds>} */
export const kinds = {};

/** Which messages have it, what shows it, and in what style. @type {[keyof Kinds, (said: Said) => unknown, () => Promise<any>][]} */
const KINDS = [
  ['markup', ({ body, mentions = [] }) => !isPlain(body, mentions), () => import('./markup.js')],
  ['files', ({ attachments = [] }) => attachments.length > 0, () => import('./attachments.js')],
  ['quotes', ({ reply_to }) => reply_to, () => import('./quote.js')],
  ['reactions', ({ reactions = [] }) => reactions.length > 0, () => import('./reactions.js')],
];

/** What these messages need and is not there. @param {import('../app.js').App} app @param {Said[]} said @returns {Promise<unknown> | null} null if nothing is missing */
export function missingKinds({ styles }, said) {
  const missing = KINDS.filter(([kind, has]) => !kinds[kind] && said.some(has));
  if (missing.length === 0) return null;
  return Promise.all(missing.map(async ([kind, , load]) => {
    [kinds[kind]] = await Promise.all([load(), styles([kind])]);
  }));
}
