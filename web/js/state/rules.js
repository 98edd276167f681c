// What each role may do, as the server has it: the page shows what would be allowed, the server decides.

/** @typedef {import('../types.js').Role} Role */
/** @typedef {"ChangeChat" | "HandOver" | "DeleteMessage" | "Appoint" | "Remove" | "Ban"} Deed */

/** From the lowest to the highest. @type {Role[]} */
const RANKS = ['member', 'moderator', 'owner'];

/** The lowest role that may. @type {Record<Deed, Role>} */
const LOWEST = {
  ChangeChat: 'owner',
  HandOver: 'owner',
  DeleteMessage: 'moderator',
  Appoint: 'owner',
  Remove: 'moderator',
  Ban: 'moderator',
};

/** @param {Role} role @param {Deed} deed */
export function may(role, deed) {
  return RANKS.indexOf(role) >= RANKS.indexOf(LOWEST[deed]);
}

/** What is done to a person reaches those who stand below. @param {Role} role @param {Deed} deed @param {Role} other */
export function mayTo(role, deed, other) {
  return may(role, deed) && RANKS.indexOf(role) > RANKS.indexOf(other);
}
