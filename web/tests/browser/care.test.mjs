// User text stays text, and everything works by keyboard.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('care'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const PAYLOADS = [
  '<script>window.__x=1</script>', '<img src=x onerror="window.__x=1">', '<svg onload=window.__x=1>', '"><iframe srcdoc="<script>parent.__x=1</script>">',
  "javascript:window.__x=1", 'data:text/html,<script>window.__x=1</script>', '</title><script>window.__x=1</script>', '{{constructor.constructor("window.__x=1")()}}',
  '[x](javascript:window.__x=1)', '<a href="javascript:window.__x=1">x</a>', '&lt;b&gt;not bold&lt;/b&gt;', '<math><mi xlink:href="javascript:window.__x=1">', "'-window.__x=1-'",
];

test('what people write is shown as they wrote it, and never run', async () => {
  const kim = await Person.arrives(browser, server.url, 'kim');
  await kim.registers('<b>Kim</b>');
  const name = '<img src=x onerror=window.__x=1>';
  await kim.creates(name, { description: '<script>window.__x=1</script>' });
  for (const payload of PAYLOADS) await kim.says(payload);
  await kim.nothingPending();
  await kim.page.reload();
  await kim.sees(/** @type {string} */ (PAYLOADS.at(-1)));
  assert.deepEqual(await kim.said(), PAYLOADS);
  await kim.isIn(name);
  await kim.page.getByRole('navigation').getByText('<b>Kim</b>').waitFor();
  await kim.page.goto(`${server.url}/profile`);
  await kim.page.getByRole('link', { name: /onerror/ }).waitFor();
  assert.equal(await kim.page.evaluate(() => /** @type {any} */ (globalThis).__x), undefined);
  kim.isContent();
  await kim.leaves();
});

test('a script that got into the page does not run', async () => {
  const oda = await Person.arrives(browser, server.url, 'oda');
  await oda.page.goto(server.url);
  // Later, on the page's own account: what a debugger evaluates is let through.
  await oda.page.evaluate(() => new Promise((resolve) => setTimeout(() => {
    const script = document.createElement('script');
    try {
      script.text = 'window.__x = 1';
    } catch {
      // Trusted Types say no before the policy of the page has to.
    }
    document.body.append(script);
    try {
      // The point of it.
      (0, eval)('window.__x = 1');
    } catch {
      // Blocked.
    }
    resolve(null);
  })));
  assert.equal(await oda.page.evaluate(() => /** @type {any} */ (globalThis).__x), undefined);
  await oda.leaves();
});

test('links open elsewhere and carry nothing along; towers and turned text keep to their place', async () => {
  const leo = await Person.arrives(browser, server.url, 'leo');
  await leo.registers();
  await leo.creates('Odd text');
  await leo.says('see https://example.org/a_(b), or mailto:leo@example.org. not javascript:alert(1)');
  await leo.nothingPending();
  const links = await leo.log.getByRole('link').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('rel'), a.getAttribute('target')]));
  const safe = ['noopener noreferrer nofollow', '_blank'];
  assert.deepEqual(links, [['https://example.org/a_(b)', ...safe], ['mailto:leo@example.org', ...safe]]);

  await leo.says('before');
  await leo.says('שלום \u202eעולם abc');
  await leo.says('after');
  await leo.nothingPending();
  const heights = await leo.log.locator('.message').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height < 120), String(heights));
  await leo.fitsTheScreen();
  await leo.says('w'.repeat(3000));
  await leo.nothingPending();
  await leo.fitsTheScreen();
  leo.isContent();
  await leo.leaves();
});

test('a message that is too long is counted and stays', async () => {
  const mia = await Person.arrives(browser, server.url, 'mia');
  await mia.registers();
  await mia.creates('Bounds');
  await mia.writingField.fill('😀'.repeat(4001));
  await mia.page.getByText('1 too many').waitFor();
  await mia.writingField.press('Enter');
  assert.equal(await mia.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
  assert.deepEqual(await mia.said(), []);
  await mia.writingField.fill('😀'.repeat(4000));
  await mia.page.getByText('0 left').waitFor();
  await mia.writingField.press('Shift+Enter');
  await mia.writingField.press('Enter');
  await mia.sees('😀'.repeat(4000));
  await mia.nothingPending();
  assert.deepEqual(await mia.said(), ['😀'.repeat(4000)]);
  mia.isContent();
  await mia.leaves();
});

test('by keyboard alone: log in, open a chat, write, look at the members', async () => {
  const ned = await Person.arrives(browser, server.url, 'ned');
  await ned.registers();
  await ned.creates('Keys');
  await ned.page.evaluate(() => localStorage.clear());
  await ned.page.goto(`${server.url}/login`);
  const { keyboard } = ned.page;
  await ned.page.getByLabel('Username').and(ned.page.locator(':focus')).waitFor();
  await keyboard.type('ned');
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await ned.page.getByRole('link', { name: /Keys/ }).waitFor();

  const tabTo = async (/** @type {import('playwright-core').Locator} */ target) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    assert.fail(`${target} cannot be reached`);
  };
  await tabTo(ned.page.getByRole('link', { name: /Keys/ }));
  const outline = await ned.page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineStyle);
  assert.notEqual(outline, 'none', 'the focus is to be seen');
  await keyboard.press('Enter');
  await ned.writingField.and(ned.page.locator(':focus')).waitFor();
  await keyboard.type('no mouse');
  await keyboard.press('Enter');
  await ned.sees('no mouse');

  await tabTo(ned.page.getByRole('button', { name: 'Chat settings' }));
  await keyboard.press('Enter');
  await ned.page.getByRole('dialog').waitFor();
  await keyboard.press('Escape');
  await ned.page.getByRole('dialog').waitFor({ state: 'detached' });
  await ned.page.getByRole('button', { name: 'Chat settings' }).and(ned.page.locator(':focus')).waitFor();
  ned.isContent();
  await ned.leaves();
});
