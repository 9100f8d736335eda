// What is kept of a draft: merging with the server's, turns, what is sent, the stopwatch.
import assert from 'node:assert/strict';
import test from 'node:test';
import { merge } from '../../../static/phone/core/merge.js';
import { readRules } from '../../../static/phone/core/rules.js';
import { addTurn, dropTurn, payload, sheetOf, turnIsEmpty } from '../../../static/phone/core/sheet.js';
import { elapsed, reset, seen, start, stop } from '../../../static/phone/core/stopwatch.js';

const own = (answer, revision, dirty = false) => ({ key: 'q', answer, revision, dirty });
const YES = { value: 'yes' };
const NO = { value: 'no' };

// server row, own row → answer, revision, dirty; base of the change that is sent, if any
const MERGES = [
  ['nothing new', { answer: YES, revision: 2 }, own(YES, 2), [YES, 2, false]],
  ['newer there', { answer: NO, revision: 3 }, own(YES, 2), [NO, 3, false]],
  ['taken out there', { answer: null, revision: 3 }, own(YES, 2), [null, 3, false]],
  ['newer here', { answer: NO, revision: 2 }, own(YES, 2, true), [YES, 2, true], 2],
  ['newer on both sides', { answer: NO, revision: 3 }, own(YES, 2, true), [YES, 2, true], 2],
  ['the same on both sides', { answer: YES, revision: 3 }, own(YES, 2, true), [YES, 3, false]],
  ['only there', { answer: NO, revision: 1 }, null, [NO, 1, false]],
  ['only here, not sent', null, own(YES, 0, true), [YES, 0, true], 0],
  ['only here, the server went back', null, own(YES, 4), [YES, 0, true], 0],
  ['the server went back', { answer: NO, revision: 1 }, own(YES, 4), [YES, 1, true], 1],
  ['taken out here, not sent', { answer: YES, revision: 1 }, own(null, 1, true), [null, 1, true], 1],
];

test('no answer that the server lacks is lost, and what is newer there comes in', () => {
  for (const [name, there, here, wanted, base] of MERGES) {
    const { rows, changes } = merge(there ? { q: there } : {}, here ? [here] : []);
    assert.deepEqual(rows.map((row) => [row.answer, row.revision, row.dirty]), [wanted], name);
    assert.deepEqual(changes, base === undefined ? [] : [{ key: 'q', base, answer: wanted[0] }], name);
    if (here?.dirty && rows[0].dirty) assert.equal(rows[0], here, name);
  }
});

test('what is only for this phone is never sent', () => {
  const row = { key: '~clock', answer: {}, revision: 0, dirty: true };
  assert.deepEqual(merge({}, [row]), { rows: [row], changes: [] });
});

const TILL = { key: 'till', repeat: { max: 2 }, questions: [{ key: 'open' }, { key: 'queue' }] };

test('turns are added and dropped at the end, within what is allowed', () => {
  assert.deepEqual(addTurn(TILL, 1), { 'till[1].open': {} });
  assert.equal(addTurn(TILL, 2), null);
  assert.equal(addTurn({ ...TILL, repeat: {} }, 500), null);
  const answers = { 'till[1].open': {}, 'till[1].queue': { value: 0 }, 'till[10].open': YES, open: YES };
  assert.deepEqual(dropTurn({ answers }, TILL, 2), { 'till[1].open': null, 'till[1].queue': null });
  assert.equal(dropTurn({ answers }, TILL, 1), null);
  assert.deepEqual(dropTurn({ answers }, { ...TILL, repeat: { min: 0 } }, 1), {});
  assert.equal(turnIsEmpty({ answers }, TILL, 0), true);
  assert.equal(turnIsEmpty({ answers }, TILL, 1), false);
});

test('a draft is sent as its rows say, without values that were set aside', () => {
  const rows = [
    { key: '', answer: { visited_at: '2026-11-22T10:00', na_sections: ['b', 'a'] } },
    { key: 'one', answer: { value: 'yes', na: true, photos: ['p'] } },
    { key: 'two', answer: { value: null, comment: '' } },
    { key: 'gone', answer: null },
    { key: 'till[0].open', answer: {} },
  ];
  assert.deepEqual(payload(sheetOf(rows, 'ru'), { visit: 'v', photos: [] }), {
    format: 1, language: 'ru', location: '', visited_at: '2026-11-22T10:00', na_sections: ['a', 'b'],
    answers: { one: { na: true, photos: ['p'] }, 'till[0].open': { value: null } },
    visit: 'v', photos: [],
  });
});

test('rules find a question and say its number', () => {
  const rules = readRules({ sections: [{ questions: [{ key: 'a' }] }, TILL] });
  assert.equal(rules.question('queue'), TILL.questions[1]);
  assert.deepEqual([rules.numberOf('queue'), rules.numberOf('gone')], ['2.2', '']);
});

test('a stopwatch goes on through a reload and survives a clock that jumps', () => {
  let watch = start(reset(), 1000);
  assert.equal(elapsed(watch, 4000), 3000);
  watch = start(JSON.parse(JSON.stringify(watch)), 5000);
  assert.equal(elapsed(watch, 6000), 5000);
  watch = seen(watch, 6000); // then the clock is put back
  assert.equal(elapsed(watch, 2000), 5000);
  watch = seen(watch, 2000);
  watch = stop(watch, 3000);
  assert.equal(elapsed(watch, 99_000), 6000);
  assert.deepEqual(stop(watch, 100_000), watch);
  assert.equal(elapsed(reset(), 5), 0);
});
