// Finds in a text what the server says is a mention.

/** @typedef {import('../types.js').Mention} Mention */
/** @typedef {{text: string, mention: Mention | null}} Part */

/** What a name is made of: behind it the mention must end, before its `@` there must be none of it. */
const OF_NAME = /[\p{L}\p{N}\p{M}._-]/u;

/** @param {string} text @param {Mention[]} mentions @returns {Part[]} the whole text, in parts */
export function mentioned(text, mentions) {
  if (mentions.length === 0) return [{ text, mention: null }];
  // The longest first: @ada must not be found in @ada-2.
  const byLength = [...mentions].sort((a, b) => b.text.length - a.text.length);
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const mention = byLength.find((one) => standsAt(text, at, one.text));
    if (!mention) continue;
    if (at > end) parts.push({ text: text.slice(end, at), mention: null });
    parts.push({ text: mention.text, mention });
    end = at + mention.text.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), mention: null });
  return parts;
}

/** @param {string} text @param {number} at @param {string} mention */
function standsAt(text, at, mention) {
  if (!text.startsWith(mention, at) || OF_NAME.test(characterBefore(text, at))) return false;
  // The server leaves out a full stop behind a name; another name goes on with something else.
  return /^[._-]*(?![\p{L}\p{N}\p{M}._-])/u.test(text.slice(at + mention.length));
}

/** Of two units, if it takes two. @param {string} text @param {number} at */
function characterBefore(text, at) {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
}
