// The page's side of the worker: it is registered, a new version takes over when nobody is in the
// middle of something, and blank pages of visits are kept.
import * as store from './store.js';

const SCOPE = '/phone/';
const KEPT = 'phone-kept';
const LIST = '/phone/kept.json';
const PAGES = /^\/phone\/(forms|briefs)\//;
const EDITING = 'phone-editing';
const A_DAY_MS = 86_400_000;
const { serviceWorker, locks } = navigator;
let done;

export async function start() {
  if (!serviceWorker) return;
  if (document.documentElement.dataset.worker === 'off') {
    // The worker that takes itself back is for pages that were kept; this one needs no second request.
    await (await serviceWorker.getRegistration(SCOPE))?.unregister();
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith('phone-')).map((name) => caches.delete(name)));
    return;
  }
  const held = await serviceWorker.register(`${SCOPE}sw.js`, { scope: SCOPE, updateViaCache: 'none' });
  held.addEventListener('updatefound', () => {
    held.installing?.addEventListener('statechange', () => takeOver());
  });
  await takeOver();
  // A page that was kept knows nothing of a newer version, nor of one that takes all back.
  if (!document.documentElement.dataset.person) await held.update();
  // A page that was on its way when the worker began is not its own yet.
  const { active } = await serviceWorker.ready;
  if (!serviceWorker.controller) active.postMessage('claim');
}

// A form tells when it holds what is not yet on the phone; other tabs see the lock.
export function editing(isSo) {
  if (!isSo) {
    done?.();
    done = undefined;
  } else if (!done && locks) {
    locks.request(EDITING, { mode: 'shared' }, () => new Promise((free) => { done = free; }));
  }
}

export async function takeOver() {
  const held = await serviceWorker?.getRegistration(SCOPE);
  if (!held?.waiting || await isBusy()) return false;
  held.waiting?.postMessage('take over'); // another page may have been quicker
  return true;
}

async function isBusy() {
  const { held = [] } = await locks?.query() ?? {};
  if (held.some((lock) => lock.name === EDITING)) return true;
  const person = await store.meta('person');
  const queued = new Set((await store.queueOf(person)).map((item) => item.visit));
  const rows = await store.draftsOf(person);
  return rows.some(({ visit, key, dirty, at }) => dirty && key[0] !== '~' && at > Date.now() - A_DAY_MS
    && !queued.has(visit) && !visit.startsWith('practice:'));
}

const pagesOf = ({ form, rules, brief, pictures = [] }) => [form, rules, brief, ...pictures];

async function list() {
  const told = await caches.match(LIST, { cacheName: KEPT });
  return told ? told.json() : { visits: {} };
}

export const kept = async () => (globalThis.caches ? (await list()).visits : {});

// One tab at a time changes the list.
function change(edit) {
  const act = async () => {
    const cache = await caches.open(KEPT);
    const before = await list();
    const after = await edit(before, cache) ?? before;
    after.language = document.documentElement.lang;
    await cache.put(LIST, new Response(JSON.stringify(after)));
    await forget(new Set(Object.values(after.visits).flatMap(pagesOf)));
  };
  return locks ? locks.request(KEPT, act) : act();
}

async function forget(wanted) {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (PAGES.test(pathname) && !wanted.has(pathname)) await cache.delete(url);
    }
  }
}

// Keep the pages of these visits; returns the ids of those that are whole.
export async function keep(visits, tell = () => {}) {
  if (!globalThis.caches || !serviceWorker) return [];
  await settled();
  const whole = [];
  await change(async (held, cache) => {
    for (const { id, pages } of visits) {
      const told = await Promise.all(pagesOf(pages).map((path) => fill(cache, path)));
      if (told.every(Boolean)) {
        held.visits[id] = pages;
        whole.push(id);
      }
      tell(whole.length);
    }
  });
  return whole;
}

async function fill(cache, path) {
  if (await caches.match(path)) return true;
  const answer = await fetch(path).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  await cache.put(path, answer);
  return true;
}

// Pages of a newer version than the worker's need that version's files beside them.
async function settled() {
  const held = await serviceWorker.getRegistration(SCOPE);
  await held?.update().catch(() => {});
  const { installing } = held ?? {};
  if (!installing) return;
  await new Promise((go) => installing.addEventListener('statechange', () => {
    if (installing.state !== 'installing') go();
  }));
}

// Visits that are over, or another person's, are no longer kept.
export async function keepOnly(ids) {
  if (!globalThis.caches || !await caches.has(KEPT)) return;
  await change((held) => ({
    visits: Object.fromEntries(Object.entries(held.visits).filter(([id]) => ids.includes(id))),
  }));
}
