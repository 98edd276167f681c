// A conversation longer than anybody would wait for: the page gets what a server would send that had it.

import { Person } from './people.mjs';

const MANY = 50_000;

/** Somebody who is at its end. @param {import('playwright-core').Browser} browser @param {string} url */
export async function readsMany(browser, url) {
  const max = await Person.arrives(browser, url, 'max');
  await max.registers();
  await max.creates('Long');
  await max.says('the first');
  await max.nothingPending();
  await max.page.route(/\/messages\?limit=/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: many(await answer.json()) });
  });
  await max.page.reload();
  await max.sees(`message ${MANY}`);
  return max;
}

/** @param {any} page  with one message, of which the others are copies */
function many({ items: [message] }) {
  const items = Array.from({ length: MANY }, (_, at) => ({
    ...message, id: `m-${at}`, number: at + 1, client_id: `c-${at}`, body: at % 7 === 0 ? `${at + 1} ${'long words '.repeat(at % 40)}` : `message ${at + 1}`,
    author: at % 5 < 3 ? message.author : { ...message.author, id: 'u-other', username: 'other', display_name: 'Other' },
    created_at: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
  }));
  return { items, has_before: false, has_after: false };
}
