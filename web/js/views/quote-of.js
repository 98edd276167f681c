// What a message replies to, as it is now.

/** @typedef {import('../types.js').Quoted} Quoted */
/** @typedef {import('../types.js').UserSummary} UserSummary */
/** Its author's present name, and whether I have blocked them, beside it. @typedef {{quoted: Quoted | null, quotedAuthor: UserSummary | null, quotedBlocked: boolean}} Quote */

/** @param {Quoted | null} quoted @param {(user: UserSummary) => UserSummary} person @param {Record<string, UserSummary>} blocks @returns {Quote} */
export function quoteOf(quoted, person, blocks) {
  if (typeof quoted === 'string' || !quoted) return { quoted, quotedAuthor: null, quotedBlocked: false };
  return { quoted, quotedAuthor: person(quoted.author), quotedBlocked: quoted.author.id in blocks };
}
