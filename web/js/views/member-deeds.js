// What one may do to a member, by the roles of both.

import { bdi, h } from '../dom/h.js';
import { confirmed, openDialog } from '../dom/dialog.js';
import { form } from '../dom/form.js';
import { mayTo } from '../state/rules.js';
import { nameOf } from '../text/format.js';
import { phrase, t } from '../text/words.js';
import { calls } from '../wire/calls.js';
import { transferChat } from '../wire/chat-deeds.js';

/** @typedef {import('../types.js').Member} Member */
/** @typedef {import('../types.js').MyChat} MyChat */
/** @typedef {import('../app.js').App} App */

/** One deed that the dialog offers. @typedef {{label: string, danger?: boolean, done: (app: App, chat: MyChat, member: Member) => void}} Offer */

/** @type {[import('../state/rules.js').Deed, (member: Member) => Offer][]} */
const OFFERS = [
  ['Appoint', ({ role }) => (role === 'moderator' ? { label: t`Make ordinary member`, done: dismiss } : { label: t`Make moderator`, done: appoint })],
  ['HandOver', () => ({ label: t`Make owner`, done: handOver })],
  ['Mute', ({ muted_until }) => (isMuted(muted_until) ? { label: t`Let write again`, done: unmute } : { label: t`Mute`, done: mute })],
  ['Remove', () => ({ label: t`Remove from chat`, danger: true, done: remove })],
  ['Ban', () => ({ label: t`Ban`, danger: true, done: ban })],
];

/** A button for each. @param {App} app @param {MyChat} chat @param {Member} member @param {() => void} close */
export function deedButtons(app, chat, member, close) {
  return OFFERS.filter(([deed]) => mayTo(chat.role, deed, member.role)).map(([, offer]) => {
    const { label, danger, done } = offer(member);
    const onclick = () => {
      close();
      done(app, chat, member);
    };
    return h('button', { type: 'button', class: danger ? 'button danger' : 'button', onclick }, label);
  });
}

/** @type {Offer["done"]} */
async function appoint(app, { id }, { user }) {
  const name = nameOf(user);
  if (await app.attempt(calls(app).changeMember(id, user.id, { role: 'moderator' }))) app.toasts.tell(t`${name} is a moderator now.`);
}

/** @type {Offer["done"]} */
async function dismiss(app, { id }, { user }) {
  const name = nameOf(user);
  if (await app.attempt(calls(app).changeMember(id, user.id, { role: 'member' }))) app.toasts.tell(t`${name} is no moderator any more.`);
}

/** @type {Offer["done"]} */
async function handOver(app, { id }, { user }) {
  const name = nameOf(user);
  const text = phrase`${bdi(name)} becomes the owner of this chat. You stay in it as a member and can no longer change its settings.`;
  if (!(await confirmed({ title: t`Hand over this chat?`, text, action: t`Make owner` }))) return;
  if (await app.attempt(transferChat(app, id, user.id))) app.toasts.tell(t`${name} owns this chat now.`);
}

/** @type {Offer["done"]} */
async function remove(app, { id }, { user }) {
  const name = nameOf(user);
  const text = phrase`${bdi(name)} will no longer see what is written here, but may join again.`;
  if (!(await confirmed({ title: t`Remove this member?`, text, action: t`Remove`, danger: true }))) return;
  if (await app.attempt(calls(app).removeMember(id, user.id))) app.toasts.tell(t`${name} was removed.`);
}

/** @type {Offer["done"]} */
export function ban(app, { id }, { user }) {
  const name = nameOf(user);
  const dialog = openDialog(t`Ban this member?`,
    h('p', null, phrase`${bdi(name)} is removed, and cannot join again until somebody lets them in.`),
    form({
      fields: [{ name: 'reason', label: t`Reason, for those who keep order (optional)`, attributes: { autocomplete: 'off', maxlength: 200 } },
        { name: 'remove_messages', label: t`Delete all that they wrote here`, type: 'checkbox' }],
      action: t`Ban`,
      weight: 'danger',
      submit: async ({ reason, remove_messages }) => {
        await calls(app).ban(id, user.id, reason.trim() ? { reason: reason.trim(), remove_messages } : { remove_messages });
        dialog.close();
        app.toasts.tell(t`${name} is banned.`);
      },
    }));
}

/** @param {string | null} until */
function isMuted(until) {
  return until !== null && Date.parse(until) > Date.now();
}

/** @type {Offer["done"]} */
function mute(app, { id }, { user }) {
  const name = nameOf(user);
  const dialog = openDialog(t`Mute this member?`,
    h('p', null, phrase`${bdi(name)} can read and not write until then.`),
    form({
      fields: [{ name: 'hours', label: t`For`, type: 'select', value: '1', options: { 1: t`One hour`, 24: t`One day`, 168: t`One week` } }],
      action: t`Mute`,
      submit: async ({ hours }) => {
        const muted_until = new Date(app.clock.now() + Number(hours) * 3_600_000).toISOString();
        await calls(app).changeMember(id, user.id, { muted_until });
        dialog.close();
        app.toasts.tell(t`${name} is muted.`);
      },
    }));
}

/** @type {Offer["done"]} */
async function unmute(app, { id }, { user }) {
  if (await app.attempt(calls(app).changeMember(id, user.id, { muted_until: null }))) app.toasts.tell(t`${nameOf(user)} may write again.`);
}
