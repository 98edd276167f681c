// A page with a chat in it, and the server behind it, which says who looks at it. It knows one visitor only, to be short.
//
// By a log-in that only the server has:
//   DIALOGO=https://chat.example.com DIALOGO_USER=ada DIALOGO_PASSWORD=… CHAT=<id> node docs/examples/embedding/server.mjs
// or by its own word, where dialogo has this secret in auth.host.secret, and `shop` and `chat` as auth.host.issuer and auth.host.audience:
//   DIALOGO=https://chat.example.com DIALOGO_USER=ada SECRET=… CHAT=<id> node docs/examples/embedding/server.mjs

import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, string>} */
const TYPES = { 'index.html': 'text/html; charset=utf-8', 'page.css': 'text/css', 'page.js': 'text/javascript' };

/** @param {{dialogo: string, username: string, password?: string, secret?: string, chat: string}} parts */
export function embeddingServer({ dialogo, username, password = '', secret = '', chat }) {
  // What lets the element in and nothing else; `blob:` is for pictures, which are fetched with the token.
  const policy = `default-src 'self'; script-src 'self' ${dialogo}; connect-src 'self' ${dialogo} ${dialogo.replace(/^http/, 'ws')}; img-src 'self' blob:`;
  const visitor = secret ? async () => ({ host_token: signed(secret, { id: `customer ${username}`, username }) }) : loggedIn(dialogo, username, password);
  return createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1) || 'index.html';
    if (request.method === 'POST' && name === 'chat-token') {
      // Here a real page checks its own session, and a foreign page cannot ask: no CORS, and cookies with SameSite.
      const token = await visitor().catch(() => null);
      response.writeHead(token ? 200 : 502, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ token }));
    } else if (TYPES[name]) {
      const text = await readFile(new URL(name, import.meta.url), 'utf8');
      response.writeHead(200, { 'content-type': TYPES[name], 'content-security-policy': policy });
      response.end(text.replaceAll('{dialogo}', dialogo).replaceAll('{chat}', chat));
    } else {
      response.writeHead(404).end();
    }
  });
}

/** What the server says of a visitor, as a JWT that is good for a minute. The id has to stay the same for ever: it is who that is.
 *  @param {string} secret @param {{id: string, username: string}} person */
export function signed(secret, { id, username }) {
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'shop', aud: 'chat', sub: id, iat: now, exp: now + 60, jti: randomUUID(), preferred_username: username, name: username };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Logs in once; each call gives a fresh access token, one after the other, since a refresh token is good for one time only.
 *  @param {string} dialogo @param {string} username @param {string} password @returns {() => Promise<string>} */
function loggedIn(dialogo, username, password) {
  /** @type {string | null} */
  let refreshToken = null;
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  const ask = async () => {
    const [path, body] = refreshToken ? ['refresh', { refresh_token: refreshToken }] : ['login', { username, password, device: 'Shop' }];
    const answer = await fetch(`${dialogo}/api/v1/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const signedIn = await answer.json();
    refreshToken = signedIn.refresh_token;
    return signedIn.access_token;
  };
  return () => {
    const mine = before.then(ask, ask);
    before = mine;
    return mine;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { DIALOGO = '', DIALOGO_USER = '', DIALOGO_PASSWORD = '', SECRET = '', CHAT = '' } = process.env;
  embeddingServer({ dialogo: DIALOGO, username: DIALOGO_USER, password: DIALOGO_PASSWORD, secret: SECRET, chat: CHAT }).listen(8081, '127.0.0.1');
  console.log('http://127.0.0.1:8081');
}
