// Without a server: the client opens, what was said is there, and what one writes waits until it can be sent.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('offline'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is kept on this device, as text. @param {Person} person */
const keptBy = (person) => person.page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.open('dialogo');
  request.onsuccess = () => {
    const all = request.result.transaction('kept').objectStore('kept').getAll();
    all.onsuccess = () => resolve(JSON.stringify(all.result));
    request.result.close();
  };
}));

/** @param {Person} person @param {(kept: string) => boolean} wanted */
async function keeps(person, wanted) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (wanted(String(await keptBy(person)))) return;
    await person.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.fail(String(await keptBy(person)));
}

test('offline one reads what was said and writes what is sent later, over reloads; a log-out leaves nothing behind', async () => {
  const fay = await Person.arrives(browser, server.url, 'fay', { ...desktop, serviceWorkers: 'allow' });
  const { page } = fay;
  await fay.registers('Fay');
  await fay.creates('Island');
  await fay.says('before the storm');
  await fay.nothingPending();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await fay.sees('before the storm');
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller !== null), true);
  await keeps(fay, (kept) => kept.includes('before the storm'));

  await server.halt();
  await page.reload();
  await fay.isIn('Island');
  await fay.sees('before the storm');
  await page.getByText('The connection was lost.').first().waitFor();
  await fay.says('in the middle of it');
  await fay.log.getByText('Waiting for the connection').waitFor();
  await page.reload();
  await fay.sees('in the middle of it');
  await page.getByRole('link', { name: 'Your profile' }).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await page.getByRole('link', { name: /Island/ }).click();
  await server.start();
  await fay.nothingPending();
  await fay.says('after it');
  await fay.nothingPending();
  await page.reload();
  await fay.sees('after it');
  assert.deepEqual(await fay.said(), ['before the storm', 'in the middle of it', 'after it']);

  await page.goto(`${server.url}/profile`);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await keeps(fay, (kept) => kept === '[]');
  fay.isContent();
  await fay.leaves();
});
