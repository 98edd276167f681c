// A chat in a page of another origin, which gives it tokens and whose styles stay outside: the example of docs/embedding.md itself.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { embeddingServer } from '../../../docs/examples/embedding/server.mjs';
import { PASSWORD, Person, launch } from './people.mjs';
import { Server } from './server.mjs';

/** What the shop shares with dialogo. */
const SECRET = 'q7Zs0v-LkX3bT9wRn4eHc8UyPf1GmAdJ';
/** @type {Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;
/** The page's own server: its address has to be known to dialogo before there is a chat to be shown. */
const host = createServer((request, response) => void shop?.emit('request', request, response));
/** @type {import('node:http').Server | null} */ let shop = null;
let page = '';
/** How often the page was asked for a token. */
let asked = 0;
host.on('request', ({ url }) => void (asked += Number(url === '/chat-token')));

before(async () => {
  await once(host.listen(0, '127.0.0.1'), 'listening');
  const address = host.address();
  page = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  // Tokens that end while one looks on.
  const settings = {
    DIALOGO__SERVER__ALLOWED_ORIGINS: page,
    DIALOGO__AUTH__ACCESS_TTL_SECS: '10',
    DIALOGO__AUTH__HOST__ISSUER: 'shop',
    DIALOGO__AUTH__HOST__AUDIENCE: 'chat',
    DIALOGO__AUTH__HOST__ALGORITHMS: 'HS256',
    DIALOGO__AUTH__HOST__SECRET: SECRET,
  };
  [server, browser] = await Promise.all([Server.start('embedding', settings), launch()]);
});
after(async () => {
  await browser?.close();
  host.close();
  await server?.stop();
});

/** @param {Person} person @returns {string} the chat that is open */
const chatOf = (person) => new URL(person.page.url()).pathname.split('/')[2];

/** Two people with a chat, one of whom sees it in a shop. @param {string} one @param {string} other */
async function meet(one, other) {
  const ada = await Person.arrives(browser, server.url, one);
  await ada.registers();
  await ada.creates(`Order of ${other}`);
  await ada.says('Your machine is being built.');
  await ada.nothingPending();
  const bob = await Person.arrives(browser, server.url, other);
  await bob.registers();
  await bob.looksUp(`Order of ${other}`);
  await bob.isIn(`Order of ${other}`);
  shop = embeddingServer({ dialogo: server.url, username: other, password: PASSWORD, chat: chatOf(ada) });
  const visitor = await Person.arrives(browser, page, other);
  return { ada, bob, visitor };
}

/** Every element's look inside the chat. @param {Person} person */
function looks({ page }) {
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('dialogo-chat')?.shadowRoot);
    return [...root.querySelectorAll('.timeline *, .composer *, .pane-head *')].map((element) => {
      const { color, backgroundColor, fontFamily, fontSize, letterSpacing, textTransform, textAlign, display } = getComputedStyle(element);
      return [element.className, color, backgroundColor, fontFamily, fontSize, letterSpacing, textTransform, textAlign, display].join(' ');
    });
  });
}

/** What a page around may be like. */
const LOUD = `
  html { font-size: 40px; letter-spacing: 1em; text-transform: uppercase; }
  * { color: red; font-family: cursive; text-align: right; }
  p, h1, li, button, textarea { background: yellow; font-size: 40px; }
  .message, .composer { display: none; }`;

test('a page of another origin shows one chat, live, in its own colours and not in its own letters', async () => {
  const { ada, bob, visitor } = await meet('ada', 'bob');
  await visitor.page.goto(page);
  await visitor.sees('Your machine is being built.');
  await ada.says('It has a thousand wheels.');
  await visitor.sees('It has a thousand wheels.');
  await visitor.says('How many so far?');
  await ada.sees('How many so far?');
  await bob.sees('How many so far?');
  await visitor.nothingPending();

  await visitor.isAccessible('a chat in a page');
  const accent = await visitor.page.locator('dialogo-chat .message.mine .message-author').evaluate((element) => getComputedStyle(element).color);
  assert.equal(accent, 'rgb(122, 46, 107)', 'the colour that the page chose');
  const before = await looks(visitor);
  await visitor.page.evaluate(async (css) => void document.adoptedStyleSheets.push(await new CSSStyleSheet().replace(css)), LOUD);
  assert.deepEqual(await looks(visitor), before, 'nothing of the page comes in');
  assert.ok(before.length > 20);

  await visitor.actsOn('How many so far?', 'Edit');
  await visitor.log.getByRole('textbox').fill('How many wheels so far?');
  await visitor.log.getByRole('textbox').press('Enter');
  await ada.log.getByText('How many wheels so far?').waitFor();
  assert.equal(await visitor.page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is kept in the page around');
  for (const person of [ada, bob, visitor]) {
    person.isContent();
    await person.leaves();
  }
});

test('a chat in a page goes on when its token ends, before the end and after it', async () => {
  const { ada, bob, visitor } = await meet('cid', 'dot');
  await bob.leaves();
  /** What the element says to the server, but for what it is not let say. @type {EventEmitter} */
  const said = new EventEmitter();
  let isMute = false;
  await visitor.isIntercepted({ up: ({ type }) => {
    said.emit(type);
    return !(isMute && type === 'authenticate');
  } });
  await visitor.page.goto(page);
  await visitor.sees('Your machine is being built.');
  let begun = asked;
  await once(said, 'authenticate');
  assert.equal(asked, begun + 1, 'asked before the token has ended');
  isMute = true; // from here on the server hears of no new token, and ends the connection when the old one is over
  begun = asked;
  await once(said, 'hello');
  assert.ok(asked > begun, 'asked for the next connection');
  isMute = false;
  await visitor.says('Still here.');
  await ada.sees('Still here.');
  await ada.says('So am I.');
  await visitor.sees('So am I.');
  for (const person of [ada, visitor]) {
    person.isContent();
    await person.leaves();
  }
});

test('an element that is changed shows another chat, two stand side by side, and one that is removed is silent', async () => {
  const { ada, bob, visitor } = await meet('eva', 'fay');
  await bob.creates('Spare parts');
  await bob.says('A wheel, please.');
  await bob.nothingPending();
  const spare = chatOf(bob);
  const first = visitor.page.waitForEvent('websocket');
  await visitor.page.goto(page);
  await visitor.sees('Your machine is being built.');
  await first;
  const socket = visitor.page.waitForEvent('websocket');
  await visitor.page.evaluate((chat) => {
    const [first] = document.querySelectorAll('dialogo-chat');
    const second = /** @type {any} */ (document.createElement('dialogo-chat'));
    second.id = 'second';
    second.setAttribute('server', new URL(/** @type {any} */ (first).server).href);
    second.setAttribute('chat', chat);
    second.getToken = /** @type {any} */ (first).getToken;
    first.after(second);
  }, spare);
  const second = visitor.page.locator('#second');
  await second.getByText('A wheel, please.').waitFor();
  await ada.says('To the first only.');
  await visitor.page.locator('dialogo-chat').first().getByText('To the first only.').waitFor();
  assert.equal(await second.getByText('To the first only.').count(), 0);

  const closed = (await socket).waitForEvent('close');
  await second.evaluate((element) => element.remove());
  await closed;
  await visitor.page.locator('dialogo-chat').evaluate((element, chat) => element.setAttribute('chat', chat), spare);
  await visitor.sees('A wheel, please.');
  assert.deepEqual(await visitor.said(), ['A wheel, please.']);
  for (const person of [ada, bob, visitor]) {
    person.isContent();
    await person.leaves();
  }
});

test('a page hears that it gave no token, or a wrong one, or a chat to be joined first, and that all is well', async () => {
  const { ada, bob, visitor } = await meet('gus', 'hal');
  await bob.leaves();
  await visitor.page.route('**/chat-token', (route) => route.abort());
  await visitor.page.addInitScript(() => {
    /** @type {string[]} */
    const heard = ((/** @type {any} */ (globalThis)).heard = []);
    for (const name of ['ready', 'unread', 'error']) {
      addEventListener(`dialogo-${name}`, (event) => heard.push([name, /** @type {CustomEvent} */ (event).detail.code].filter(Boolean).join(' ')));
    }
  });
  const heard = (/** @type {string} */ what) => visitor.page.waitForFunction((what) => /** @type {any} */ (globalThis).heard.includes(what), what);
  await visitor.page.goto(page);
  await heard('error token');
  await visitor.page.unroute('**/chat-token');
  await visitor.page.route('**/chat-token', (route) => route.fulfill({ json: { token: 'of.another.server' } }));
  await heard('error ended');
  await visitor.isAccessible('a chat whose log-in has ended');
  await visitor.page.unroute('**/chat-token');
  await visitor.page.getByRole('button', { name: 'Try again' }).click();
  await visitor.sees('Your machine is being built.');
  await heard('ready');
  await heard('unread');

  await ada.creates('Wheels');
  await ada.says('Round ones.');
  await ada.nothingPending();
  await visitor.page.locator('dialogo-chat').evaluate((element, chat) => element.setAttribute('chat', chat), chatOf(ada));
  await heard('error not_a_member');
  await visitor.page.getByRole('button', { name: 'Join to read and write' }).click();
  await visitor.sees('Round ones.');
  assert.deepEqual(visitor.page.context().pages(), [visitor.page], 'the page stays where it is, and nothing else opens');
  for (const person of [ada, visitor]) {
    person.isContent();
    await person.leaves();
  }
});

test('somebody whom the page alone knows gets an account by its word, stays when the token ends, and is the same the next time', async () => {
  const ada = await Person.arrives(browser, server.url, 'ina');
  await ada.registers();
  await ada.creates('Order of jan');
  await ada.says('Your machine is being built.');
  await ada.nothingPending();
  const chat = chatOf(ada);
  shop = embeddingServer({ dialogo: server.url, username: 'jan', secret: SECRET, chat });
  const visitor = await Person.arrives(browser, page, 'jan');
  /** What the element says to the server. @type {EventEmitter} */
  const said = new EventEmitter();
  await visitor.isIntercepted({ up: ({ type }) => {
    said.emit(type);
    return true;
  } });
  const begun = asked;
  await visitor.page.goto(page);
  await visitor.page.getByRole('button', { name: 'Join to read and write' }).click();
  await visitor.sees('Your machine is being built.');
  await visitor.isAccessible('a chat in a page that vouches for its visitors');
  await once(said, 'authenticate');
  await visitor.says('How many wheels?');
  await ada.sees('How many wheels?');
  assert.equal(asked, begun + 1, 'the session goes on without the page');
  assert.equal(await visitor.page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is kept in the page around');

  await visitor.page.reload();
  await visitor.sees('How many wheels?');
  assert.equal(asked, begun + 2);
  await visitor.says('As before.');
  await ada.sees('As before.');
  await ada.page.getByText('2 members').first().waitFor();

  const wrong = embeddingServer({ dialogo: server.url, username: 'jan', secret: `${SECRET}!`, chat });
  shop = wrong;
  const told = visitor.page.waitForEvent('console', (message) => message.text().startsWith('chat: token'));
  await visitor.page.reload();
  await told;
  for (const person of [ada, visitor]) await person.leaves();
});
