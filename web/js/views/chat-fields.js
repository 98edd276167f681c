// The fields that a new chat and a chat's settings have in common.

/** @typedef {import('../dom/form.js').Field} Field */

/** @type {Record<string, string>} */
const VISIBILITY = {
  public: 'Public: anyone can find it',
  private: 'Private: not listed',
};

/** @param {{name: string, description: string | null, visibility: string}} chat @returns {Field[]} */
export function chatFields({ name, description, visibility }) {
  return [
    { name: 'name', label: 'Name', value: name, attributes: { autocomplete: 'off', maxlength: 160 } },
    { name: 'description', label: 'What it is about (optional)', type: 'textarea', value: description ?? '' },
    { name: 'visibility', label: 'Who can find it', type: 'select', value: visibility, options: VISIBILITY },
  ];
}

/** @param {string} label @param {string} [hint] @returns {Field} */
export function chatPasswordField(label, hint) {
  return { name: 'password', label, type: 'password', hint, attributes: { autocomplete: 'off' } };
}
