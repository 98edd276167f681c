// Starts the client.

import { App } from './app.js';
import { whenIdle } from './dom/frames.js';
import { ownPage } from './place.js';
import { directionOf, language, t } from './text/words.js';
import { Root } from './views/root.js';

document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);
const app = new App(ownPage());
new Root(app, document.body);
app.start();
// Once nothing that is to be seen is waited for: what keeps the focus, and all files of the client.
const atRest = app.session.exists ? app.lived : new Promise((resolve) => void whenIdle(() => resolve(null)));
app.quietly(atRest.then(() => import('./dom/keep-focus.js')).then(({ keepFocus }) => keepFocus(document)));
app.quietly(atRest.then(() => import('./wire/worker.js')).then(({ registerWorker }) =>
  registerWorker((renew) => app.toasts.offer(t`There is a new version of this page.`, t`Reload`, renew))));

// Whoever has allowed notifications at an earlier time goes on with them, and whoever logs out leaves none behind.
if (globalThis.Notification?.permission === 'granted') {
  const { store } = app;
  const resume = () => {
    if (!store.state.chats_loaded) return;
    store.removeEventListener('change', resume);
    app.quietly(app.push().then((push) => push.resume()));
  };
  store.addEventListener('change', resume);
}
app.session.addEventListener('ended', () => app.quietly(app.push().then((push) => push.end())));

// Another tab of this browser logged out, or in as somebody else.
window.addEventListener('storage', ({ key }) => {
  const { session, store } = app;
  if (!session.exists) session.storageChanged(key);
  else if (session.userId !== (store.state.me?.id ?? null)) window.location.reload();
});
