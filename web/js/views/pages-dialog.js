// A dialog with a list of which the server has page after page.

import { h, setText } from '../dom/h.js';
import { openDialog } from '../dom/dialog.js';
import { PagedList } from '../dom/paged-list.js';
import { explain } from '../text/explain.js';
import { t } from '../text/words.js';

const PAGE = 50;

/**
 * @template T
 * @param {string} title @param {string} none  what it says when there is nothing
 * @param {(query: {limit: number, cursor: string | null}) => Promise<import('../types.js').Page<T>>} fetchPage
 * @param {(item: T) => HTMLElement} row
 */
export function pagesDialog(title, none, fetchPage, row) {
  const status = h('p', { class: 'muted', role: 'status' }, t`Loading…`);
  const list = new PagedList('session-list', () => void load(true));
  const load = async (/** @type {boolean} */ more) => {
    try {
      const page = await fetchPage({ limit: PAGE, cursor: list.cursor });
      list.show(page.items.map(row), page.next_cursor, more);
      setText(status, list.isEmpty ? none : '');
    } catch (error) {
      setText(status, explain(error));
    }
  };
  const dialog = openDialog(title, status, ...list.elements);
  void load(false);
  return dialog;
}
