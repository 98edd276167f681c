// What one does to a message while there is no connection: told at once that it is not done, and never half of it. What was done while its
// answer was lost is seen by everybody, oneself included.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('lost-deeds'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Two in a chat, in which the first has said this. @param {string} name @param {string[]} said */
async function two(name, ...said) {
  const [una, vic] = [await Person.arrives(browser, server.url, `una-${name}`), await Person.arrives(browser, server.url, `vic-${name}`)];
  await una.registers('Una');
  await una.creates(name);
  await vic.registers('Vic');
  await vic.looksUp(name);
  await vic.isIn(name);
  for (const text of said) await una.says(text);
  await una.nothingPending();
  for (const text of said) await vic.sees(text);
  return { una, vic };
}

/** @param {Person} person @param {string} text @param {string} better */
async function edits(person, text, better) {
  await person.actsOn(text, 'Edit');
  const editor = person.page.getByRole('textbox', { name: 'Edit message' });
  await editor.fill(better);
  await editor.press('Enter');
  return editor;
}

/** @param {Person} person @param {string} text */
async function deletes(person, text) {
  await person.actsOn(text, 'Delete');
  await person.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
}

/** @param {Person} person */
async function isToldAndGoesOn({ page }) {
  await page.getByText('Taken back: The connection was lost. Try again when it is back.').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

/** @param {Person} person @param {string} emoji */
const reaction = ({ log }, emoji) => log.locator('.reactions').getByText(emoji);

/** Changed, one reacted to, one gone. @param {Person} person */
async function hasAll(person) {
  await person.log.getByText('better (edited)').waitFor();
  await reaction(person, '👍').waitFor();
  await person.log.getByText('for nobody', { exact: true }).waitFor({ state: 'detached' });
}

test('without a connection an edit, a reaction and a deletion are taken back with a word, and done when it is back', async () => {
  const { una, vic } = await two('Island', 'good', 'for all', 'for nobody');
  await server.halt();
  await una.page.getByText('The connection was lost. Reconnecting').first().waitFor();
  const editor = await edits(una, 'good', 'better');
  await isToldAndGoesOn(una);
  assert.equal(await editor.inputValue(), 'better', 'to go on with');
  await una.actsOn('for all', 'React with 👍');
  await isToldAndGoesOn(una);
  assert.equal(await reaction(una, '👍').count(), 0);
  await deletes(una, 'for nobody');
  await isToldAndGoesOn(una);
  await una.sees('for nobody');

  await server.start();
  await una.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  assert.equal(await editor.inputValue(), 'better', 'still there');
  assert.deepEqual(await vic.said(), ['good', 'for all', 'for nobody'], 'nothing of it was done');
  await editor.press('Enter');
  await una.actsOn('for all', 'React with 👍');
  await deletes(una, 'for nobody');
  for (const person of [una, vic]) await hasAll(person);
  for (const person of [una, vic]) {
    await person.page.reload();
    await hasAll(person);
    person.isContent();
    await person.leaves();
  }
});

test('an edit, a reaction and a deletion whose answers are lost with the connection are seen by both', async () => {
  const { una, vic } = await two('Bridge', 'good', 'for all', 'for nobody');
  let deaf = false;
  await una.isIntercepted({ down: () => !deaf });
  await una.page.reload();
  await una.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  deaf = true;
  await edits(una, 'good', 'better');
  await una.actsOn('for all', 'React with 👍');
  await deletes(una, 'for nobody');
  for (const person of [una, vic]) await hasAll(person);
  await server.halt();
  await una.page.getByText('Taken back: The connection was lost.').first().waitFor();
  await una.sees('for nobody');
  deaf = false;
  await server.start();
  await una.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await una.page.getByRole('textbox', { name: 'Edit message' }).press('Enter'); // where it stands as it is by now
  for (const person of [una, vic]) await hasAll(person);
  await una.page.reload();
  await hasAll(una);
  for (const person of [una, vic]) {
    person.isContent();
    await person.leaves();
  }
});
