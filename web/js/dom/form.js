// Forms: labelled fields, one submit at a time, and the server's field errors beside the fields.

import { explain } from '../text/explain.js';
import { Problem } from '../wire/http.js';
import { h } from './h.js';

/**
 * @typedef {object} Field
 * @property {string} name            as the server calls it, so that its errors find it
 * @property {string} label
 * @property {string} [type]          an input's type, or `textarea`, `checkbox`, `select`
 * @property {string | boolean} [value]
 * @property {string} [hint]
 * @property {Record<string, string>} [options]  of a select
 * @property {Record<string, any>} [attributes]
 */
/** @typedef {Record<string, any>} Values */

/**
 * @typedef {object} FormParts
 * @property {Field[]} fields
 * @property {string} action                  what the button says
 * @property {(values: Values) => Promise<void>} submit
 * @property {string} [className]
 * @property {import('./h.js').Child[]} [more]  beside the button
 * @property {'primary' | 'danger'} [weight]  of the button
 */

let controls = 0;

/** @param {FormParts} parts @returns {HTMLFormElement} */
export function form({ fields, action, submit, className = '', more = [], weight = 'primary' }) {
  const built = fields.map(fieldFor);
  const alert = h('p', { class: 'form-error', role: 'alert' });
  const button = h('button', { type: 'submit', class: `button ${weight}` }, action);
  const element = h('form', { class: `form ${className}`, novalidate: true },
    built.map((field) => field.element), alert, h('div', { class: 'form-actions' }, ...more, button));

  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    for (const field of built) field.complain('');
    alert.textContent = '';
    button.setAttribute('aria-disabled', 'true');
    try {
      await submit(Object.fromEntries(built.map((field) => [field.name, field.value()])));
    } catch (error) {
      await showErrors(built, alert, error);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });
  return element;
}

/** @typedef {ReturnType<typeof fieldFor>} BuiltField */

/** @param {Field} field */
function fieldFor(field) {
  const id = `field-${++controls}`;
  const control = controlFor(field, id);
  const error = h('p', { class: 'field-error', id: `${id}-error` });
  const hint = field.hint ? h('p', { class: 'field-hint', id: `${id}-hint` }, field.hint) : null;
  control.setAttribute('aria-describedby', `${id}-error${hint ? ` ${id}-hint` : ''}`);
  const label = h('label', { for: id }, field.label);
  const parts = field.type === 'checkbox' ? [control, label] : [label, control];
  return {
    name: field.name,
    control,
    element: h('div', { class: field.type === 'checkbox' ? 'field checkbox' : 'field' }, parts, error, hint),
    value: () => (control instanceof HTMLInputElement && control.type === 'checkbox' ? control.checked : control.value),
    /** @param {string} text */
    complain(text) {
      error.textContent = text;
      if (text) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    },
  };
}

/** @param {Field} field @param {string} id @returns {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
function controlFor({ name, type = 'text', value, options = {}, attributes = {} }, id) {
  const common = { id, name, ...attributes };
  if (type === 'textarea') {
    const area = h('textarea', { rows: 3, dir: 'auto', ...common });
    area.value = String(value ?? '');
    return area;
  }
  if (type === 'select') {
    const choices = Object.entries(options).map(([key, text]) => h('option', { value: key }, text));
    const select = h('select', common, choices);
    select.value = String(value ?? '');
    return select;
  }
  const input = h('input', { type, dir: type === 'text' ? 'auto' : null, ...common });
  if (type === 'checkbox') input.checked = value === true;
  else input.value = String(value ?? '');
  return input;
}

/** @param {BuiltField[]} fields @param {HTMLElement} alert @param {unknown} error */
async function showErrors(fields, alert, error) {
  const complaints = error instanceof Problem ? error.errors : [];
  const known = complaints.length > 0 ? await wordsFor(complaints) : [];
  const wrong = fields.filter((field) => {
    const own = known.filter(([name]) => name === field.name);
    field.complain(own.map(([, words]) => words).join(' '));
    return own.length > 0;
  });
  if (wrong.length === 0) alert.textContent = explain(error);
  wrong[0]?.control.focus();
}

/** @param {import('../wire/http.js').FieldError[]} complaints @returns {Promise<[string, string][]>} */
async function wordsFor(complaints) {
  const module = await import('../text/field-words.js').catch(() => null); // the server's own words will do
  return complaints.map((complaint) => [complaint.field, module?.fieldWords(complaint) ?? complaint.detail]);
}
