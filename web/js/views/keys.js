// The keys that work everywhere: to another chat, to the search, to the list of all keys.

import { chatsByActivity } from '../state/selectors.js';

/** @param {import('../app.js').App} app @returns {() => void} ends it */
export function takeKeys(app) {
  const listen = (/** @type {KeyboardEvent} */ event) => {
    const deed = event.isComposing ? null : deedOf(app, event);
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

/** @param {import('../app.js').App} app @param {KeyboardEvent} event @returns {(() => void) | null} */
function deedOf(app, { key, ctrlKey, metaKey, altKey, shiftKey, target }) {
  const command = (ctrlKey || metaKey) && !altKey;
  if (document.querySelector('dialog[open]')) return null;
  if (command && !shiftKey && key.toLowerCase() === 'k') return () => app.open(import('./switcher.js'), (of) => of.switcherDialog(app));
  if (altKey && !command && (key === 'ArrowDown' || key === 'ArrowUp')) return () => toNeighbour(app, key === 'ArrowDown' ? 1 : -1, shiftKey);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const link = target instanceof Element ? target.closest('a') : null;
  const links = [...(link?.closest('.chat-list')?.querySelectorAll('a') ?? [])];
  if (step && link && links.length > 0 && !command && !altKey) return () => links[links.indexOf(link) + step]?.focus();
  const writes = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
  if (writes || command || altKey) return null;
  if (key === '?') return () => app.open(import('./shortcuts.js'), (of) => of.shortcutsDialog());
  if (key === '/') return () => app.router.go('/search');
  return null;
}

/** @param {import('../app.js').App} app @param {number} step @param {boolean} unread  only those with something new */
function toNeighbour({ store, router }, step, unread) {
  const all = chatsByActivity(store.state);
  const at = all.findIndex((chat) => chat.id === router.route.id);
  const ways = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
  const next = ways.find((chat) => !unread || chat.unread > 0);
  if (next) router.go(`/chats/${next.id}`);
}
