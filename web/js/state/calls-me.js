// Mentions that are meant for me.

/** Whether somebody else's message calls me. @param {import('../types.js').Message} message @param {string | undefined} me */
export function callsMe({ author, mentions }, me) {
  return author.id !== me && mentions.some(({ user }) => user === null || user.id === me);
}
