// The service worker: keeps the client itself, all files of one version together, so that it opens at once and without a connection,
// and shows what the server tells a device at which nobody looks.
// What people write is not here: the page keeps that itself, and lets go of it at log-out.

// The server puts both in when it sends this file.
const VERSION = '';
/** @type {string[]} */
const FILES = [];

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = `dialogo-${VERSION}`;
const KNOWN = new Set(FILES);
/** Not the client's. */
const RESERVED = /^\/(api|docs|health|metrics)(\/|$)/;

worker.addEventListener('install', (event) => {
  // Past the browser's own cache, which may have files of an earlier version.
  const fresh = FILES.map((path) => new Request(path, { cache: 'no-cache' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener('activate', (event) => {
  const old = (/** @type {string[]} */ names) => names.filter((name) => name.startsWith('dialogo-') && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

// A page that is told of a new version asks for it; until then it stays with its own.
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});

/** The latest of each chat, unless somebody sees it in the client itself. @param {Record<string, any>} notice  as docs/protocol.md has it */
async function show({ chat_id, chat, author, preview, badge }) {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some((page) => page.visibilityState === 'visible')) return;
  /** @type {NotificationOptions & {renotify: boolean}} */
  const options = {
    body: chat ? `${author}: ${preview}` : preview,
    tag: chat_id,
    renotify: true,
    icon: '/icons/icon-192.png',
    data: { path: `/chats/${chat_id}` },
  };
  await worker.registration.showNotification(chat || author, options);
  await worker.navigator.setAppBadge?.(badge);
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

/** In the client that is there, or in a new one. @param {string} path */
async function open(path) {
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) return worker.clients.openWindow(path);
  page.postMessage({ open: path });
  return page.focus();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || RESERVED.test(pathname)) return;
  const path = request.mode === 'navigate' && !pathname.includes('.') ? '/' : pathname;
  if (!KNOWN.has(path)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(path)).then((kept) => kept ?? fetch(request)));
});
