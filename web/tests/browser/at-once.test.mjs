// What one does is seen at once, and taken back when it is refused; another chat is there at once, and nothing moves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('at-once'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const REFUSED = { code: 'forbidden', detail: 'no' };

test('an edit, a deletion, a pin and saving are seen before the answer, and taken back when it is no', async () => {
  const una = await Person.arrives(browser, server.url, 'una');
  const { page, log } = una;
  /** Answers what waits. @type {(() => void)[]} */
  const answers = [];
  await page.routeWebSocket(/\/api\/v1\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { id, type } = JSON.parse(String(text));
      if (!/^message\.(edit|delete|pin)$/.test(type)) return server.send(text);
      answers.push(() => socket.send(JSON.stringify({ type: 'error', re: id, data: REFUSED })));
    });
    server.onMessage((text) => socket.send(text));
  });
  await page.route(/\/bookmarks\/|\/notifications$/, (route) =>
    void answers.push(() => void route.fulfill({ status: 403, contentType: 'application/problem+json', json: { ...REFUSED, status: 403 } })));
  await una.registers('Una');
  await una.creates('Garden');
  await una.says('as it was');
  await una.nothingPending();

  /** @param {() => Promise<unknown>} seen @param {() => Promise<unknown>} undone */
  const refused = async (seen, undone) => {
    await seen();
    while (answers.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    /** @type {() => void} */ (answers.shift())();
    await undone();
    await page.getByText('Taken back: You may not do this here.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
  };
  await una.actsOn('as it was', 'Edit');
  const editor = page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill('as it will be');
  await editor.press('Enter');
  await refused(() => log.getByText('as it will be (edited)').waitFor(), () => editor.waitFor());
  assert.equal(await editor.inputValue(), 'as it will be', 'to go on with');
  await editor.press('Escape');
  await una.sees('as it was');

  await una.actsOn('as it was', 'Pin');
  await refused(() => log.getByText('Pinned', { exact: true }).waitFor(), () => log.getByText('Pinned', { exact: true }).waitFor({ state: 'detached' }));
  await una.actsOn('as it was', 'Save');
  await refused(() => log.getByText('Saved', { exact: true }).waitFor({ state: 'attached' }), () => log.getByText('Saved', { exact: true }).waitFor({ state: 'detached' }));
  await una.actsOn('as it was', 'Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await refused(() => log.getByText('as it was', { exact: true }).waitFor({ state: 'detached' }), () => una.sees('as it was'));
  const level = page.getByLabel('Tell me of');
  await level.selectOption('Nothing');
  await refused(async () => assert.equal(await level.inputValue(), 'none'), () => page.waitForFunction(() => /** @type {any} */ (document.querySelector('.notify select'))?.value === 'all'));
  una.isContent();
  await una.leaves();
});

test('what was not answered before a log-out is not told after it', async () => {
  const zoe = await Person.arrives(browser, server.url, 'zoe');
  const { page } = zoe;
  let asked = 0;
  await zoe.isIntercepted({ up: ({ type }) => type !== 'message.edit' || !(asked += 1) });
  await zoe.registers('Zoe');
  await zoe.creates('Cellar');
  await zoe.says('as it was');
  await zoe.nothingPending();
  await zoe.actsOn('as it was', 'Edit');
  await page.getByRole('textbox', { name: 'Edit message' }).fill('as it will be');
  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter');
  await zoe.log.getByText('as it will be (edited)').waitFor();
  assert.equal(asked, 1);
  await page.getByRole('link', { name: 'Your profile' }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.equal(await page.getByText('Taken back').count(), 0);
  zoe.isContent();
  await zoe.leaves();
});

test('another chat is there without a question to the server, and nothing moves', async () => {
  const sue = await Person.arrives(browser, server.url, 'sue');
  const { page } = sue;
  await sue.registers('Sue');
  for (const chat of ['North', 'South']) {
    await sue.creates(chat);
    for (let n = 1; n <= 12; n += 1) await sue.says(`${chat} ${n}`);
    await sue.sees(`${chat} 12`);
    await sue.nothingPending();
  }
  // From here on no question is answered.
  await page.route(/\/api\//, () => {});
  await page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.moved = [];
    new PerformanceObserver((list) => all.moved.push(...list.getEntries().map((/** @type {any} */ entry) => entry.value))).observe({ type: 'layout-shift' });
  });
  for (const chat of ['North', 'South', 'North']) {
    await page.getByRole('navigation', { name: 'Chats' }).getByRole('link', { name: new RegExp(chat) }).click();
    await sue.isIn(chat);
    await sue.sees(`${chat} 12`);
  }
  // In which order the two stand does not change by looking at them.
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).moved), []);
  sue.isContent();
  await sue.leaves();
});

test('a message that was being changed is so again when its page begins anew, and not after a log-out', async () => {
  const kai = await Person.arrives(browser, server.url, 'kai');
  const { page } = kai;
  const editor = page.getByRole('textbox', { name: 'Edit message' });
  await kai.registers('Kai');
  await kai.creates('Attic');
  await kai.says('as it was');
  await kai.nothingPending();
  await kai.actsOn('as it was', 'Edit');
  await editor.fill('half of what');
  await page.reload();
  await editor.waitFor();
  assert.equal(await editor.inputValue(), 'half of what');
  await editor.fill('half of what it will be');
  await page.getByRole('link', { name: 'Your profile' }).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await page.goBack();
  await editor.waitFor();
  assert.equal(await editor.inputValue(), 'half of what it will be');
  await page.getByRole('link', { name: 'Your profile' }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  kai.isContent();
  await kai.leaves();
});

test('a chat whose mark as unread is refused goes on being read', async () => {
  const gil = await Person.arrives(browser, server.url, 'gil');
  const ian = await Person.arrives(browser, server.url, 'ian');
  let refusals = 0;
  await gil.page.routeWebSocket(/\/api\/v1\/ws$/, (page) => {
    const server = page.connectToServer();
    page.onMessage((text) => {
      const { id, type, data } = JSON.parse(String(text));
      if (type !== 'read' || !data.mark_unread) return server.send(text);
      refusals += 1;
      page.send(JSON.stringify({ type: 'error', re: id, data: REFUSED }));
    });
    server.onMessage((text) => page.send(text));
  });
  await gil.registers('Gil');
  await gil.creates('Orchard');
  await ian.registers('Ian');
  await ian.looksUp('Orchard');
  await ian.isIn('Orchard');
  await ian.says('first');
  await ian.says('second');
  await gil.sees('second');
  await gil.actsOn('first', 'Mark unread from here');
  await gil.page.getByText('Taken back: ').waitFor();
  assert.equal(refusals, 1);
  await gil.log.getByText('New messages').waitFor({ state: 'detached' });
  await ian.says('third');
  await gil.sees('third');
  await gil.page.waitForFunction(() => !document.title.startsWith('('));
  for (const person of [gil, ian]) {
    person.isContent();
    await person.leaves();
  }
});
