// A closed client is told by its service worker, an open one is not, and a click leads to the chat.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('notifications'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Lets a push message arrive, as if a push service had sent it. @param {Person} person */
async function pushesTo(person) {
  const session = await person.page.context().newCDPSession(person.page);
  const registered = new Promise((resolve) => session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    if (registrations.length > 0) resolve(registrations[0].registrationId);
  }));
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  return (/** @type {object} */ notice) =>
    session.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data: JSON.stringify(notice) });
}

/** What the service worker shows. @param {import('playwright-core').Worker} worker */
const shown = (worker) => worker.evaluate(async () => {
  const list = await /** @type {any} */ (self).registration.getNotifications();
  return list.map((/** @type {Notification} */ { title, body, tag }) => ({ title, body, tag }));
});

/**
 * What it shows once it has told so often. Not asked before: a browser that is asked while it puts a notification up may take it for one
 * that was closed, and forget it.
 * @param {import('playwright-core').Worker} worker @param {number} times
 */
async function showsAfter(worker, times) {
  while (await worker.evaluate(() => /** @type {any} */ (self).told) < times);
  return shown(worker);
}

/** From now on it counts what it has told. @param {import('playwright-core').Worker} worker */
const counts = (worker) => worker.evaluate(() => {
  const scope = /** @type {any} */ (self);
  const show = scope.registration.showNotification.bind(scope.registration);
  scope.told = 0;
  scope.registration.showNotification = async (/** @type {any[]} */ ...what) => {
    await show(...what);
    scope.told += 1;
  };
});

/** Until the browser has seen that no page of the client is open any more. @param {import('playwright-core').Worker} worker */
async function isClosed(worker) {
  while (await worker.evaluate(async () => (await /** @type {any} */ (self).clients.matchAll({ includeUncontrolled: true })).length) > 0);
}

/** A browser whose push service gives it this address: the one in the test's machine cannot reach its own. @param {Person} person */
function subscribesWith(person) {
  return person.page.addInitScript(() => {
    /** @type {any} */ let subscription = null;
    const key = 'BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY';
    Object.assign(PushManager.prototype, {
      getSubscription: async () => subscription,
      subscribe: async (/** @type {any} */ options) => (subscription = {
        options,
        toJSON: () => ({ endpoint: 'https://push.example.org/ned', keys: { p256dh: key, auth: '_ordMnz7uTCmrpBTeUV4Bw' } }),
        unsubscribe: async () => (subscription = null, true),
      }),
    });
  });
}

test('a closed client is told of messages, an open one is not, and a click opens the chat', { timeout: 60_000 }, async () => {
  const mia = await Person.arrives(browser, server.url, 'mia', { ...desktop, serviceWorkers: 'allow', permissions: ['notifications'] });
  const { page } = mia;
  await mia.registers('Mia');
  await mia.creates('Harbour');
  const path = new URL(page.url()).pathname;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await mia.isIn('Harbour');
  const [worker] = page.context().serviceWorkers();
  await counts(worker);
  const push = await pushesTo(mia);
  const notice = { chat_id: path.split('/')[2], message_id: 'x', number: 1, chat: 'Harbour', author: 'Ned', preview: 'Ship ahoy', badge: 1 };
  await push({ ...notice, chat_id: 'seen', preview: 'she sees that anyway' });

  await page.goto('about:blank');
  await isClosed(worker);
  await push(notice);
  assert.deepEqual(await showsAfter(worker, 1), [{ title: 'Harbour', body: 'Ned: Ship ahoy', tag: notice.chat_id }]);
  await push({ ...notice, preview: 'and another' });
  await push({ ...notice, chat_id: 'direct', chat: '', preview: 'Just you' });
  const list = await showsAfter(worker, 3);
  assert.equal(list.length, 2, JSON.stringify(list));
  assert.ok(list.some((/** @type {any} */ { title, body }) => title === 'Ned' && body === 'Just you'), JSON.stringify(list));

  await page.goto(`${server.url}/profile`);
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  // What is read, as it is here, is told no more.
  while ((await shown(worker)).length !== 1);
  await page.getByRole('link', { name: /Harbour/ }).waitFor();
  await worker.evaluate(async (path) => {
    const scope = /** @type {any} */ (self);
    await scope.registration.showNotification('Harbour', { tag: 'clicked', data: { path } });
    const [notification] = await scope.registration.getNotifications({ tag: 'clicked' });
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
  }, path);
  await mia.isIn('Harbour');
  assert.equal(new URL(page.url()).pathname, path);
  mia.isContent();
  await mia.leaves();
});

test('notifications are turned on by hand, off again, and rest in quiet hours', async () => {
  const ned = await Person.arrives(browser, server.url, 'ned', { ...desktop, serviceWorkers: 'allow', permissions: ['notifications'] });
  const { page } = ned;
  await subscribesWith(ned);
  await ned.registers('Ned');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByRole('link', { name: 'Your profile' }).click();
  const section = page.getByRole('region', { name: 'Notifications' });
  await section.getByRole('button', { name: 'Turn on on this device' }).click();
  await section.getByText('This device tells you of messages').waitFor();
  await ned.isAccessible('notifications are on');
  await section.getByRole('button', { name: 'Turn off on this device' }).click();
  await section.getByText('This device does not tell you').waitFor();

  await section.getByLabel('From').fill('21:30');
  await section.getByLabel('Until').fill('06:15');
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText(/^Every day, by the clock of /).waitFor();
  await page.reload();
  await section.getByText(/^Every day, by the clock of /).waitFor();
  assert.deepEqual([await section.getByLabel('From').inputValue(), await section.getByLabel('Until').inputValue()], ['21:30', '06:15']);
  await section.getByRole('button', { name: 'No quiet hours' }).click();
  await section.getByText('Between these times').waitFor();
  ned.isContent();
  await ned.leaves();
});
