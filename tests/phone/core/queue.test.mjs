// What becomes of one submission, event by event: only a receipt ends it, and nothing drops it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { next } from '../../../static/phone/core/queue.js';

const DAY = 86_400_000;
const AT = Date.UTC(2026, 10, 22);
const NEW = {
  uuid: 'u', payload: '{}', photos: [], state: 'waiting', why: '', sentence: '', tries: 0, rounds: 0, next_at: 0,
  sent_at: '', receipt: '', received_at: '', epoch: 0, queued_at: '',
};
const SENDING = { ...NEW, state: 'sending' };
const RECEIPT = { state: 'received', missing: [], receipt: 'R-1', received_at: 'then', epoch: 3, digest: 'd' };
const DONE = { ...NEW, state: 'received', epoch: 3, receipt: 'R-1', sent_at: new Date(AT).toISOString() };
const tell = (item, event) => next(item, { at: AT, random: 0, ...event });
const put = (status, body = {}, more = {}) => ({ type: 'put', status, body, ...more });

test('a visit with photos goes photo by photo, and then its receipt ends it', () => {
  const done = [];
  let told = tell(NEW, { type: 'start' });
  assert.equal(told.item.state, 'sending');
  const answers = {
    put: { status: 201, body: { state: 'receiving', missing: ['a', 'b'] } },
    photo: { status: 201, body: {} },
    complete: { status: 202, body: { ...RECEIPT, flags: ['late'] } },
  };
  while (told.effects.length) {
    const [effect] = told.effects;
    done.push(effect.sha256 ?? effect.do);
    told = tell(told.item, { type: effect.do, sha256: effect.sha256, ...answers[effect.do] });
  }
  assert.deepEqual(done, ['put', 'a', 'b', 'complete']);
  assert.equal(told.item.state, 'received');
  assert.equal(told.item.receipt, 'R-1');
  assert.equal(told.item.epoch, 3);
  assert.equal(told.item.payload, '{}');
});

test('what the server has already is received at once', () => {
  assert.equal(tell(SENDING, put(200, RECEIPT)).item.state, 'received');
});

// status and body → state, why
const ANSWERS = [
  [200, {}, 'waiting', 'network'], // the page of some hotel's network
  [302, {}, 'waiting', 'network'],
  [400, { code: 'submissions.unreadable', sentence: 'No.' }, 'held', 'submissions.unreadable'],
  [401, { code: 'accounts.sign_in_needed' }, 'held', 'accounts.sign_in_needed'],
  [403, {}, 'held', 'http.403'],
  [404, { code: 'visits.not_found' }, 'held', 'visits.not_found'],
  [409, { code: 'submissions.conflict' }, 'held', 'submissions.conflict'],
  [413, {}, 'held', 'http.413'],
  [422, { code: 'photos.unreadable' }, 'waiting', 'photos.unreadable'],
  [429, {}, 'waiting', 'network'],
  [500, {}, 'waiting', 'network'],
  [503, { code: 'web.busy' }, 'waiting', 'web.busy'],
  [507, { code: 'web.disk_full' }, 'waiting', 'web.disk_full'],
];

test('no answer of the server drops anything', () => {
  for (const type of ['put', 'complete']) {
    for (const [status, body, state, why] of ANSWERS) {
      if (type === 'complete' && status === 404) continue;
      const { item, effects } = tell(SENDING, { ...put(status, body), type });
      assert.deepEqual([item.state, item.why, effects], [state, why, []], `${type} ${status}`);
      assert.equal(item.payload, '{}');
      assert.equal(item.sentence, body.sentence ?? '');
      assert.equal(item.next_at > AT, state === 'waiting', `${type} ${status}`);
    }
  }
});

test('a server that has forgotten the submission is told it anew', () => {
  for (const type of ['photo', 'complete']) {
    const { item } = tell(SENDING, { type, status: 404, body: {}, sha256: 'a' });
    assert.equal(item.state, 'waiting');
    assert.deepEqual(next(item, { type: 'start', at: item.next_at }).effects, [{ do: 'put' }]);
  }
});

test('what is missing at the end is sent again, but not for ever', () => {
  const event = { type: 'complete', status: 409, body: { code: 'submissions.incomplete', missing: ['a'] } };
  let told = tell(SENDING, event);
  assert.deepEqual(told.effects, [{ do: 'photo', sha256: 'a' }]);
  for (let turn = 0; turn < 9 && told.effects.length; turn++) {
    told = tell(told.item, { type: 'photo', status: 201, body: {}, sha256: 'a' });
    assert.deepEqual(told.effects, [{ do: 'complete' }]);
    told = tell(told.item, event);
  }
  assert.deepEqual([told.item.state, told.effects], ['held', []]);
});

test('a photo refused again and again is held', () => {
  let item = SENDING;
  for (let turn = 0; turn < 9; turn++) ({ item } = tell(item, { type: 'photo', status: 422, body: {} }));
  assert.equal(item.state, 'held');
});

test('pauses grow from five seconds to ten minutes, with jitter', () => {
  for (const [random, first, last] of [[0, 5, 400], [0.5, 6.25, 500], [1, 7.5, 600]]) {
    let item = SENDING;
    const pauses = [];
    for (let turn = 0; turn < 12; turn++) {
      ({ item } = tell(item, { type: 'failed', random }));
      pauses.push((item.next_at - AT) / 1000);
    }
    assert.deepEqual([pauses[0], pauses.at(-1)], [first, last]);
    assert.ok(pauses.every((pause, at) => !at || pause >= pauses[at - 1]));
  }
});

test('the pause is at least what the server asks for, within an hour', () => {
  for (const [asked, wanted] of [[1, 5], [120, 120], [1e9, 3600]]) {
    const { item } = tell(SENDING, put(503, {}, { retry_after_s: asked }));
    assert.equal((item.next_at - AT) / 1000, wanted);
  }
});

test('nothing starts before its time, but a clock put back keeps nothing waiting', () => {
  const starts = (next_at) => tell({ ...NEW, next_at }, { type: 'start' }).effects.length === 1;
  assert.deepEqual([AT - 1, AT, AT + 1, AT + DAY].map(starts), [true, true, false, true]);
});

test('a pressed button sends what waits or is held, and nothing else', () => {
  for (const state of ['waiting', 'held']) {
    const { item } = tell({ ...NEW, state, tries: 4, next_at: AT + 9, why: 'x' }, { type: 'press' });
    assert.deepEqual(item, NEW);
  }
  assert.equal(tell(DONE, { type: 'press' }).item.state, 'received');
});

test('signing in frees only what was held for it', () => {
  const held = (status, code) => tell(SENDING, put(status, { code })).item;
  const after = (item) => tell(item, { type: 'signed_in' }).item.state;
  assert.equal(after(held(401)), 'waiting');
  assert.equal(after(held(403)), 'waiting');
  assert.equal(after(held(400, 'web.stale_form')), 'waiting');
  assert.equal(after(held(400, 'submissions.unreadable')), 'held');
  assert.equal(after(held(409)), 'held');
});

test('a risen epoch offers again what was received under a lower one', () => {
  const after = (epoch, item = DONE) => tell(item, { type: 'epoch', epoch }).item;
  assert.equal(after(4).state, 'waiting');
  assert.equal(after(4).receipt, 'R-1');
  assert.equal(after(3).state, 'received');
  assert.equal(after(9, { ...NEW, state: 'held' }).state, 'held');
});

test('what was received is forgotten after fourteen days, the rest never', () => {
  const after = (item, days) => tell(item, { type: 'age', at: AT + days * DAY }).effects;
  assert.deepEqual(after(DONE, 14), []);
  assert.deepEqual(after(DONE, 14.1), [{ do: 'forget' }]);
  for (const state of ['waiting', 'sending', 'held']) assert.deepEqual(after({ ...DONE, state }, 99), []);
});
