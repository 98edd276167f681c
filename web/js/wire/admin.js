// What admins ask of the server, and the logs of who did what: loaded when somebody first looks.

/** @typedef {import('./api.js').Api} Api */
/** @typedef {import('./api.js').Query} Query */
/** @template T @typedef {import('../types.js').Page<T>} Page */
/** @typedef {import('../types.js').AuditEntry} AuditEntry */

/** @param {Api} api @param {Query} query @param {AbortSignal} signal @returns {Promise<Page<import('../types.js').Account>>} */
export const accounts = (api, query, signal) => api.call('GET', '/admin/users', { query, signal });

/** @param {Api} api @param {string} userId @returns {Promise<void>} */
export const suspend = (api, userId) => api.call('PUT', `/admin/users/${userId}/suspension`);

/** @param {Api} api @param {string} userId @returns {Promise<void>} */
export const reinstate = (api, userId) => api.call('DELETE', `/admin/users/${userId}/suspension`);

/** @param {Api} api @param {string} userId @returns {Promise<void>} */
export const endSessions = (api, userId) => api.call('DELETE', `/admin/users/${userId}/sessions`);

/** @param {Api} api @param {Query} query @returns {Promise<Page<AuditEntry>>} */
export const serverLog = (api, query) => api.call('GET', '/admin/audit', { query });

/** @param {Api} api @param {string} chatId @param {Query} query @returns {Promise<Page<AuditEntry>>} */
export const chatLog = (api, chatId, query) => api.call('GET', `/chats/${chatId}/audit`, { query });
