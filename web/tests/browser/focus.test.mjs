// The focus: where one expects it, to be seen, and never lost. And what somebody sees who asks for no motion, or for the system's own colours.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @typedef {import('playwright-core').Locator} Locator */

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('focus'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** @param {Person} person @param {Locator} target */
const isAt = ({ page }, target) => target.and(page.locator(':focus')).waitFor();

/** The focus is on something, within a part of the page. @param {Person} person @param {string} part */
const isWithin = ({ page }, part) => page.waitForFunction((part) => document.activeElement !== document.body && document.activeElement?.closest(part), part);

/** @param {Person} person @param {string} text */
const actionsOf = ({ log }, text) => log.getByRole('listitem').filter({ hasText: text }).getByRole('button', { name: /^Actions for the message/ });

test('after whatever one does by keyboard, the focus is where one goes on', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada', desktop);
  const bob = await Person.arrives(browser, server.url, 'bob', phone);
  const { page } = ada;
  const dialog = page.getByRole('dialog');
  await ada.registers('Ada');
  await bob.registers('Bob');
  await ada.creates('Keys');
  await bob.looksUp('Keys');
  await bob.isIn('Keys');
  await bob.says('from Bob');
  for (const text of ['one', 'two', 'three']) await ada.says(text);
  await ada.nothingPending();
  await isAt(ada, ada.writingField);

  // A dialog gives it back.
  await actionsOf(ada, 'two').press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await isAt(ada, actionsOf(ada, 'two'));

  // What is deleted leaves it to what stands beside it.
  await actionsOf(ada, 'two').press('Enter');
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
  await ada.log.getByText('two', { exact: true }).waitFor({ state: 'detached' });
  await isWithin(ada, '.timeline');

  // What somebody else changes keeps it.
  await actionsOf(ada, 'from Bob').focus();
  await bob.actsOn('from Bob', 'Edit');
  await bob.log.getByRole('textbox').fill('from Bob, again');
  await bob.log.getByRole('textbox').press('Enter');
  await ada.sees('from Bob, again (edited)');
  await isAt(ada, actionsOf(ada, 'from Bob, again'));

  // What one was changing gives it back, changed or not.
  await ada.writingField.press('ArrowUp');
  await isAt(ada, ada.log.getByRole('textbox'));
  await page.keyboard.press('Escape');
  await isAt(ada, actionsOf(ada, 'three'));

  // A note that is dismissed, and a person who leaves a list.
  await page.getByRole('button', { name: 'Leave chat' }).press('Enter');
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.getByRole('button', { name: 'Actions for Bob' }).press('Enter');
  await dialog.getByRole('button', { name: 'Ban' }).press('Enter');
  await dialog.getByRole('button', { name: 'Ban' }).press('Enter');
  await page.getByText('Members (1)').waitFor();
  await isWithin(ada, '.details');
  await page.getByRole('button', { name: 'Banned people' }).press('Enter');
  await dialog.getByRole('button', { name: 'Unban Bob' }).press('Enter');
  await dialog.getByRole('listitem').waitFor({ state: 'detached' });
  await isWithin(ada, 'dialog');
  await page.keyboard.press('Escape');
  await isAt(ada, page.getByRole('button', { name: 'Banned people' }));

  // Another chat is one to write in.
  await ada.creates('Locks');
  await isAt(ada, ada.writingField);
  await page.getByRole('link', { name: /Keys/ }).press('Enter');
  await ada.isIn('Keys');
  await isAt(ada, ada.writingField);
  for (const person of [ada, bob]) {
    person.isContent();
    await person.leaves();
  }
});

test('wherever the Tab key leads, one sees where one is, and nothing lies over it', async () => {
  const cy = await Person.arrives(browser, server.url, 'cyd', desktop);
  const { page } = cy;
  await cy.registers('Cy');
  await cy.creates('Tour');
  for (let n = 1; n <= 12; n += 1) await cy.says(`message ${n}, with https://example.org/${n}`);
  await cy.nothingPending();
  await page.getByRole('button', { name: 'Leave chat' }).click(); // a note lies over the page
  /** @type {Set<string>} */
  const seen = new Set();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const outlined = [element, element.parentElement].some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
      const shows = (/** @type {number} */ part) => {
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
        return top !== null && (element.contains(top) || top.contains(element));
      };
      return { name: element.outerHTML.slice(0, 120), outlined, clear: [0.1, 0.5, 0.9].some(shows) };
    });
    if (!at) continue; // the window around
    assert.ok(at.outlined, `not to be seen: ${at.name}`);
    assert.ok(at.clear, `under something: ${at.name}`);
    seen.add(at.name);
  }
  assert.ok(seen.size > 20, `${seen.size} places`);
  cy.isContent();
  await cy.leaves();
});

test('nothing moves for those who ask for that, and much that comes at once is told in few words', async () => {
  const dot = await Person.arrives(browser, server.url, 'dot', desktop);
  const eve = await Person.arrives(browser, server.url, 'eve', desktop);
  const { page } = dot;
  await dot.registers('Dot');
  await eve.registers('Eve');
  await dot.creates('Still');
  await eve.looksUp('Still');
  await eve.isIn('Still');
  const speed = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--slow').trim());
  assert.equal(await speed(), '0ms');
  await page.getByRole('button', { name: 'Fold the list' }).click();
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notEqual(await speed(), '0ms');

  await page.evaluate(() => {
    const told = document.querySelector('.announcer');
    const all = ((/** @type {any} */ (globalThis)).told = /** @type {string[]} */ ([]));
    new MutationObserver(() => all.push(told?.textContent ?? '')).observe(/** @type {Node} */ (told), { childList: true, characterData: true, subtree: true });
  });
  for (let n = 1; n <= 15; n += 1) await eve.says(`word ${n}`);
  await eve.nothingPending();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).told.at(-1)?.includes('word 15'));
  const told = await page.evaluate(() => /** @type {any} */ (globalThis).told);
  assert.ok(told.length < 15, `${told.length} announcements of 15 messages`);
  assert.ok(told.some((/** @type {string} */ words) => /^\d+ new messages\. Eve: /.test(words)), String(told));
  for (const person of [dot, eve]) {
    person.isContent();
    await person.leaves();
  }
});

test('in the system’s own colours one still sees what is chosen, pressed and unread', async () => {
  const fay = await Person.arrives(browser, server.url, 'fay', { ...desktop, forcedColors: 'active' });
  const { page } = fay;
  await fay.registers('Fay');
  await fay.creates('Plain');
  await fay.says('seen');
  await fay.nothingPending();
  await fay.isAccessible('forced colours');
  const edge = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((element) => {
    const { outlineStyle, borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' || (borderTopStyle !== 'none' && borderTopWidth !== '0px');
  });
  assert.ok(await edge('.chat-item[aria-current]'), 'the chat that is open');
  await page.getByRole('button', { name: 'Fold the list' }).click();
  assert.ok(await edge('.fold[aria-pressed="true"]'), 'a button that is pressed');
  await page.getByRole('button', { name: 'Fold the list' }).click();
  await page.keyboard.press('Control+k');
  assert.ok(await edge('[role="option"][aria-selected="true"]'), 'the marked one of a list');
  await page.keyboard.press('Escape');
  fay.isContent();
  await fay.leaves();
});
