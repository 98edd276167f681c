// What is asked of the server about reported messages: loaded when somebody reports, or looks.

/** @typedef {import('./api.js').Api} Api */
/** @typedef {import('./api.js').Query} Query */
/** @typedef {import('../types.js').Page<import('../types.js').ReportedMessage>} Reported */
/** @typedef {{state: 'dismissed' | 'resolved', delete_message?: boolean}} Verdict */

/** @param {Api} api @param {string} chatId @param {string} messageId @param {{reason: string, comment?: string}} report @returns {Promise<void>} */
export const report = (api, chatId, messageId, report) => api.call('POST', `/chats/${chatId}/messages/${messageId}/reports`, { body: report });

/** Of one chat, or of all for an admin. @param {Api} api @param {string | null} chatId @param {Query} query @returns {Promise<Reported>} */
export const reports = (api, chatId, query) => api.call('GET', `${placeOf(chatId)}/reports`, { query });

/** @param {Api} api @param {string | null} chatId @param {string} messageId @param {Verdict} verdict @returns {Promise<unknown>} */
export const decide = (api, chatId, messageId, verdict) => api.call('PATCH', `${placeOf(chatId)}/reports/${messageId}`, { body: verdict });

const placeOf = (/** @type {string | null} */ chatId) => (chatId === null ? '/admin' : `/chats/${chatId}`);
