// Tells words from what has to be read as markup.

/** What markup begins with: marks, links, and lines that are quoted or listed. White space around it is not shown. */
const SIGNS = /[`*_]|^(?:>|[-•] |\d+[.)] )|https?:|mailto:|^\s|\s$/imu;

/** Whether a message is shown as it was typed. @param {string} text @param {import('../types.js').Mention[]} mentions */
export function isPlain(text, mentions) {
  return mentions.length === 0 && !SIGNS.test(text);
}
