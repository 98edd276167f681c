// Makes pictures of every view, at three widths and in each theme, for whoever changes how they look: tests/output/views/*.png.
//
// Arguments: parts of the names of the pictures wanted, such as `chat`, `360` or `dark`; all of them if there are none.

import { mkdir } from 'node:fs/promises';
import { furnish } from './furnish.mjs';
import { PASSWORD, launch } from './people.mjs';
import { Server, output } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WIDTHS = { 360: 740, 820: 1100, 1440: 900 };
const THEMES = /** @type {const} */ (['light', 'dark', 'contrast']);
const wanted = process.argv.slice(2);
const folder = `${output}/views/`;

/** What is opened, and how. @type {Record<string, (page: Page, chat: string) => Promise<unknown>>} */
const VIEWS = {
  home: (page) => opens(page, '/'),
  chat: (page, chat) => opens(page, `/chats/${chat}`),
  details: async (page, chat) => {
    await opens(page, `/chats/${chat}`);
    const button = page.getByRole('button', { name: 'Details and members' });
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
    await page.getByText(/^Members \(/).waitFor();
  },
  message: async (page, chat) => {
    await opens(page, `/chats/${chat}`);
    await page.getByRole('button', { name: /^Actions for the message/ }).last().click();
  },
  emoji: async (page, chat) => {
    await opens(page, `/chats/${chat}`);
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'grinning face', exact: true }).waitFor();
  },
  around: (page, chat) => opens(page, `/chats/${chat}/3`),
  search: async (page) => {
    await opens(page, '/search');
    await page.getByLabel('Search messages').fill('release');
    await page.locator('.found').first().waitFor();
  },
  discover: (page) => opens(page, '/discover'),
  profile: (page) => opens(page, '/profile'),
  create: async (page) => {
    await opens(page, '/');
    await page.getByRole('button', { name: 'New chat' }).click();
  },
  nothing: (page) => opens(page, '/chats/0190aaaa-0000-7000-8000-000000000000'),
};

/** @param {Page} page @param {string} path */
async function opens(page, path) {
  await page.goto(new URL(path, page.url()).href);
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/** @param {Page} page @param {string} name */
async function taken(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' });
}

/** @param {Page} page @param {string} chat @param {string} theme @param {[string, number]} size */
async function gallery(page, chat, theme, [width, height]) {
  const isWanted = (/** @type {string} */ name) => wanted.every((part) => name.includes(part));
  await page.setViewportSize({ width: Number(width), height });
  for (const [name, open] of Object.entries(VIEWS)) {
    const picture = `${name}-${width}-${theme}`;
    if (!isWanted(picture)) continue;
    await open(page, chat);
    await taken(page, picture);
  }
}

const server = await Server.start('gallery');
const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const chat = await furnish(server.url);
  for (const theme of THEMES) {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: theme === 'dark' ? 'dark' : 'light', contrast: theme === 'contrast' ? 'more' : 'no-preference' });
    const page = await context.newPage();
    await page.goto(`${server.url}/login`);
    if (wanted.length === 0 || wanted.includes('login')) await taken(page, `login-${theme}`);
    await page.getByLabel('Username').fill('maya');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'Your profile' }).waitFor();
    for (const size of Object.entries(WIDTHS)) await gallery(page, chat, theme, size);
    await context.close();
  }
  console.log(`Written to ${folder}`);
} finally {
  await browser.close();
  await server.stop();
}
