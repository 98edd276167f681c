// Makes the pictures for the README, from a real server: docs/images/{desktop-light,desktop-dark,phone}.png.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PASSWORD, desktop, launch, phone } from './people.mjs';
import { Server } from './server.mjs';

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

const PEOPLE = {
  maya: { display_name: 'Maya Okafor', avatar: '🌿' },
  jonas: { display_name: 'Jonas Lindqvist', avatar: null },
  priya: { display_name: 'Priya Raman', avatar: '🦉' },
  tomas: { display_name: 'Tomás Herrera', avatar: null },
};

/** @typedef {keyof typeof PEOPLE} Name */
/** @type {{name: string, description: string, owner: Name, password?: string, members: Name[], talk: [Name, string][]}[]} */
const CHATS = [
  {
    name: 'Reading circle', description: 'One book a month', owner: 'priya', members: ['maya'],
    talk: [['priya', 'Next month: “The Left Hand of Darkness”. Bring snacks.']],
  },
  {
    name: 'Lunch', description: 'Who goes where, and when', owner: 'tomas', members: ['maya', 'jonas', 'priya'],
    talk: [['jonas', 'The soup place at 12:30?'], ['tomas', 'In. Two of us from upstairs.'], ['priya', 'Save me a chair, I will be five minutes late']],
  },
  {
    name: 'Workshop rota', description: 'Saturdays at the bike workshop', owner: 'jonas', members: ['maya', 'tomas'],
    talk: [['tomas', 'I can open up on the 14th.'], ['jonas', 'Thanks. That leaves only the 28th.']],
  },
  {
    name: 'Spring release', description: 'Everything for the release on Thursday', owner: 'maya', password: 'blue heron landing', members: ['jonas', 'priya', 'tomas'],
    talk: [
      ['maya', 'Morning all. The release branch is cut, so from here on only fixes go in.'],
      ['priya', 'The migration ran on a copy of the big database: 41 seconds, nothing locked for longer than a blink.'],
      ['priya', 'Numbers are on https://wiki.example.org/releases/spring#migration'],
      ['jonas', 'That is a lot better than I feared.'],
      ['jonas', 'I pulled the network cable in the middle of a conversation this morning. It caught up by itself, and nothing was missing or there twice.'],
      ['tomas', 'Help texts are translated: Deutsch, español, and مرحبا بكم for the right-to-left crowd.'],
      ['maya', 'Lovely. Then what is left is the announcement, and cake.'],
      ['tomas', 'I write the one, Priya knows a baker.'],
      ['priya', 'Priya knows a very good baker.'],
    ],
  },
];

/** @param {string} url @param {string} method @param {string} path @param {string | null} token @param {object} [body] */
async function call(url, method, path, token, body) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body ? JSON.stringify(body) : undefined });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** @param {string} url @returns {Promise<string>} the id of the last chat */
async function furnish(url) {
  /** @type {Record<string, string>} */
  const tokens = {};
  for (const [username, { display_name, avatar }] of Object.entries(PEOPLE)) {
    const { access_token } = await call(url, 'POST', '/auth/register', null, { username, password: PASSWORD, display_name });
    tokens[username] = access_token;
    if (avatar) await call(url, 'PATCH', '/users/me', access_token, { avatar });
  }
  let last = '';
  for (const { name, description, owner, password, members, talk } of CHATS) {
    const { id } = await call(url, 'POST', '/chats', tokens[owner], { name, description, password });
    for (const member of members) await call(url, 'POST', `/chats/${id}/join`, tokens[member], password ? { password } : undefined);
    for (const [author, body] of talk) await call(url, 'POST', `/chats/${id}/messages`, tokens[author], { body, client_id: crypto.randomUUID() });
    last = id;
  }
  return last;
}

/** @param {import('playwright-core').Browser} browser @param {string} url @param {string} path @param {string} file @param {object} device */
async function picture(browser, url, path, file, device) {
  const context = await browser.newContext({ locale: 'en-GB', ...device });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel('Username').fill('maya');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name: /Spring release/ }).click();
  await page.getByRole('log').getByText('Priya knows a very good baker.').waitFor();
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  if (path === '/') await page.getByRole('link', { name: 'Back to the chats' }).click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${images}${file}.png`, animations: 'disabled', caret: 'hide' });
  await context.close();
}

const server = await Server.start('screenshots');
const browser = await launch();
try {
  await mkdir(images, { recursive: true });
  const id = await furnish(server.url);
  const wide = { ...desktop, viewport: { width: 1280, height: 800 } };
  await picture(browser, server.url, `/chats/${id}`, 'desktop-light', { ...wide, colorScheme: 'light' });
  await picture(browser, server.url, `/chats/${id}`, 'desktop-dark', { ...wide, colorScheme: 'dark' });
  await picture(browser, server.url, `/chats/${id}`, 'phone', { ...phone, colorScheme: 'light' });
  await picture(browser, server.url, '/', 'phone-list', { ...phone, colorScheme: 'dark' });
  console.log(`Written to ${images}`);
} finally {
  await browser.close();
  await server.stop();
}
