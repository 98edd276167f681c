import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { may, mayTo, silenceOf } from '../../js/state/rules.js';
import { chat } from './fakes.mjs';

/** @type {import('../../js/types.js').Role[]} */
const ROLES = ['owner', 'moderator', 'member'];

test('the page allows what the server allows', () => {
  const table = readFileSync(new URL('../../../crates/domain/src/rules.rs', import.meta.url), 'utf8');
  for (const deed of /** @type {import('../../js/state/rules.js').Deed[]} */ (['ChangeChat', 'HandOver', 'DeleteMessage', 'ReadVersions', 'Pin', 'Announce', 'Invite', 'SkipPassword', 'Appoint', 'Mute', 'Remove', 'Ban', 'ReadLog'])) {
    const row = table.match(new RegExp(`Self::${deed} +=> \\[ (\\w+), +(\\w+), +(\\w+) +\\]`))?.slice(1);
    assert.deepEqual(ROLES.map((role) => may(role, deed)), row?.map((right) => right !== 'No'), deed);
  }
});

test('nothing that is done to a person reaches the owner or an equal', () => {
  for (const role of ROLES) assert.deepEqual([mayTo(role, 'Remove', 'owner'), mayTo(role, 'Remove', role)], [false, false]);
  assert.deepEqual([mayTo('owner', 'Remove', 'moderator'), mayTo('moderator', 'Remove', 'member')], [true, true]);
});

test('who may not write is told why, until it is over', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  const told = (/** @type {object} */ more) => silenceOf(chat({ role: 'member', ...more }), now);
  assert.equal(told({}), null);
  assert.equal(told({ muted_until: '2026-03-01T09:00:00Z' }), null);
  assert.match(told({ muted_until: '2026-03-01T11:00:00Z' }) ?? '', /^You are muted until /);
  assert.equal(told({ posting: 'moderators' }), 'Only the owner and the moderators write here.');
  assert.equal(told({ posting: 'moderators', role: 'moderator' }), null);
});
