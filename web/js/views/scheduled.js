// Sending later: the dialog that asks when, and the list of what waits.

import { bdi, h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { explain } from '../text/explain.js';
import { fullText } from '../text/format.js';
import { plainText } from '../text/markup.js';
import { t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { filesText } from './chat-item.js';

/** @typedef {import('../types.js').ScheduledMessage} ScheduledMessage */

/** What is proposed: so much later. */
const LATER_MS = 60 * 60_000;

/** @param {import('../app.js').App} app @param {string} chatId @param {{body: string, reply_to: string | null, attachments: import('../types.js').Attachment[]}} draft @param {() => void} taken  called once it waits */
export function scheduleDialog(app, chatId, draft, taken) {
  const client_id = app.uuid();
  const proposed = localText(new Date(app.clock.now() + LATER_MS));
  const { body, reply_to, attachments } = draft;
  const dialog = openDialog(t`Send later`, h('p', { class: 'quoted', dir: 'auto' }, plainText(body) || filesText(attachments)), form({
    fields: [{ name: 'send_at', label: t`When`, type: 'datetime-local', value: proposed, hint: t`Up to a year from now, even if you are not here.` }],
    action: t`Schedule`,
    submit: async ({ send_at }) => {
      const at = new Date(send_at);
      // What is no time at all is for the server to refuse, beside the field.
      const wish = { body, reply_to, attachments: attachments.map(({ id }) => id), client_id, send_at: Number.isNaN(at.getTime()) ? '' : at.toISOString() };
      await calls(app).schedule(chatId, wish);
      dialog.close();
      taken();
      app.toasts.tell(t`Will be sent: ${fullText(at)}.`);
    },
  }));
}

/** @param {import('../app.js').App} app */
export async function scheduledDialog(app) {
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const list = h('ul', { class: 'session-list' });
  openDialog(t`Scheduled messages`, status, list);
  const load = async () => {
    try {
      const { items, next_cursor } = await calls(app).scheduled({ limit: 100 });
      list.replaceChildren(...items.map((item) => row(app, item, load)));
      setText(status, items.length === 0 ? t`Nothing waits to be sent. Write a message and choose “Send later”.` : next_cursor ? t`The next hundred:` : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  await load();
}

/** @param {import('../app.js').App} app @param {ScheduledMessage} message @param {() => Promise<void>} changed */
function row(app, message, changed) {
  const chat = app.store.state.chats[message.chat_id];
  const when = fullText(new Date(message.send_at));
  const remove = async () => {
    if (await app.attempt(calls(app).unschedule(message.id))) await changed();
  };
  return h('li', { class: 'session' },
    h('span', { class: 'session-words' },
      h('span', { dir: 'auto' }, [plainText(message.body), filesText(message.attachments)].filter(Boolean).join(' · ')),
      h('span', { class: 'muted' }, chat ? [bdi(chat.name), ' · '] : null, when),
      message.failure ? h('span', { class: 'failed' }, t`Not sent: ${FAILURES[message.failure] ?? t`it was refused.`}`) : null),
    h('button', { type: 'button', class: 'button', 'aria-label': t`Remove the message for ${when}`, onclick: remove }, t`Remove`));
}

/** @type {Record<string, string>} */
const FAILURES = {
  not_a_member: t`you were not in the chat any more.`,
  chat_not_found: t`the chat was gone, or you were not in it any more.`,
  blocked: t`you and this person could not write to each other.`,
  muted: t`you were muted.`,
  read_only: t`only moderators could write there.`,
  slow_mode: t`you had written shortly before, and the chat is in slow mode.`,
};

/** As a field for a date and a time has it: without a zone, to the minute. @param {Date} at */
function localText(at) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
