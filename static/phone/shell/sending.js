// Sends what waits in the queue, one tab at a time and in order. What to do next says
// core/queue.js; here it is done. Nothing leaves the queue without a receipt.
import { next } from '../core/queue.js';
import { ask, session } from './session.js';
import * as store from './store.js';

const LONGEST_WAIT_MS = 2 ** 31 - 1;
const listeners = new Set();
let running;
let again;
let timer;

export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const said = (item) => listeners.forEach((listener) => listener(item));
store.hear((event) => { if (event.what === 'queue') said(event.item); });

async function keep(item) {
  await store.putItem(item);
  said(item);
  store.tell({ what: 'queue', item });
}

// Once this is kept it can no longer be lost.
export async function enqueue(item) {
  await keep({
    state: 'waiting', why: '', sentence: '', tries: 0, next_at: 0, sent_at: '', receipt: '',
    received_at: '', epoch: 0, queued_at: new Date().toISOString(), ...item,
  });
  run();
}

// `pressed`: the uuid of an item that is to go now whatever held it, or true: all that wait for
// network, as it is back.
export function run(pressed = false) {
  if (running) {
    again = pressed || again || true;
    return running;
  }
  const drained = () => drain(pressed);
  running = (navigator.locks?.request('phone-sending', drained) ?? drained())
    .catch(() => later(30_000))
    .finally(() => {
      running = undefined;
      const more = again;
      again = undefined;
      if (more) run(more);
    });
  return running;
}

async function drain(pressed) {
  const mine = await store.meta('person');
  if (!mine || !(await store.queueOf(mine)).length) return;
  const who = await signedIn(mine, pressed);
  if (!who || who.person !== mine) return;
  for (let item of await store.queueOf(mine)) {
    item = await prepared(item, who, pressed);
    if (item?.state !== 'waiting' || item.next_at > Date.now()) continue;
    item = await send(item);
    if (item.state === 'waiting') break;
  }
  await plan(mine);
}

// Nobody there: what waits says so, and goes by itself when its person is back.
async function signedIn(mine, pressed) {
  let who;
  try {
    who = await session(true);
  } catch {
    for (const item of await store.queueOf(mine)) {
      const due = item.next_at <= Date.now() || pressed;
      if (item.state === 'waiting' && due) await happen(item, { type: 'failed' });
    }
    return plan(mine);
  }
  if (who) return who;
  for (const item of await store.queueOf(mine)) {
    if (item.state !== 'waiting') continue;
    const { item: begun } = await happen(item, { type: 'press' });
    const { item: sending } = await happen(begun, { type: 'start' });
    await happen(sending, { type: 'put', status: 401, body: { code: 'accounts.sign_in_needed' } });
  }
  return null;
}

async function prepared(item, who, pressed) {
  const events = [{ type: 'signed_in' }, { type: 'epoch', epoch: who.epoch }, { type: 'age' }];
  const isBack = pressed === true && item.state === 'waiting' && item.why === 'network';
  if (isBack || pressed === item.uuid) events.push({ type: 'press' });
  for (const event of events) {
    const told = await happen(item, event);
    if (told.effects.some((effect) => effect.do === 'forget')) return forget(item);
    item = told.item;
  }
  // A tab that died while it sent left the item so; whoever holds the lock may go on.
  return item.state === 'sending' ? { ...item, state: 'waiting', next_at: 0 } : item;
}

async function happen(item, event) {
  const told = next(item, { at: Date.now(), random: Math.random(), ...event });
  if (JSON.stringify(told.item) !== JSON.stringify(item)) await keep(told.item);
  return told;
}

async function send(item) {
  let told = await happen(item, { type: 'start' });
  while (told.effects.length) {
    let event = { type: 'failed' };
    try {
      event = await done(told.item, told.effects[0]);
    } catch { /* no network: the event says so */ }
    told = await happen(told.item, event);
  }
  return told.item;
}

async function done(item, effect) {
  const address = `/api/submissions/${item.uuid}`;
  if (effect.do === 'put') {
    const headers = { 'X-Device-Time': new Date().toISOString() };
    return { type: 'put', ...await ask('PUT', address, { json: item.payload, headers }) };
  }
  if (effect.do === 'complete') return { type: 'complete', ...await ask('POST', `${address}/complete`) };
  const { sha256 } = effect;
  const held = await store.photo(store.draftId(item.person, item.visit), sha256);
  if (!held?.bytes) return { type: 'photo', sha256, status: 410, body: { code: 'photos.not_found' } };
  const headers = { 'Content-Type': held.media_type };
  const told = await ask('PUT', `${address}/photos/${sha256}`, { bytes: held.bytes, headers });
  return { type: 'photo', sha256, ...told };
}

async function forget(item) {
  await store.dropItem(item.uuid);
  const others = (await store.queueOf(item.person)).some((one) => one.visit === item.visit);
  if (!others) await store.dropDraft(store.draftId(item.person, item.visit));
  return null;
}

async function plan(mine) {
  const waiting = (await store.queueOf(mine)).filter((item) => item.state === 'waiting');
  if (waiting.length) later(Math.min(...waiting.map((item) => item.next_at)) - Date.now());
}

function later(ms) {
  clearTimeout(timer);
  timer = setTimeout(run, Math.min(Math.max(ms, 500), LONGEST_WAIT_MS));
}

let isStarted = false;

export function start() {
  if (isStarted) return run();
  isStarted = true;
  addEventListener('online', () => run(true));
  document.addEventListener('visibilitychange', () => { if (!document.hidden) run(); });
  return run();
}
