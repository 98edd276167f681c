// Furnishes a server for pictures and for looking at every view: five people, their chats, and what they say and do in them.

import { readFile } from 'node:fs/promises';
import { PASSWORD } from './people.mjs';
import { codeOf } from './totp.mjs';

const PEOPLE = {
  maya: { display_name: 'Maya Okafor', avatar: '🌿' },
  jonas: { display_name: 'Jonas Lindqvist', avatar: null },
  priya: { display_name: 'Priya Raman', avatar: '🦉' },
  tomas: { display_name: 'Tomás Herrera', avatar: null },
  noor: { display_name: 'Noor Haddad', avatar: null },
};

/** @typedef {keyof typeof PEOPLE} Name */
/** @typedef {{name: string, description?: string, owner: Name, password?: string, visibility?: string, join_requests?: boolean, members: Name[], talk: [Name, string][]}} Plan */
/** The last one is the one that is opened. @type {Plan[]} */
const CHATS = [
  { name: 'Trail runs', description: 'Sundays, slowly', owner: 'tomas', members: ['jonas'], talk: [['tomas', 'Nine o’clock at the mill.']] },
  { name: 'Choir', description: 'Bring a pencil', owner: 'jonas', password: 'low tenor notes', members: [], talk: [['jonas', 'Bars 12 to 40 for next week.']] },
  { name: 'Neighbours', description: 'Our house and the garden', owner: 'jonas', visibility: 'private', join_requests: true, members: [], talk: [] },
  { name: 'Garden plans', owner: 'maya', members: [], talk: [] },
  {
    name: 'Board', description: 'Who sits on it decides', owner: 'maya', visibility: 'private', join_requests: true, members: ['priya'],
    talk: [['priya', 'The minutes are up.']],
  },
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
      ['priya', 'Numbers are on https://wiki.example.org/releases/spring#migration. In short:\n- **41 seconds** in all\n- longest lock `12 ms`\n- no row touched twice'],
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
export async function call(url, method, path, token, body) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body ? JSON.stringify(body) : undefined });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/**
 * @param {import('./server.mjs').Server} server
 * @returns {Promise<Record<string, string>>} the ids of the chats by their names, of the two alone as `direct`, and the code of an invitation as `code`
 */
export async function furnish(server) {
  const { url } = server;
  /** @type {Record<string, string>} */
  const tokens = {};
  for (const [username, { display_name, avatar }] of Object.entries(PEOPLE)) {
    const { access_token } = await call(url, 'POST', '/auth/register', null, { username, password: PASSWORD, display_name });
    tokens[username] = access_token;
    if (avatar) await call(url, 'PATCH', '/users/me', access_token, { avatar });
  }
  /** @type {Record<string, string>} */
  const place = {};
  for (const { owner, members, talk, join_requests, ...about } of CHATS) {
    const { id } = await call(url, 'POST', '/chats', tokens[owner], about);
    if (join_requests) await call(url, 'PATCH', `/chats/${id}`, tokens[owner], { join_requests });
    place[about.name] = id;
    for (const member of members) {
      if (about.visibility === 'private') await call(url, 'POST', `/chats/${id}/members`, tokens[owner], { user_id: await idOf(url, tokens[member]) });
      else await call(url, 'POST', `/chats/${id}/join`, tokens[member], about.password ? { password: about.password } : undefined);
    }
    for (const [author, body] of talk) await say(url, tokens[author], id, body);
  }
  await decorate(url, tokens, place['Spring release']);
  place.code = await keepOrder(url, tokens, place);
  await ownThings(url, tokens, place);
  await secondFactor(url, tokens.noor);
  await server.runs('admin', 'grant', 'maya');
  return place;
}

/** @param {string} url @param {string} token */
const idOf = async (url, token) => (await call(url, 'GET', '/users/me', token)).id;

/** @param {string} url @param {string} token @param {string} chat @param {string} body @param {object} [more] */
export const say = (url, token, chat, body, more = {}) => call(url, 'POST', `/chats/${chat}/messages`, token, { body, client_id: crypto.randomUUID(), ...more });

/** Reactions, a pin, a reply and a second thought. @param {string} url @param {Record<string, string>} tokens @param {string} chat */
async function decorate(url, tokens, chat) {
  const { items } = await call(url, 'GET', `/chats/${chat}/messages?limit=50`, tokens.maya);
  const react = (/** @type {Name} */ who, /** @type {number} */ at, /** @type {string} */ emoji) =>
    call(url, 'PUT', `/chats/${chat}/messages/${items[at].id}/reactions/${encodeURIComponent(emoji)}`, tokens[who]);
  for (const who of /** @type {Name[]} */ (['maya', 'jonas', 'tomas'])) await react(who, 1, '🎉');
  await react('priya', 4, '👏');
  await react('maya', 8, '🍰');
  await call(url, 'PUT', `/chats/${chat}/messages/${items[0].id}/pin`, tokens.maya);
  await call(url, 'PATCH', `/chats/${chat}/messages/${items[6].id}`, tokens.maya, { body: 'Lovely! Then what is left is the announcement, and cake.' });
  await call(url, 'PUT', `/users/me/bookmarks/${items[2].id}`, tokens.maya);
}

/** One waits to be let in, one is banned, a message is reported, and there is a link. @param {string} url @param {Record<string, string>} tokens @param {Record<string, string>} place @returns {Promise<string>} the link's code */
async function keepOrder(url, tokens, place) {
  await call(url, 'POST', `/chats/${place.Board}/join-requests`, tokens.tomas, { message: 'I was elected on Monday.' });
  await call(url, 'PUT', `/chats/${place['Spring release']}/bans/${await idOf(url, tokens.noor)}`, tokens.maya, { reason: 'Posts for another company' });
  const { items } = await call(url, 'GET', `/chats/${place['Spring release']}/messages?limit=50`, tokens.priya);
  const { id } = items.find((/** @type {{body: string}} */ { body }) => body.includes('Priya knows a baker'));
  await call(url, 'POST', `/chats/${place['Spring release']}/messages/${id}/reports`, tokens.priya, { reason: 'other', comment: 'I am a carpenter and not a baker.' });
  await call(url, 'POST', `/chats/${place['Spring release']}/invitations`, tokens.maya, {});
  return (await call(url, 'POST', `/chats/${place['Trail runs']}/invitations`, tokens.tomas, {})).code;
}

/** To be sent with a message. @param {string} url @param {string} token @param {string} chat @returns {Promise<string>} its id */
export async function picture(url, token, chat) {
  const answer = await fetch(`${url}/api/v1/chats/${chat}/files?name=sign.png`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' }, body: await readFile(new URL('../../icons/icon-512.png', import.meta.url)),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()).id;
}

/** Two alone, a reply, a picture, something begun and something for later. @param {string} url @param {Record<string, string>} tokens @param {Record<string, string>} place */
async function ownThings(url, tokens, place) {
  const { id } = await call(url, 'PUT', `/users/${await idOf(url, tokens.maya)}/chat`, tokens.jonas);
  place.direct = id;
  const asked = await say(url, tokens.jonas, id, 'Could you look at the rota before tonight?');
  await say(url, tokens.maya, id, 'Done, with two questions in it.', { reply_to: asked.id });
  await say(url, tokens.jonas, place['Workshop rota'], 'The new sign for the door:', { attachments: [await picture(url, tokens.jonas, place['Workshop rota'])] });
  await call(url, 'PUT', `/chats/${place['Reading circle']}/draft`, tokens.maya, { body: 'I can bring the' });
  await call(url, 'POST', `/chats/${place['Spring release']}/scheduled`, tokens.maya, {
    body: 'Release day: good luck to us all.', client_id: crypto.randomUUID(), send_at: new Date(Date.now() + 20 * 3_600_000).toISOString(),
  });
}

/** @param {string} url @param {string} token */
async function secondFactor(url, token) {
  const { secret } = await call(url, 'POST', '/users/me/second-factor', token, { password: PASSWORD });
  await call(url, 'PUT', '/users/me/second-factor', token, { code: codeOf(secret) });
}
