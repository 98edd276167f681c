// The page in another language: chosen by the browser, or by the reader.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, Person, desktop, launch } from './people.mjs';
import { Server } from './server.mjs';

/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;

before(async () => {
  [server, browser] = await Promise.all([Server.start('languages'), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a browser that speaks Portuguese gets the page in it, until its reader chooses English', async () => {
  const rui = await Person.arrives(browser, server.url, 'rui', { ...desktop, locale: 'pt-BR' });
  const { page } = rui;
  await page.goto(`${server.url}/register`);
  await page.getByRole('heading', { name: 'Criar uma conta' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'pt-BR');
  await rui.isAccessible('register, in Portuguese');
  // What the server objects to is said in the reader's language too.
  await page.getByLabel('Nome de usuário').fill('r!');
  await page.getByLabel('Senha').fill('password');
  await page.getByRole('button', { name: 'Criar a conta' }).click();
  await page.getByText('Um nome de usuário tem de 3 a 32 letras ou algarismos').waitFor();
  await page.getByLabel('Nome de usuário').fill('rui');
  await page.getByRole('button', { name: 'Criar a conta' }).click();
  await page.getByText('Esta senha é uma das primeiras que alguém tentaria.').waitFor();
  await page.getByLabel('Senha').fill(PASSWORD);
  await page.getByRole('button', { name: 'Criar a conta' }).click();
  await page.getByRole('button', { name: 'Nova conversa' }).click();
  await page.getByRole('dialog').getByLabel('Nome', { exact: true }).fill('Feira');
  await page.getByRole('dialog').getByRole('button', { name: 'Criar a conversa' }).click();
  await rui.isIn('Feira');
  const field = page.getByRole('textbox', { name: 'Mensagem para Feira' });
  await field.fill('Delete');
  await field.press('Enter');
  // What people write is theirs, in whatever language.
  await rui.sees('Delete');
  await page.getByText('Hoje', { exact: true }).waitFor();
  await page.getByText('Membros (1)').waitFor();
  await rui.isAccessible('a conversation, in Portuguese');
  await rui.fitsTheScreen();
  await page.getByRole('link', { name: 'Seu perfil' }).click();
  await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  rui.isContent();
  await rui.leaves();
});
