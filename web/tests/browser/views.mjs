// Every view of the client and how one gets there, in a server as furnish.mjs leaves it: for the pictures of the gallery, and for the tests
// that hold for each of them. A module in js/views that no view here shows fails every-view.test.mjs.

import { PASSWORD, desktop } from './people.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(page: Page, place: Record<string, string>) => Promise<unknown>} Open  `place` is what furnish returns */

/** Before one is logged in. @type {Record<string, Open>} */
export const OUTSIDE = {
  login: (page) => visits(page, '/login', 'Log in'),
  'login-wrong': async (page) => {
    await visits(page, '/login', 'Log in');
    await signsIn(page, 'maya', 'not the password');
    await page.getByText('do not belong together').waitFor();
  },
  code: async (page) => {
    await visits(page, '/login', 'Log in');
    await signsIn(page, 'noor', PASSWORD);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
  },
  register: (page) => visits(page, '/register', 'Create an account'),
  'register-wrong': async (page) => {
    await visits(page, '/register', 'Create an account');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.locator('[aria-invalid]').first().waitFor();
  },
  invited: (page, place) => visits(page, `/login#${place.code}`, 'Log in'),
};

/** As Maya. @type {Record<string, Open>} */
export const VIEWS = {
  home: (page) => opens(page, '/'),
  chat,
  beginning: (page, place) => opens(page, `/chats/${place['Garden plans']}`),
  picture: async (page, place) => {
    await opens(page, `/chats/${place['Workshop rota']}`);
    await page.locator('.picture img[src^="blob:"]').waitFor();
  },
  enlarged: async (page, place) => {
    await VIEWS.picture(page, place);
    await page.getByRole('button', { name: 'Enlarge sign.png' }).click();
    await inDialog(page).locator('img[src^="blob:"]').waitFor();
  },
  direct: async (page, place) => {
    await opens(page, `/chats/${place.direct}`);
    await page.locator('.quote').first().waitFor();
  },
  waiting: (page, place) => opens(page, `/chats/${place.Board}`),
  folded: async (page, place) => {
    await chat(page, place);
    const fold = page.getByRole('button', { name: 'Fold the list' });
    if (await fold.isVisible()) await fold.click();
  },
  details,
  pins: (page, place) => fromDetails(page, place, 'Pinned messages'),
  'add-people': async (page, place) => {
    await fromDetails(page, place, 'Add people');
    await finds(page, 'noor');
  },
  invitations: (page, place) => fromDetails(page, place, 'Invite by link'),
  'join-requests': async (page, place) => {
    await details(page, place, 'Board');
    await page.getByRole('button', { name: /^Requests to join/ }).click();
    await inDialog(page).getByText('I was elected on Monday.').waitFor();
  },
  scheduled: (page, place) => fromDetails(page, place, 'Scheduled messages'),
  bans: (page, place) => fromDetails(page, place, 'Banned people'),
  log: async (page, place) => {
    await fromDetails(page, place, 'Who did what');
    await inDialog(page).getByText(/made a link/).first().waitFor();
  },
  reports: async (page, place) => {
    await details(page, place);
    await page.getByRole('button', { name: /^Reported messages/ }).click();
    await inDialog(page).getByText('not a baker').waitFor();
  },
  report: async (page, place) => {
    await message(page, place, 'I write the one, Priya knows a baker.');
    await inDialog(page).getByRole('button', { name: 'Report…' }).click();
    await inDialog(page).getByLabel('What is wrong with it').waitFor();
  },
  settings: (page, place) => fromDetails(page, place, 'Chat settings'),
  toast: async (page, place) => {
    await details(page, place);
    await page.getByRole('button', { name: 'Leave chat' }).click();
    await page.getByText('You own this chat.').waitFor();
  },
  member,
  mute: (page, place) => toMember(page, place, 'Mute'),
  ban: (page, place) => toMember(page, place, 'Ban'),
  'hand-over': (page, place) => toMember(page, place, 'Make owner'),
  block: (page, place) => toMember(page, place, 'Block'),
  message: (page, place) => message(page, place, 'I write the one, Priya knows a baker.'),
  'message-mine': (page, place) => message(page, place, 'Lovely! Then'),
  'seen-by': async (page, place) => {
    await message(page, place, 'Lovely! Then');
    await inDialog(page).getByRole('button', { name: /^Seen by/ }).click();
    await inDialog(page).getByText(/Nobody yet|@/).first().waitFor();
  },
  edit: (page, place) => toMessage(page, place, 'Edit'),
  reply: async (page, place) => {
    await toMessage(page, place, 'Reply');
    await page.getByRole('button', { name: 'Cancel the reply' }).waitFor();
  },
  delete: (page, place) => toMessage(page, place, 'Delete'),
  versions: async (page, place) => {
    await chat(page, place);
    await page.getByRole('button', { name: 'Edited: show earlier versions' }).click();
    await inDialog(page).getByText('Lovely. Then').waitFor();
  },
  reactors: async (page, place) => {
    await chat(page, place);
    await page.locator('.reaction').first().hover();
  },
  emoji: async (page, place) => {
    await chat(page, place);
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await inDialog(page).getByRole('button', { name: 'grinning face', exact: true }).waitFor();
  },
  completion: async (page, place) => {
    await writes(page, place, 'Thank you @pr');
    await page.getByRole('option').first().waitFor();
  },
  preview: async (page, place) => {
    await chat(page, place);
    await page.getByRole('textbox', { name: /^Message / }).fill('> Friday?\n**Friday it is.** Bring `cake`:\n- lemon\n- apple');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('.preview strong').waitFor();
  },
  files: async (page, place) => {
    await chat(page, place);
    await page.locator('input[type="file"]').setInputFiles({ name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('1. Cake') });
    await page.getByRole('button', { name: 'Remove minutes.txt' }).waitFor();
    await page.locator('.tray progress').waitFor({ state: 'detached' });
  },
  schedule: async (page, place) => {
    await writes(page, place, 'Good morning');
    await page.getByRole('button', { name: 'Send later' }).click();
    await inDialog(page).getByLabel('When').waitFor();
  },
  offline: async (page, place) => {
    await chat(page, place);
    await page.context().setOffline(true);
    sockets.get(page)?.close({ code: 4001 });
    await page.getByText('You are offline.').first().waitFor();
  },
  around: async (page, place) => {
    await opens(page, `/chats/${place['Spring release']}/3`);
    await page.locator('.message.target').waitFor();
  },
  search: async (page) => {
    await opens(page, '/search');
    await page.getByLabel('Search messages').fill('release');
    await page.locator('.found').first().waitFor();
  },
  admin: async (page) => {
    await opens(page, '/admin');
    await page.getByText('@priya · ').waitFor();
  },
  'server-log': async (page, place) => {
    await VIEWS.admin(page, place);
    await page.getByRole('button', { name: 'Who did what' }).click();
    await inDialog(page).getByText(/made .* an admin/).waitFor();
  },
  'all-reports': async (page, place) => {
    await VIEWS.admin(page, place);
    await page.getByRole('button', { name: 'Reported messages' }).click();
    await inDialog(page).getByText('not a baker').waitFor();
  },
  saved: async (page) => {
    await opens(page, '/saved');
    await page.locator('.found').first().waitFor();
  },
  discover: async (page) => {
    await opens(page, '/discover');
    await page.getByRole('button', { name: 'Join Trail runs' }).waitFor();
  },
  join: async (page) => {
    await VIEWS.discover(page, {});
    await page.getByRole('button', { name: 'Join Choir' }).click();
    await inDialog(page).getByLabel('Password of the chat').waitFor();
  },
  ask: async (page) => {
    await VIEWS.discover(page, {});
    await page.getByLabel('Search by name').fill('Neighbours');
    await page.getByRole('button', { name: 'Ask to join Neighbours' }).click();
    await inDialog(page).getByRole('textbox').waitFor();
  },
  outside: async (page, place) => {
    await opens(page, `/chats/${place['Trail runs']}`);
    await page.getByRole('button', { name: 'Join' }).waitFor();
  },
  nothing: async (page) => {
    await opens(page, '/chats/0190aaaa-0000-7000-8000-000000000000');
    await page.getByRole('heading', { name: 'No chat here' }).waitFor();
  },
  invite: async (page, place) => {
    await opens(page, `/invite#${place.code}`);
    await page.getByRole('heading', { name: 'Trail runs' }).waitFor();
  },
  'invite-wrong': async (page) => {
    await opens(page, '/invite#nothing');
    await page.getByRole('heading', { name: 'No way in here' }).waitFor();
  },
  profile: async (page) => {
    await opens(page, '/profile');
    await page.getByText('Whoever knows your password alone').waitFor();
  },
  'second-factor': async (page) => {
    await VIEWS.profile(page, {});
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('img', { name: 'QR code' }).scrollIntoViewIfNeeded();
  },
  farewell: async (page) => {
    await VIEWS.profile(page, {});
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await inDialog(page).getByLabel('Password').waitFor();
  },
  create: async (page) => {
    await opens(page, '/');
    await page.getByRole('button', { name: 'New chat' }).click();
    await inDialog(page).getByRole('button', { name: 'Create chat' }).waitFor();
  },
  'find-people': async (page) => {
    await opens(page, '/');
    await page.getByRole('button', { name: 'New message' }).click();
    await finds(page, 'pri');
  },
  switcher: async (page, place) => {
    await chat(page, place);
    await page.keyboard.press('Control+k');
    await inDialog(page).getByRole('option').first().waitFor();
  },
  shortcuts: async (page) => {
    await VIEWS.profile(page, {});
    await page.getByRole('button', { name: 'Show all shortcuts' }).click();
    await inDialog(page).getByText('Bold, italic').waitFor();
  },
};

/** What a page speaks with the server through, so that it can be cut: a browser that is told to be offline keeps it. @type {WeakMap<Page, import('playwright-core').WebSocketRoute>} */
const sockets = new WeakMap();

/** @param {Page} page */
const inDialog = (page) => page.getByRole('dialog');

/** @param {Page} page @param {Record<string, string>} place */
async function chat(page, place) {
  await opens(page, `/chats/${place['Spring release']}`);
  // What another view has begun to write.
  await page.getByRole('textbox', { name: /^Message / }).fill('');
}

/** @param {Page} page @param {Record<string, string>} place @param {string} [name] */
async function details(page, place, name = 'Spring release') {
  await opens(page, `/chats/${place[name]}`);
  const button = page.getByRole('button', { name: 'Details and members' });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  await page.getByText(/^Members \(/).waitFor();
}

/** @param {Page} page @param {Record<string, string>} place @param {string} name */
async function fromDetails(page, place, name) {
  await details(page, place);
  await page.getByRole('button', { name, exact: true }).click();
  await inDialog(page).waitFor();
  await inDialog(page).getByText('Loading…').waitFor({ state: 'hidden' });
}

/** @param {Page} page @param {Record<string, string>} place */
async function member(page, place) {
  await details(page, place);
  await page.getByRole('button', { name: 'Actions for Jonas Lindqvist' }).click();
  await inDialog(page).getByRole('button', { name: 'Mute' }).waitFor();
}

/** @param {Page} page @param {Record<string, string>} place @param {string} deed */
async function toMember(page, place, deed) {
  await member(page, place);
  await inDialog(page).getByRole('button', { name: deed, exact: true }).click();
  await inDialog(page).getByRole('heading', { name: /\?$/ }).waitFor();
}

/** @param {Page} page @param {Record<string, string>} place @param {string} text */
async function message(page, place, text) {
  await chat(page, place);
  const row = page.getByRole('log').getByRole('listitem').filter({ has: page.locator('.message-body', { hasText: text }) });
  await row.hover();
  await row.getByRole('button', { name: /^Actions for the message/ }).click();
  await inDialog(page).getByRole('button', { name: 'Copy link' }).waitFor();
}

/** @param {Page} page @param {Record<string, string>} place @param {string} deed */
async function toMessage(page, place, deed) {
  await message(page, place, 'Lovely! Then');
  await inDialog(page).getByRole('button', { name: deed, exact: true }).click();
}

/** @param {Page} page @param {Record<string, string>} place @param {string} text */
async function writes(page, place, text) {
  await chat(page, place);
  await page.getByRole('textbox', { name: /^Message / }).pressSequentially(text);
}

/** @param {Page} page @param {string} part */
async function finds(page, part) {
  await inDialog(page).getByRole('searchbox').fill(part);
  await inDialog(page).getByText(new RegExp(`@${part}`)).first().waitFor();
}

/** @param {Page} page @param {string} path */
async function opens(page, path) {
  await page.context().setOffline(false);
  // What another view has folded, and has begun to change.
  await page.evaluate(() => [localStorage.removeItem('dialogo.folded'), sessionStorage.removeItem('dialogo.edit')]);
  const { href } = new URL(path, page.url());
  // What differs in the fragment alone is not loaded anew.
  await page.goto('about:blank');
  await page.goto(href);
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await page.locator('.skeleton:visible').first().waitFor({ state: 'detached' });
}

/** @param {Page} page @param {string} path @param {string} heading */
async function visits(page, path, heading) {
  await page.goto(new URL(path, page.url()).href);
  await page.reload();
  await page.getByRole('heading', { name: heading }).waitFor();
}

/** @param {Page} page @param {string} username @param {string} password */
export async function signsIn(page, username, password) {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** A page with Maya in it. @param {import('playwright-core').Browser} browser @param {string} url @param {import('playwright-core').BrowserContextOptions} [device] */
export async function mayasPage(browser, url, device = desktop) {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...device });
  const page = await context.newPage();
  await page.routeWebSocket(/\/api\/v1\/ws$/, (socket) => {
    socket.connectToServer();
    sockets.set(page, socket);
  });
  await page.goto(`${url}/login`);
  await signsIn(page, 'maya', PASSWORD);
  await page.getByRole('link', { name: 'Your profile' }).waitFor();
  return page;
}
