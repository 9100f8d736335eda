// What is to be saved, in its order, one request at a time. What the network keeps from arriving is
// tried again; what the server refuses is told to whoever asked. It knows neither page nor network.
import { same } from './core/values.js';

const PAUSES = [1, 2, 4, 8, 15, 30];
const PASSING = [0, 408, 429, 502, 503, 504, 507];
const CLOSED = ['accounts.sign_in_needed', 'web.stale_form', 'accounts.deactivated'];
const MOST_FAILURES = 3;

const isClosed = ({ status, body }) => status === 401 || CLOSED.includes(body.code);
const onlySet = ({ body }) => {
  const [first, second] = body?.operations ?? [];
  return !second && first?.do === 'set' ? first : null;
};
const isAt = (one, other) => one && other && one.at === other.at && same(one.field, other.field);

export class Queue {
  // post(path, body) gives {status, body}, told(state) hears how it goes, wait(ms) waits.
  constructor(post, told, wait) {
    Object.assign(this, { post, told, wait, entries: [], state: 'saved', waiting: [] });
  }

  get size() { return this.entries.length; }

  // Whether the network, or signing in, is waited for.
  get isStuck() { return ['waiting', 'closed'].includes(this.state); }

  // Resolves with {status, body}, whenever that is.
  push(path, body, { once = false } = {}) {
    const joined = this.join(path, body);
    if (joined) return joined.ended;
    const entry = { path, body, once };
    entry.ended = new Promise((go) => { entry.end = go; });
    this.entries.push(entry);
    this.run();
    return entry.ended;
  }

  // A value that waits behind others gives way to the next one of the same field.
  join(path, body) {
    const last = this.entries.at(-1);
    if (!last || last.flying || path !== last.path) return null;
    const [held, next] = [onlySet(last), onlySet({ body })];
    if (!isAt(held, next)) return null;
    held.to = next.to;
    return last;
  }

  async run() {
    if (this.running) return;
    this.running = true;
    for (let failures = 0; this.entries.length;) {
      const [entry] = this.entries;
      entry.flying = true;
      if (!failures) this.tell('saving');
      const told = await this.post(entry.path, entry.body);
      if (this.passes(told, entry, failures)) {
        this.tell(isClosed(told) ? 'closed' : 'waiting', told);
        await this.wait(isClosed(told) ? null : this.pause(told, failures));
        failures += 1;
      } else {
        failures = 0;
        this.entries.shift();
        entry.end(this.settled(told, entry));
      }
      // Whoever asked may ask for more before the rest goes on.
      await null;
    }
    this.running = false;
    this.tell('saved');
    this.waiting.splice(0).forEach((go) => go());
  }

  passes(told, entry, failures) {
    if (entry.once && !isClosed(told)) return false;
    if (told.status === 500) return failures < MOST_FAILURES;
    return PASSING.includes(told.status) || isClosed(told);
  }

  pause({ retry_after_s }, failures) {
    return 1000 * (retry_after_s || PAUSES[Math.min(failures, PAUSES.length - 1)]);
  }

  // After a lost answer the same value is there already: that is no conflict.
  settled(told, { body }) {
    const set = onlySet({ body });
    const is_conflict = told.status === 409 && set && 'theirs' in told.body;
    const done = is_conflict && same(told.body.theirs, set.to);
    return done ? { status: 200, body: {} } : told;
  }

  tell(state, why) {
    this.state = state;
    this.told(state, why);
  }

  // Resolves when nothing waits, or at once when it would have to wait for the network.
  idle() {
    if (!this.entries.length || this.isStuck) return Promise.resolve();
    return new Promise((go) => { this.waiting.push(go); });
  }

  // What was refused never stood there: the values that follow it begin from what does.
  rebase(at, field, was) {
    for (const { body } of this.entries) {
      for (const one of body.operations ?? []) {
        if (one.do === 'set' && isAt(one, { at, field })) { one.was = was; return; }
      }
    }
  }

  // Values of a field that wait: the newest, taken out of the queue, or undefined.
  take(at, field) {
    const found = this.entries.filter((one) => !one.flying && isAt(onlySet(one), { at, field }));
    this.entries = this.entries.filter((one) => !found.includes(one));
    for (const one of found) one.end({ status: 200, body: {} });
    return found.length ? onlySet(found.at(-1)).to : undefined;
  }
}
