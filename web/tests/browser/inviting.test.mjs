// How people come into chats that somebody else keeps: brought in by name, by a link, or because they asked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, Person, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('inviting'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('somebody is found by a part of the name and brought into a chat', async () => {
  const gil = await Person.arrives(browser, server.url, 'gil', phone);
  const hal = await Person.arrives(browser, server.url, 'hal');
  await gil.registers('Gil Blas');
  await hal.registers('Hal Incandenza');
  await hal.creates('Locked', { password: 'open sesame' });
  const details = hal.page.getByRole('complementary');
  await details.getByRole('button', { name: 'Add people' }).click();
  const dialog = hal.page.getByRole('dialog');
  await dialog.getByLabel('Find a person').fill('blas');
  await dialog.getByRole('button', { name: /Gil Blas/ }).waitFor();
  await hal.isAccessible('adding somebody');
  await dialog.getByRole('button', { name: /Gil Blas/ }).click();
  await hal.page.getByText('Gil Blas is in this chat now.').waitFor();
  await details.getByRole('heading', { name: 'Members (2)' }).waitFor();
  await gil.page.getByRole('link', { name: /Locked/ }).click();
  await gil.isIn('Locked');
  await gil.page.getByRole('button', { name: 'Details and members' }).click();
  await gil.page.getByRole('heading', { name: 'Members (2)' }).waitFor();
  await gil.page.getByRole('button', { name: 'Leave chat' }).waitFor();
  assert.equal(await gil.page.getByRole('button', { name: 'Add people' }).count(), 0, 'a member adds nobody');
  for (const person of [gil, hal]) {
    person.isContent();
    await person.leaves();
  }
});

test('a link leads a stranger through the registration into a private chat', async () => {
  const ida = await Person.arrives(browser, server.url, 'ida');
  await ida.registers('Ida');
  await ida.creates('Cellar', { password: 'open sesame', description: 'Only for us' });
  const details = ida.page.getByRole('complementary');
  await details.getByRole('button', { name: 'Chat settings' }).click();
  const dialog = ida.page.getByRole('dialog');
  await dialog.getByLabel('Who can find it').selectOption('private');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await details.getByText('Private: not listed').waitFor();

  await details.getByRole('button', { name: 'Invite by link' }).click();
  await dialog.getByText('There is no link into this chat.').waitFor();
  await dialog.getByLabel('How many people').selectOption('One');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await ida.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await ida.page.getByText('Copied.').waitFor();
  const link = await ida.page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /\/invite#[\w-]{22}$/);
  await dialog.getByText('0 of 1 came in').waitFor();
  await ida.isAccessible('inviting by link');

  const jon = await Person.arrives(browser, server.url, 'jon', phone);
  /** @type {string[]} */
  const asked = [];
  jon.page.on('request', (request) => asked.push(request.url()));
  await jon.page.goto(link);
  await jon.page.getByText('You are invited to a chat.').waitFor();
  await jon.isAccessible('an invitation before the log-in');
  await jon.page.getByRole('link', { name: 'Create an account' }).click();
  await jon.page.getByLabel('Username').fill('jon');
  await jon.page.getByLabel('Password').fill(PASSWORD);
  await jon.page.getByRole('button', { name: 'Create account' }).click();
  await jon.page.getByRole('heading', { name: 'Cellar' }).waitFor();
  await jon.page.getByText('Only for us').waitFor();
  await jon.isAccessible('an invitation');
  await jon.fitsTheScreen();
  await jon.page.getByLabel('Password of the chat').fill('open sesame');
  await jon.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await jon.isIn('Cellar');
  await jon.says('Here I am');
  assert.ok(asked.every((url) => !url.includes(link.slice(-22))), 'the code is in an address');

  await dialog.getByRole('button', { name: 'Close' }).click();
  await ida.sees('Here I am');
  await details.getByRole('button', { name: 'Invite by link' }).click();
  await dialog.getByText('There is no link into this chat.').waitFor();
  await jon.page.goto(link);
  await jon.page.getByRole('link', { name: 'You are in this chat: open it' }).click();
  await jon.isIn('Cellar');
  await dialog.getByLabel('Lets in without the password').check();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const other = await dialog.getByLabel('The link', { exact: true }).inputValue();
  await dialog.getByText('without the password').last().waitFor();
  await dialog.getByRole('button', { name: /^Revoke the link/ }).click();
  await dialog.getByText('There is no link into this chat.').waitFor();
  await jon.page.goto(other);
  await jon.page.getByText('This link does not lead anywhere').waitFor();
  await jon.isAccessible('a link that leads nowhere');
  for (const person of [ida, jon]) {
    person.isContent();
    await person.leaves();
  }
});

test('somebody asks to be let into a private chat, takes it back, and is let in', async () => {
  const kay = await Person.arrives(browser, server.url, 'kay');
  const leo = await Person.arrives(browser, server.url, 'leo', phone);
  await kay.registers('Kay');
  await kay.creates('Observatory', { description: 'For those who stay up' });
  const details = kay.page.getByRole('complementary');
  await details.getByRole('button', { name: 'Chat settings' }).click();
  const dialog = kay.page.getByRole('dialog');
  await dialog.getByLabel('Who can find it').selectOption('private');
  await dialog.getByLabel('If private: others find its name').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const requests = details.getByRole('button', { name: /^Requests to join/ });
  await requests.waitFor();

  await leo.registers('Leo');
  await leo.page.goto(`${server.url}/discover`);
  await leo.page.getByLabel('Search by name').fill('servat');
  const ask = leo.page.getByRole('button', { name: 'Ask to join Observatory' });
  const back = leo.page.getByRole('button', { name: 'Take the request back: Observatory' });
  await ask.click();
  const question = leo.page.getByRole('dialog');
  await question.getByLabel('What you want to say').fill('I have a telescope');
  await leo.isAccessible('asking to join');
  await question.getByRole('button', { name: 'Ask' }).click();
  await details.getByRole('button', { name: 'Requests to join 1' }).waitFor();
  await leo.page.reload();
  await leo.page.getByLabel('Search by name').fill('obs');
  await back.click();
  await ask.waitFor();
  await leo.fitsTheScreen();
  await details.getByRole('button', { name: 'Requests to join', exact: true }).waitFor();
  await ask.click();
  await question.getByLabel('What you want to say').fill('I have a telescope');
  await question.getByRole('button', { name: 'Ask' }).click();
  await back.waitFor();

  await kay.page.getByRole('link', { name: /Observatory.*1 request to join/ }).waitFor();
  await details.getByRole('button', { name: 'Requests to join 1' }).click();
  await dialog.getByText('I have a telescope').waitFor();
  await kay.isAccessible('who wants to join');
  await dialog.getByRole('button', { name: 'Accept Leo' }).click();
  await dialog.getByText('Nobody waits.').waitFor();
  await leo.page.getByRole('link', { name: 'Back to the chats' }).click();
  await leo.page.getByRole('link', { name: /Observatory/ }).click();
  await leo.isIn('Observatory');
  for (const person of [kay, leo]) {
    person.isContent();
    await person.leaves();
  }
});
