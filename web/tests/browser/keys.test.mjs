// From chat to chat by keyboard, and where the keys are told.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('keys'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`Ctrl+K goes to any chat, Alt with an arrow to the next, ? tells all keys: ${colorScheme}`, async () => {
    const abe = await Person.arrives(browser, server.url, `abe-${colorScheme}`, { ...desktop, colorScheme });
    const { page } = abe;
    const { keyboard } = page;
    await abe.registers('Abe');
    for (const name of ['Garden', 'Kitchen', 'Workshop']) await abe.creates(name);
    await keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Go to' });
    await field.and(page.locator(':focus')).waitFor();
    await page.getByRole('option', { name: /Garden/ }).waitFor();
    await abe.isAccessible('go to');
    await keyboard.type('kit');
    await page.getByRole('option', { name: /Kitchen/, selected: true }).waitFor();
    assert.equal(await page.getByRole('listbox', { name: 'Places' }).getByRole('option').count(), 1);
    await keyboard.press('Enter');
    await abe.isIn('Kitchen');
    await keyboard.press('Alt+ArrowUp');
    await abe.isIn('Workshop');
    await keyboard.press('Alt+ArrowDown');
    await abe.isIn('Kitchen');
    // Where one writes, a question mark is one.
    await abe.writingField.press('?');
    await abe.showsInField('?');
    await keyboard.press('Control+k');
    await field.fill('nowhere');
    await page.getByText('You have no chat of this name.').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await abe.writingField.and(page.locator(':focus')).waitFor();

    await page.getByRole('log').focus();
    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Go to a chat').waitFor();
    await abe.isAccessible('all keys');
    await keyboard.press('Escape');
    await page.getByRole('log').and(page.locator(':focus')).waitFor();
    await keyboard.press('/');
    await page.getByRole('heading', { name: 'Search', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Fold the list' }).click();
    await abe.isAccessible('a folded list');
    await abe.fitsTheScreen();
    await page.reload();
    assert.equal(await page.getByRole('button', { name: 'Fold the list' }).getAttribute('aria-pressed'), 'true');
    await page.getByRole('link', { name: /Garden/ }).click();
    await abe.isIn('Garden');
    // What a browser shows of a desktop's page at 200 %.
    await page.setViewportSize({ width: 720, height: 450 });
    await abe.fitsTheScreen();
    await abe.writingField.click();
    await abe.isAccessible('at 200 %');
    // From right to left the page is its own mirror: the list of chats stands on the other side, and nothing hangs over.
    await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
    const [list, talk] = await Promise.all([page.getByRole('navigation').boundingBox(), page.getByRole('log').boundingBox()]);
    assert.ok((list?.x ?? 0) > (talk?.x ?? 0));
    await abe.fitsTheScreen();
    abe.isContent();
    await abe.leaves();
  });
}
