// A new version of the client is offered, taken when its reader says so, and leaves nothing of the old one behind.

import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;
/** What stands in for the server of tomorrow: the same, with another service worker. */
let tomorrow = false;

const between = createServer((request, response) => {
  const { port } = new URL(server.url);
  const { 'accept-encoding': _plain, 'if-none-match': _known, ...headers } = request.headers;
  request.pipe(ask({ host: '127.0.0.1', port, method: request.method, path: request.url, headers }, (answer) => {
    if (!(tomorrow && request.url === '/sw.js')) {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      return void answer.pipe(response);
    }
    const { 'content-length': _length, etag: _tag, ...others } = answer.headers;
    /** @type {Buffer[]} */
    const parts = [];
    answer.on('data', (part) => parts.push(part)).on('end', () => {
      response.writeHead(200, others);
      response.end(String(Buffer.concat(parts)).replace(/(VERSION\s*=\s*)'[^']*'/, "$1'tomorrow'"));
    });
  }));
});
between.on('upgrade', (request, socket, head) => {
  const { port } = new URL(server.url);
  const wire = connect(Number(port), '127.0.0.1');
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  wire.write(`GET ${request.url} HTTP/1.1\r\n${headers}\r\n`);
  wire.write(head);
  for (const [one, other] of [[socket, wire], [wire, socket]]) one.on('error', () => other.destroy()).pipe(/** @type {any} */ (other));
});

before(async () => {
  [server, browser] = await Promise.all([Server.start('version'), launch()]);
  await new Promise((resolve) => between.listen(0, '127.0.0.1', () => resolve(null)));
});
after(async () => {
  await browser?.close();
  between.closeAllConnections();
  between.close();
  await server?.stop();
});

test('a new version is offered, and taken by a press for all pages of the browser', async () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (between.address());
  const ivy = await Person.arrives(browser, `http://127.0.0.1:${port}`, 'ivy', { ...desktop, serviceWorkers: 'allow' });
  const { page } = ivy;
  await ivy.registers('Ivy');
  await ivy.creates('Versions');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await ivy.isIn('Versions');
  const kept = () => page.evaluate(() => caches.keys());
  const [today] = await kept();
  assert.match(today, /^dialogo-./);
  assert.equal(await page.getByText('There is a new version').count(), 0);

  // Before there is one: while a page is still being read through the worker of before, Chromium may put off the change to the next one by minutes.
  // So whoever comes while there is one is asked, and goes again.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('link', { name: 'Versions' }).first().waitFor();

  tomorrow = true;
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  const offer = page.getByRole('status', { name: 'Notes' });
  await offer.getByText('There is a new version of this page.').waitFor();
  await ivy.isAccessible('a new version is offered');
  await ivy.writingField.fill('kept over the reload');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  assert.ok((await kept()).includes(today), 'until then the page stays with its own files');
  await other.getByText('There is a new version of this page.').waitFor();
  const late = await page.context().newPage();
  await late.goto(page.url());
  await late.getByText('There is a new version of this page.').waitFor();
  await late.close();
  await Promise.all([page.waitForEvent('load'), other.waitForEvent('load'), offer.getByRole('button', { name: 'Reload' }).click()]);
  await ivy.isIn('Versions');
  await ivy.showsInField('kept over the reload');
  assert.equal(await other.getByText('There is a new version').count(), 0, 'another page of the same browser has it as well');
  await page.waitForFunction(async () => (await caches.keys()).join() === 'dialogo-tomorrow');
  assert.equal(await page.getByText('There is a new version').count(), 0);
  ivy.isContent();
  await ivy.leaves();
});
