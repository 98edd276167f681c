// Inviting by link: making one, copying it, and the list of those that are good.

import { copyText } from '../dom/clipboard.js';
import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { PagedList } from '../dom/paged-list.js';
import { may } from '../state/rules.js';
import { explain } from '../text/explain.js';
import { fullText, nameOf } from '../text/format.js';
import { counted, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { personAvatar } from './avatar.js';

/** @typedef {import('../types.js').Invitation} Invitation */
/** @typedef {import('../dom/form.js').Field} Field */

const PAGE = 20;
const HOUR_MS = 3_600_000;

/** By hours. @type {Record<string, string>} */
const TIMES = { 1: t`One hour`, 24: t`One day`, 168: t`One week`, 720: '30 days' };
/** @type {Record<string, string>} */
const USES = { '': t`Any number`, 1: t`One`, 5: '5', 25: '25', 100: '100' };

/** @param {import('../app.js').App} app @param {string} chatId */
export function invitationsDialog(app, chatId) {
  const chat = app.store.state.chats[chatId];
  if (!chat) return;
  const made = h('div', { class: 'made-link', role: 'status' });
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const list = new PagedList('session-list', () => load(true));

  /** @param {boolean} more */
  const load = async (more) => {
    try {
      const page = await calls(app).invitations(chatId, { limit: PAGE, cursor: more ? list.cursor : null });
      list.show(page.items.map((invitation) => row(invitation, () => revoke(invitation))), page.next_cursor, more);
      setText(status, list.isEmpty ? t`There is no link into this chat.` : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  const revoke = async (/** @type {Invitation} */ { id }) => {
    if (!(await app.attempt(calls(app).revokeInvitation(chatId, id)))) return;
    made.replaceChildren();
    await load(false);
  };
  openDialog(t`Invite by link`,
    form({
      fields: fieldsFor(chat),
      action: t`Create link`,
      submit: async ({ hours, uses, skip_password = false }) => {
        const expires_at = new Date(app.clock.now() + Number(hours) * HOUR_MS).toISOString();
        const { code } = await calls(app).invite(chatId, { expires_at, max_uses: uses === '' ? null : Number(uses), skip_password });
        made.replaceChildren(...link(app, `${app.origin}/invite#${code}`));
        await load(false);
      },
    }),
    made, h('section', { class: 'dialog-section' }, h('h3', null, t`Links that are good now`), status, ...list.elements));
  void load(false);
}

/** @param {import('../types.js').MyChat} chat @returns {Field[]} */
function fieldsFor({ role, has_password }) {
  /** @type {Field[]} */
  const fields = [
    { name: 'hours', label: t`Good for`, type: 'select', value: '168', options: TIMES },
    { name: 'uses', label: t`How many people can come in by it`, type: 'select', value: '', options: USES },
  ];
  if (has_password && may(role, 'SkipPassword')) fields.push({ name: 'skip_password', label: t`Lets in without the password`, type: 'checkbox' });
  return fields;
}

/** The only place where it is shown. @param {import('../app.js').App} app @param {string} address */
function link(app, address) {
  return [
    h('p', { class: 'muted' }, t`Here is the link. Copy it now: it is not shown again.`),
    h('input', { type: 'text', readonly: true, value: address, 'aria-label': t`The link` }),
    h('button', { type: 'button', class: 'button', onclick: () => copyText(address, app.toasts) }, t`Copy link`),
  ];
}

/** @param {Invitation} invitation @param {() => void} revoke */
function row({ creator, uses, max_uses, expires_at, skip_password }, revoke) {
  const name = nameOf(creator);
  const until = fullText(new Date(expires_at));
  const used = max_uses === null ? t`${counted(uses, 'person', 'people')} came in` : t`${uses} of ${max_uses} came in`;
  return h('li', { class: 'session' },
    personAvatar(creator),
    h('span', { class: 'session-words' },
      bdi(name), h('span', { class: 'muted' }, used, skip_password ? t` · without the password` : null, t` · until ${until}`)),
    h('button', { type: 'button', class: 'button', 'aria-label': t`Revoke the link of ${name}, good until ${until}`, onclick: revoke }, t`Revoke`));
}
