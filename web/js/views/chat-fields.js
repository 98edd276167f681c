// The fields that a new chat and a chat's settings have in common.

import { t } from '../text/words.js';

/** @typedef {import('../dom/form.js').Field} Field */

/** @type {Record<string, string>} */
const VISIBILITY = {
  public: t`Public: anyone can find it`,
  private: t`Private: not listed`,
};

/** @param {{name: string, description: string | null, visibility: string}} chat @returns {Field[]} */
export function chatFields({ name, description, visibility }) {
  return [
    { name: 'name', label: t`Name`, value: name, attributes: { autocomplete: 'off', maxlength: 160 } },
    { name: 'description', label: t`What it is about (optional)`, type: 'textarea', value: description ?? '' },
    { name: 'visibility', label: t`Who can find it`, type: 'select', value: visibility, options: VISIBILITY },
  ];
}

/** @param {{join_requests: boolean}} chat @returns {Field} */
export function joinRequestsField({ join_requests }) {
  return { name: 'join_requests', label: t`If private: others find its name and can ask to join`, type: 'checkbox', value: join_requests };
}

/** @type {Record<string, string>} */
const POSTING = { everyone: t`Every member`, moderators: t`Only the owner and the moderators` };

/** By seconds. @type {Record<string, string>} */
const PAUSES = { 0: t`No waiting`, 10: t`${10} seconds`, 30: t`${30} seconds`, 60: t`One minute`, 300: t`${5} minutes`, 900: t`${15} minutes`, 3600: t`One hour`, 21600: t`${6} hours` };

/** Who writes in a chat, and how often. @param {{posting: string, slow_mode_secs: number}} chat @returns {Field[]} */
export function paceFields({ posting, slow_mode_secs }) {
  const pause = String(slow_mode_secs);
  const options = pause in PAUSES ? PAUSES : { ...PAUSES, [pause]: t`${pause} seconds` };
  return [
    { name: 'posting', label: t`Who may write`, type: 'select', value: posting, options: POSTING },
    { name: 'slow_mode_secs', label: t`A member waits between two messages`, type: 'select', value: pause, options },
  ];
}

/** @param {string} label @param {string} [hint] @returns {Field} */
export function chatPasswordField(label, hint) {
  return { name: 'password', label, type: 'password', hint, attributes: { autocomplete: 'off' } };
}
