// The digest of a heartbeat: one number that tells whether two sides have seen the same events.

/**
 * The 32-bit sum of the CRC-32 of each `<chat_id>:<seq>`, as 8 hex digits; the order of chats does not matter.
 * @param {Record<string, number>} cursors
 */
export function digestOf(cursors) {
  let sum = 0;
  for (const [id, seq] of Object.entries(cursors)) sum = (sum + crc32(`${id}:${seq}`)) >>> 0;
  return sum.toString(16).padStart(8, '0');
}

/** CRC-32 (IEEE 802.3, as in zip) of ASCII text. @param {string} text */
export function crc32(text) {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
