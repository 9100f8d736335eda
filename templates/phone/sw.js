{% if phone_worker == 'off' -%}
// Taken back: what was kept of pages goes, what the person entered stays. The worker before may be
// busy for minutes, so its end is not waited for; browsers do this once the installing is over.
self.addEventListener('install', (event) => {
  self.registration.unregister();
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('phone-'));
    await Promise.all(names.map((name) => caches.delete(name)));
  })());
});
{%- else -%}
// Lets the pages open without network. A version is kept whole or not at all, and nothing
// personal is ever kept here: blank pages are filled by script from what the phone holds.
const STAMP = '{{ stamp }}';
const SHELL = {{ shell | safe }};
const CACHE = `phone-${STAMP}`;
const KEPT = 'phone-kept';
const LIST = '/phone/kept.json';
const PATIENCE_MS = 4000;
const VISIT = /^\/phone\/visits\/([^/]+)(\/form)?$/;
const TRIAL = /^\/phone\/trial\//; // changes as one looks
const BLANK = /^\/(static|phone\/(forms|briefs|blank))\//;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== location.origin || TRIAL.test(address.pathname)) return;
  if (mode === 'navigate') event.respondWith(page(event.request, address));
  else if (BLANK.test(address.pathname)) event.respondWith(kept(event.request));
});

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(SHELL.map((path) => fill(cache, path)));
  const { visits } = await list();
  const pages = Object.values(visits).flatMap(({ form, rules, brief }) => [form, rules, brief]);
  await Promise.all([...new Set(pages)].map((path) => fill(cache, path, [403, 404])));
}

// Stamped files never change; pages are asked for anew. A page behind a sign-in is none.
async function fill(cache, path, without = []) {
  const answer = await fetch(path, { cache: path.startsWith('/static/') ? 'default' : 'reload' });
  if (without.includes(answer.status)) return;
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

// The version before stays too: pages that are open may still ask for parts of it.
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith('phone-'));
  const old = names.filter((name) => name !== CACHE && name !== KEPT).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function list() {
  const told = await caches.match(LIST, { cacheName: KEPT });
  return told ? told.json() : { visits: {}, language: '' };
}

async function held(path) {
  return await caches.match(path, { cacheName: CACHE }) ?? caches.match(path);
}

async function kept(request) {
  return await held(request) ?? fetch(request);
}

async function page(request, { pathname, search }) {
  if (BLANK.test(pathname)) return kept(request);
  const { visits, language } = await list();
  const [, id, isForm] = VISIT.exec(pathname) ?? [];
  const pages = visits[id];
  if (isForm && pages && !search) return await held(pages.form) ?? fetch(request);
  try {
    return await soon(request);
  } catch (error) {
    const spare = (isForm ? pages?.form : pages?.brief) ?? blank(language);
    const found = await held(spare) ?? await held(blank(language));
    if (found) return found;
    throw error;
  }
}

const blank = (language) => `/phone/blank/${language || (/^ru/.test(navigator.language) ? 'ru' : 'en')}`;

async function soon(request) {
  const giveUp = new Promise((_, fail) => setTimeout(fail, PATIENCE_MS, new Error('slow')));
  const answer = await Promise.race([fetch(request), giveUp]);
  if (answer.status > 500) throw new Error(answer.status);
  return answer;
}
{%- endif %}
