// Furnishes a server for pictures: four people, their chats, and what they say in them.

import { PASSWORD } from './people.mjs';

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
async function call(url, method, path, token, body) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body ? JSON.stringify(body) : undefined });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** @param {string} url @returns {Promise<string>} the id of the last chat */
export async function furnish(url) {
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
  await decorate(url, tokens, last);
  return last;
}

/** Reactions, and a mention. @param {string} url @param {Record<string, string>} tokens @param {string} chat */
async function decorate(url, tokens, chat) {
  const { items } = await call(url, 'GET', `/chats/${chat}/messages?limit=50`, tokens.maya);
  const react = (/** @type {Name} */ who, /** @type {number} */ at, /** @type {string} */ emoji) =>
    call(url, 'PUT', `/chats/${chat}/messages/${items[at].id}/reactions/${encodeURIComponent(emoji)}`, tokens[who]);
  for (const who of /** @type {Name[]} */ (['maya', 'jonas', 'tomas'])) await react(who, 1, '🎉');
  await react('priya', 4, '👏');
  await react('maya', 8, '🍰');
}
