// Who is banned from a chat, for those who keep order there; each can be let in again.

import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { explain } from '../text/explain.js';
import { nameOf } from '../text/format.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').Ban} Ban */

const PAGE = 50;

/** @param {import('../app.js').App} app @param {string} chatId */
export function banListDialog(app, chatId) {
  const list = h('ul', { class: 'session-list' });
  const status = h('p', { class: 'muted', role: 'status' }, 'Loading…');
  const more = h('button', { type: 'button', class: 'button', hidden: true }, 'Show more');
  /** @type {string | null} */
  let cursor = null;

  const load = async () => {
    try {
      const page = await app.api.bans(chatId, { limit: PAGE, cursor });
      cursor = page.next_cursor;
      more.hidden = cursor === null;
      list.append(...page.items.map((ban) => banRow(ban, () => app.attempt(app.api.unban(chatId, ban.user.id)))));
      setText(status, list.childElementCount === 0 ? 'Nobody.' : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  more.addEventListener('click', load);
  openDialog('Banned people', status, list, more);
  void load();
}

/** @param {Ban} ban @param {() => Promise<boolean>} release */
function banRow({ user, reason, until }, release) {
  const name = nameOf(user);
  const button = h('button', { type: 'button', class: 'button', 'aria-label': `Unban ${name}` }, 'Unban');
  const words = [`@${user.username}`, reason, until ? `until ${new Date(until).toLocaleString()}` : null].filter(Boolean).join(' · ');
  const row = h('li', { class: 'session' },
    personAvatar(user), h('span', { class: 'session-words' }, bdi(name), h('span', { class: 'muted' }, words)), button);
  button.addEventListener('click', async () => {
    if (await release()) row.remove();
  });
  return row;
}
