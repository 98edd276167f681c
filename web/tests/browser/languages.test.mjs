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
  await page.getByRole('dialog').getByLabel('Nome', { exact: true }).fill('Feira de domingo');
  await page.getByRole('dialog').getByRole('button', { name: 'Criar a conversa' }).click();
  await rui.isIn('Feira de domingo');
  const field = page.getByRole('textbox', { name: 'Mensagem para Feira de domingo' });
  await field.fill('Delete');
  await field.press('Enter');
  // What people write is theirs, in whatever language.
  await rui.sees('Delete');
  await page.getByText('Hoje', { exact: true }).waitFor();
  const viewport = /** @type {{width: number, height: number}} */ (page.viewportSize());
  await page.setViewportSize({ width: 360, height: 740 });
  const lineHeight = await field.evaluate((area) => {
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(area);
    return [lineHeight, paddingTop, paddingBottom].reduce((sum, size) => sum + parseFloat(size), 0);
  });
  await field.fill('x');
  await field.fill('');
  const { height } = /** @type {{height: number}} */ (await field.boundingBox());
  assert.ok(height < lineHeight * 1.5, `an empty field has one line: ${height} of ${lineHeight}`);
  await page.setViewportSize(viewport);
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

test('from right to left everything stands on the other side, and what people are called stays as it is', async () => {
  const zev = await Person.arrives(browser, server.url, 'zev', desktop);
  const { page } = zev;
  await zev.registers('Zev');
  await zev.creates('Mirror');
  await zev.says('one');
  await zev.nothingPending();
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  const left = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().left);
  assert.ok((await left('.sidebar')) > (await left('.talk')) && (await left('.talk')) > (await left('.details')), 'the panes');
  assert.ok((await left('.message > .avatar')) > (await left('.message-author')), 'a picture and a name');
  assert.ok((await left('.composer-box .icon-button')) > (await left('.send-button')), 'what one writes with');
  assert.match(await page.locator('.conversation .icon.turned:visible').first().evaluate((icon) => getComputedStyle(icon).transform), /^matrix\(-1,/);
  const sides = await page.locator('.me-words bdi', { hasText: '@zev' }).evaluate((element) => {
    const range = document.createRange();
    const at = (/** @type {number} */ from) => {
      range.setStart(/** @type {Node} */ (element.firstChild), from);
      range.setEnd(/** @type {Node} */ (element.firstChild), from + 1);
      return range.getBoundingClientRect().left;
    };
    return [at(0), at(1)];
  });
  assert.ok(sides[0] < sides[1], '@ stands before the name');
  await standBesideTheirPictures(zev, '.me bdi');
  const dora = await Person.arrives(browser, server.url, 'dora', desktop);
  await dora.registers('Dora');
  await page.getByRole('button', { name: 'Add people' }).click();
  await page.getByRole('textbox', { name: 'Find a person' }).or(page.getByRole('searchbox', { name: 'Find a person' })).fill('dora');
  await page.getByText('@dora').waitFor();
  await standBesideTheirPictures(zev, '.person-choice bdi');
  await page.keyboard.press('Escape');
  await dora.leaves();
  await zev.fitsTheScreen();
  await zev.isAccessible('from right to left');
  zev.isContent();
  await zev.leaves();
});

/** From right to left: the words end where their box does. @param {Person} person @param {string} names */
async function standBesideTheirPictures({ page }, names) {
  const gaps = await page.locator(names).evaluateAll((all) => all.map((name) => {
    const words = document.createRange();
    words.selectNodeContents(name);
    const box = /** @type {Element} */ (name.closest('.me-words, .member-words')).getBoundingClientRect();
    return Math.round(box.right - words.getBoundingClientRect().right);
  }));
  assert.ok(gaps.length > 1 && gaps.every((gap) => gap < 2), `${names}: ${gaps}`);
}
