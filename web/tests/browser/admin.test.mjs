// Keeping order on the whole server: an admin closes an account and opens it again; and who did what is there to be read.

import { after, before, test } from 'node:test';
import { PASSWORD, Person, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('admin'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('an admin suspends an account and reinstates it, and the logs tell who did what', async () => {
  const ada = await Person.arrives(browser, server.url, 'ada', phone);
  const bob = await Person.arrives(browser, server.url, 'bob', desktop);
  await ada.registers('Ada');
  await bob.registers('Bob');
  await ada.creates('Engine room');
  await bob.looksUp('Engine room');
  await bob.isIn('Engine room');
  await bob.says('Something rude.');
  await ada.sees('Something rude.');
  await ada.actsOn('Something rude.', 'Delete');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await ada.page.getByRole('button', { name: 'Details and members' }).click();
  await ada.page.getByRole('button', { name: 'Who did what' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByText('Ada deleted a message of Bob').waitFor();
  await ada.isAccessible('who did what in a chat');
  await ada.fitsTheScreen();
  if (await bob.page.getByRole('button', { name: 'Who did what' }).count()) throw new Error('a member does not read the log');

  await server.runs('admin', 'grant', 'ada');
  await ada.page.goto(`${server.url}/profile`);
  await ada.page.getByRole('link', { name: 'Look after the accounts' }).click();
  await ada.page.getByRole('heading', { name: 'This server', level: 1 }).waitFor();
  await ada.page.getByLabel('Find a person').fill('bob');
  await ada.page.getByText('@ada · ').waitFor({ state: 'detached' });
  await ada.isAccessible('the accounts');
  await ada.fitsTheScreen();
  await ada.page.getByRole('button', { name: 'Suspend Bob' }).click();
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await ada.page.getByRole('button', { name: 'Reinstate Bob' }).waitFor();
  await ada.isAccessible('a suspended account');

  await bob.page.getByRole('heading', { name: 'Log in' }).waitFor();
  await bob.page.getByLabel('Username').fill('bob');
  await bob.page.getByLabel('Password').fill(PASSWORD);
  await bob.page.getByRole('button', { name: 'Log in' }).click();
  await bob.page.getByText('This account is suspended. Ask whoever runs this server.').waitFor();

  await ada.page.getByRole('button', { name: 'Reinstate Bob' }).click();
  await ada.page.getByRole('button', { name: 'Suspend Bob' }).waitFor();
  await bob.logsIn();
  await ada.page.getByRole('button', { name: 'Who did what' }).click();
  await dialog.getByText('Ada suspended Bob').waitFor();
  await dialog.getByText('The command line made Ada an admin').waitFor();
  await ada.isAccessible('who did what on the server');
  ada.isContent();
  await ada.leaves();
  await bob.leaves();
});
