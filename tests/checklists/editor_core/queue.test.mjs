// What is to be saved arrives once, in its order, whatever the network does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../../../static/editor/queue.js';

const set = (to, was = null, field = ['weight']) => ({ operations: [{ do: 'set', at: 'q1', field, was, to }] });
const ok = { status: 200, body: {} };

// A server that answers as it is told to, and remembers what it was sent.
function served(...answers) {
  const sent = [];
  const states = [];
  const post = async (path, body) => {
    sent.push(structuredClone(body));
    const next = answers.shift() ?? ok;
    return typeof next === 'function' ? next() : next;
  };
  const queue = new Queue(post, (state) => states.push(state), async () => {});
  return { queue, sent, states };
}

const values = (sent) => sent.map((body) => body.operations[0].to);

test('changes go one after another', async () => {
  const { queue, sent, states } = served();
  await Promise.all([queue.push('/c', set(1)), queue.push('/c', set(2, 1, ['help']))]);
  assert.deepEqual(values(sent), [1, 2]);
  await queue.idle();
  assert.equal(states.at(-1), 'saved');
});

test('a value that waits gives way to the next one, and keeps what was before the first', async () => {
  const { queue, sent } = served();
  const all = [1, 2, 3].map((to) => queue.push('/c', set(to, to - 1)));
  await Promise.all(all);
  assert.deepEqual(sent.map((body) => [body.operations[0].was, body.operations[0].to]), [[0, 1], [1, 3]]);
});

test('what the network loses is sent again, and what was there already is no conflict', async () => {
  const theirs = { status: 409, body: { code: 'drafts.changed_meanwhile', at: 'q1', field: ['weight'], theirs: 5 } };
  const { queue, sent, states } = served({ status: 0, body: {} }, { status: 503, body: {} }, theirs);
  const told = await queue.push('/c', set(5));
  assert.equal(told.status, 200);
  assert.deepEqual(values(sent), [5, 5, 5]);
  assert.ok(states.includes('waiting'));
});

test('what is refused is told, and what follows goes on', async () => {
  const { queue, sent } = served({ status: 400, body: { code: 'drafts.unreadable' } });
  const [first, second] = await Promise.all([queue.push('/c', set(1)), queue.push('/c', set('a', null, ['help']))]);
  assert.deepEqual([first.status, second.status, sent.length], [400, 200, 2]);
});

test('a fault of the server does not hold up the rest for ever', async () => {
  const failed = { status: 500, body: {} };
  const { queue, sent } = served(failed, failed, failed, failed);
  const told = await Promise.all([queue.push('/c', set(1)), queue.push('/c', set(2, 1, ['help']))]);
  assert.deepEqual([told[0].status, told[1].status, sent.length], [500, 200, 5]);
});

test('whoever is signed out loses nothing', async () => {
  const out = { status: 401, body: { code: 'accounts.sign_in_needed' } };
  const { queue, sent, states } = served(out, out);
  assert.equal((await queue.push('/c', set(1))).status, 200);
  assert.deepEqual([sent.length, states.filter((one) => one === 'closed').length], [3, 2]);
});

test('undoing is not done twice when its answer is lost', async () => {
  const { queue, sent } = served({ status: 0, body: {} });
  assert.equal((await queue.push('/undo', {}, { once: true })).status, 0);
  assert.equal(sent.length, 1);
});

test('of a field in conflict the newest value is taken out of the queue', async () => {
  let answer;
  const { queue } = served(() => new Promise((go) => { answer = go; }));
  const first = queue.push('/c', set(1));
  const second = queue.push('/c', set(2, 1));
  assert.equal(queue.take('q1', ['weight']), 2);
  assert.equal(queue.take('q1', ['weight']), undefined);
  answer({ status: 409, body: { code: 'drafts.changed_meanwhile', theirs: 9 } });
  assert.deepEqual([(await first).status, (await second).status, queue.size], [409, 200, 0]);
});
