// Who is signed in here, as the server says, and the one way in which pages ask /api.
// Without network it throws; nobody signed in is null.
import * as store from './store.js';

let asked;

export function session(afresh = false) {
  if (afresh) asked = undefined;
  asked ??= look();
  asked.catch(() => { asked = undefined; });
  return asked;
}

async function look() {
  const left = Date.now();
  const { status, body } = await call('GET', '/api/session');
  if (status === 401 || status === 403) return null;
  if (status !== 200) throw new Error(`session: ${status}`);
  const offset_ms = Math.round(Date.parse(body.at) - (left + Date.now()) / 2);
  await remember(offset_ms, body).catch(() => {}); // a full phone may go on sending
  return { ...body, offset_ms };
}

async function remember(offset_ms, { epoch, person }) {
  await store.setMeta('offset_ms', offset_ms);
  await store.setMeta('epoch', epoch);
  await become(person);
}

// Whose phone this is now: pages without network show this person's things and nobody else's.
export async function become(person) {
  if ((await store.meta('person')) === person) return;
  await store.setMeta('person', person);
  store.tell({ what: 'person', person });
}

async function call(method, path, { json, bytes, headers } = {}, csrf = '') {
  const sent = { Accept: 'application/json', ...headers };
  if (csrf) sent['X-CSRFToken'] = csrf;
  if (json !== undefined) sent['Content-Type'] = 'application/json';
  const body = json === undefined ? bytes : typeof json === 'string' ? json : JSON.stringify(json);
  const told = await fetch(path, { method, headers: sent, body, cache: 'no-store' });
  const retry_after_s = Number(told.headers.get('Retry-After')) || 0;
  return { status: told.status, body: await told.json().catch(() => ({})), retry_after_s };
}

// A token of yesterday or another sign-in is told by 400, 401 or 403: then once more, as the
// same person only.
export async function ask(method, path, what = {}) {
  const before = method === 'GET' ? null : await session();
  const told = await call(method, path, what, before?.csrf);
  if (method === 'GET' || ![400, 401, 403].includes(told.status)) return told;
  const now = await session(true);
  if (!now) return { ...told, status: 401 };
  if (before && now.person !== before.person) return { status: 401, body: {}, retry_after_s: 0 };
  return now.csrf === before?.csrf ? told : call(method, path, what, now.csrf);
}
