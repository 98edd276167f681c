// The dialogs that are not needed to read and write: each is loaded when somebody first opens it.

/** @typedef {import('../app.js').App} App */

/** @template T @param {App} app @param {Promise<T>} module @param {(module: T) => unknown} open */
function opened(app, module, open) {
  void app.attempt(module.then(open));
}

/** @param {App} app */
export const createChat = (app) => opened(app, import('./create-chat.js'), (of) => of.createChatDialog(app));

/** @param {App} app */
export const findPeople = (app) => opened(app, import('./find-people.js'), (of) => of.findPeopleDialog(app));

/** @param {App} app @param {string} chatId */
export const addPeople = (app, chatId) => opened(app, import('./find-people.js'), (of) => of.addPeopleDialog(app, chatId));

/** @param {App} app @param {string} chatId */
export const invitations = (app, chatId) => opened(app, import('./invitations.js'), (of) => of.invitationsDialog(app, chatId));

/** @param {App} app @param {string} chatId */
export const joinRequests = (app, chatId) => opened(app, import('./join-requests.js'), (of) => of.joinRequestsDialog(app, chatId));

/** @param {App} app @param {string} chatId */
export const bans = (app, chatId) => opened(app, import('./ban-list.js'), (of) => of.banListDialog(app, chatId));

/** @param {App} app @param {string} chatId */
export const chatLog = (app, chatId) => opened(app, import('./audit.js'), (of) => of.chatLogDialog(app, chatId));

/** @param {App} app @param {string} chatId */
export const chatSettings = (app, chatId) => opened(app, import('./chat-settings.js'), (of) => of.chatSettingsDialog(app, chatId));

/** @param {App} app */
export const scheduled = (app) => opened(app, import('./scheduled.js'), (of) => of.scheduledDialog(app));

/** @param {App} app @param {string} chatId @param {import('../types.js').Member} member */
export const aboutMember = (app, chatId, member) => opened(app, import('./member-dialog.js'), (of) => of.memberDialog(app, chatId, member));

/** @type {(app: App, ...about: Parameters<typeof import('./message-actions.js').messageDialog>) => void} */
export const aboutMessage = (app, ...about) => opened(app, import('./message-actions.js'), (of) => of.messageDialog(...about));

/** @param {App} app @param {import('../types.js').Message} message */
export const versions = (app, message) => opened(app, import('./versions.js'), (of) => of.versionsDialog(app, message));

/** @param {App} app @param {string} chatId */
export const pins = (app, chatId) => opened(app, import('./pins.js'), (of) => of.pinsDialog(app, chatId));

/** @param {App} app @param {string} chatId @param {Parameters<typeof import('./scheduled.js').scheduleDialog>[2]} draft @param {() => void} taken */
export const schedule = (app, chatId, draft, taken) => opened(app, import('./scheduled.js'), (of) => of.scheduleDialog(app, chatId, draft, taken));

/** @param {App} app */
export const openSwitcher = (app) => opened(app, import('./switcher.js'), (of) => of.switcherDialog(app));

/** @param {App} app */
export const openShortcuts = (app) => opened(app, import('./shortcuts.js'), (of) => of.shortcutsDialog());
