// What helps while one writes: markup, its keys and preview.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('writing'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const RICH = [
  '**bold** and *italic*, `code` and https://example.org/_x_y', '> quoted **so**', '', '- one', '- two', '', '```js', 'if (a < b) { *stay* }', '```', 'the end',
].join('\n');
const HOSTILE = [
  '**<img src=x onerror="window.__x=1">**', '`<script>window.__x=1</script>`', '```html\n<svg onload=window.__x=1>\n```', '> <iframe srcdoc="<script>parent.__x=1</script>">',
  '- [x](javascript:window.__x=1)', '**javascript:window.__x=1**', '*https://a.example/"onmouseover="window.__x=1*', '![x](data:text/html,<script>window.__x=1</script>)',
  '1. <a href="javascript:window.__x=1">x</a>', '**\u2028<b>\u2028**',
];

test('marks make bold, italic, code, quotes and lists, and nothing in them runs', async () => {
  const una = await Person.arrives(browser, server.url, 'una');
  await una.registers();
  await una.creates('Markup');
  await una.writingField.fill(RICH);
  await una.writingField.press('Enter');
  await una.nothingPending();
  const body = una.log.locator('.message-body').first();
  const texts = (/** @type {string} */ tag) => body.locator(tag).allTextContents();
  assert.deepEqual([await texts('strong'), await texts('em'), await texts('code:not(pre code)')], [['bold', 'so'], ['italic'], ['code']]);
  assert.deepEqual([await texts('blockquote'), await texts('ul > li'), await texts('pre')], [['quoted so'], ['one', 'two'], ['if (a < b) { *stay* }']]);
  assert.equal(await body.getByRole('link').getAttribute('href'), 'https://example.org/_x_y');
  await una.isAccessible('markup');

  for (const text of HOSTILE) {
    await una.writingField.fill(text);
    await una.writingField.press('Enter');
  }
  await una.nothingPending();
  assert.equal(await una.log.locator('img, script, svg:not(.icon), iframe').count(), 0);
  const hrefs = await una.log.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(hrefs.every((href) => href?.startsWith('https://')), String(hrefs));
  assert.equal(await una.page.evaluate(() => /** @type {any} */ (globalThis).__x), undefined);
  una.isContent();
  await una.leaves();
});

test('Ctrl+B and Ctrl+I put marks, a preview shows them, and the text can be had as it was typed', async () => {
  const ava = await Person.arrives(browser, server.url, 'ava');
  await ava.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ava.registers();
  await ava.creates('Keys of markup');
  const field = ava.writingField;
  await field.fill('now');
  assert.equal(await ava.page.getByRole('button', { name: 'Preview' }).isVisible(), false);
  await field.press('Control+a');
  await field.press('Control+b');
  // What answers to the keys may come after them.
  await ava.page.waitForFunction((field) => /** @type {HTMLTextAreaElement} */ (field).value === '**now**', await field.elementHandle());
  await field.press('Control+i');
  assert.equal(await field.inputValue(), '***now***');
  await ava.page.getByRole('button', { name: 'Preview' }).click();
  await ava.page.getByRole('region', { name: 'Preview' }).getByText('now').waitFor();
  assert.equal(await ava.page.locator('.preview strong em').textContent(), 'now');
  await ava.isAccessible('preview');
  await field.press('Control+z');
  assert.equal(await field.inputValue(), '**now**');
  await field.press('Control+b');
  assert.equal(await field.inputValue(), 'now');
  await field.fill('**kept**');
  await field.press('Enter');
  await ava.nothingPending();
  await ava.actsOn('kept', 'Copy text');
  await ava.page.getByText('Copied.').waitFor();
  assert.equal(await ava.page.evaluate(() => navigator.clipboard.readText()), '**kept**');
  ava.isContent();
  await ava.leaves();
});

test('names and emoji are completed by keyboard, and all emoji are found by their names', async () => {
  const [ben, zoe] = [await Person.arrives(browser, server.url, 'ben', { ...desktop, colorScheme: 'dark' }), await Person.arrives(browser, server.url, 'zoe-x')];
  await ben.registers('Ben');
  await ben.creates('Completion');
  await zoe.registers('Zoe Quill');
  await zoe.looksUp('Completion');
  await zoe.isIn('Completion');

  const { keyboard } = ben.page;
  await ben.writingField.focus();
  await keyboard.type('hello @qu');
  const names = ben.page.getByRole('listbox', { name: 'Suggestions' });
  await names.getByRole('option', { name: /Zoe Quill/, selected: true }).waitFor();
  await ben.isAccessible('suggestions');
  assert.equal(await ben.writingField.getAttribute('aria-activedescendant'), await names.getByRole('option').getAttribute('id'));
  await keyboard.press('Enter');
  assert.equal(await ben.writingField.inputValue(), 'hello @zoe-x ');
  await names.waitFor({ state: 'hidden' });
  await keyboard.type(':par');
  await names.getByRole('option').nth(1).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Escape');
  await names.waitFor({ state: 'hidden' });
  await keyboard.type('ty_pop');
  await names.getByRole('option', { name: /party popper/ }).waitFor();
  await keyboard.press('Tab');
  assert.equal(await ben.writingField.inputValue(), 'hello @zoe-x 🎉 ');
  await keyboard.type(':crab:');
  await ben.page.waitForFunction(() => document.querySelector('textarea')?.value.includes('🦀'));

  await ben.page.getByRole('button', { name: 'Emoji', exact: true }).click();
  await ben.page.getByRole('dialog').getByRole('button', { name: 'grinning face', exact: true }).waitFor();
  await ben.isAccessible('all emoji');
  await ben.page.getByLabel('Search emoji').press('ArrowDown');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await ben.page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await ben.writingField.inputValue(), 'hello @zoe-x 🎉 🦀 😃');
  await keyboard.press('Enter');
  await zoe.log.locator('.mention.me').waitFor();
  for (const person of [ben, zoe]) {
    person.isContent();
    await person.leaves();
  }
});

test('a long text that is pasted arrives to the letter', async () => {
  const [max, nia] = [await Person.arrives(browser, server.url, 'max-p'), await Person.arrives(browser, server.url, 'nia')];
  await max.registers();
  await max.creates('Pasting');
  await nia.registers();
  await nia.looksUp('Pasting');
  await nia.isIn('Pasting');
  const lines = Array.from({ length: 60 }, (_, at) => ['\tindented  twice', '', `line ${at}: àéîõü, 日本語, שלום, 👩🏽‍🚀`, 'trailing   '][at % 4]);
  const text = `begin\n${lines.join('\n')}\n${'x'.repeat(2_000)}\nend`;
  for (const { page } of [max, nia]) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await max.page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await max.writingField.focus();
  await max.page.keyboard.press('Control+v');
  assert.equal(await max.writingField.inputValue(), text);
  await max.writingField.press('Enter');
  await max.nothingPending();
  const body = nia.log.locator('.message-body');
  await body.waitFor();
  assert.equal(await body.textContent(), text);
  await nia.fitsTheScreen();
  await body.hover();
  await nia.log.getByRole('button', { name: /^Actions for the message/ }).click();
  await nia.page.getByRole('button', { name: 'Copy text' }).click();
  await nia.page.getByText('Copied.').waitFor();
  assert.equal(await nia.page.evaluate(() => navigator.clipboard.readText()), text);
  for (const person of [max, nia]) {
    person.isContent();
    await person.leaves();
  }
});
