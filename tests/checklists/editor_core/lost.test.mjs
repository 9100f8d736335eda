// What was written in a part that is gone goes with it when it comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lost } from '../../../static/editor/lost.js';

const set = (field, was, to, at = 'q1') => ({ do: 'set', at, field, was, to });

test('of each field the newest words are kept, from what stood there first', () => {
  const lost = new Lost('q1', '1.2 Clean?');
  lost.take([set(['text', 'en'], 'Clean?', 'Clean and')]);
  lost.take([set(['text', 'en'], 'Clean and', 'Clean and dry?')]);
  lost.take([set(['options'], 'done', null), set(['answer_sets', 'done'], null, [{}], '')]);
  lost.take([{ do: 'move', at: 'q1', in: 's1', before: null }]);
  assert.deepEqual(lost.operations, [
    { do: 'restore', at: 'q1' },
    set(['text', 'en'], 'Clean?', 'Clean and dry?'),
    set(['options'], 'done', null),
    set(['answer_sets', 'done'], null, [{}], ''),
  ]);
});

test('what was taken back, or given up, is not written', () => {
  const lost = new Lost('q1', '');
  lost.take([set(['weight'], null, 2)]);
  lost.take([set(['weight'], 2, null)]);
  lost.take([set(['help', 'en'], null, 'At the door.')]);
  assert.equal(lost.written.length, 1);
  lost.drop('q1', ['help', 'en']);
  assert.deepEqual(lost.operations, [{ do: 'restore', at: 'q1' }]);
});
