import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcement } from '../../js/views/announcer.js';
import { ada, message } from './fakes.mjs';

test('one new message is told in its words, several as a number and the last', () => {
  const one = message(1, { author: ada, body: '**Tea** is ready' });
  assert.equal(announcement([one]), 'Ada: Tea is ready');
  assert.equal(announcement([message(0), one]), '2 new messages. Ada: Tea is ready');
  const file = { id: 'f', name: 'a.txt', media_type: 'text/plain', bytes: 1, width: null, height: null, has_thumbnail: false };
  assert.equal(announcement([message(1, { author: ada, body: '', attachments: [file] })]), 'Ada: 1 file');
});
