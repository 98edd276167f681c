import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { may, mayTo } from '../../js/state/rules.js';

/** @type {import('../../js/types.js').Role[]} */
const ROLES = ['owner', 'moderator', 'member'];

test('the page allows what the server allows', () => {
  const table = readFileSync(new URL('../../../crates/domain/src/rules.rs', import.meta.url), 'utf8');
  for (const deed of /** @type {import('../../js/state/rules.js').Deed[]} */ (['ChangeChat', 'HandOver', 'DeleteMessage', 'Appoint', 'Remove', 'Ban'])) {
    const row = table.match(new RegExp(`Self::${deed} +=> \\[ (\\w+), +(\\w+), +(\\w+) +\\]`))?.slice(1);
    assert.deepEqual(ROLES.map((role) => may(role, deed)), row?.map((right) => right !== 'No'), deed);
  }
});

test('nothing that is done to a person reaches the owner or an equal', () => {
  for (const role of ROLES) assert.deepEqual([mayTo(role, 'Remove', 'owner'), mayTo(role, 'Remove', role)], [false, false]);
  assert.deepEqual([mayTo('owner', 'Remove', 'moderator'), mayTo('moderator', 'Remove', 'member')], [true, true]);
});
