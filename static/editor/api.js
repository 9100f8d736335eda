// The one way in which the editor asks the server; a token that has grown old is fetched anew.
const place = document.querySelector('[data-draft]');
const { address } = place.dataset;

// What is asked for speaks the language that the page shows the document in.
function addressed(path) {
  const url = new URL(address + path, location.href);
  const spoken = new URLSearchParams(location.search).get('lang');
  if (spoken) url.searchParams.set('lang', spoken);
  return url;
}

async function ask(path, settings = {}) {
  try {
    const told = await fetch(addressed(path), { cache: 'no-store', ...settings });
    const retry_after_s = Number(told.headers.get('Retry-After')) || 0;
    const isJson = told.headers.get('Content-Type')?.includes('json');
    const body = isJson ? await told.json() : await told.text();
    return { status: told.redirected ? 401 : told.status, body, retry_after_s };
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    return { status: 0, body: {}, retry_after_s: 0 };
  }
}

// A picture goes as it is, all else as JSON.
function send(path, body) {
  const isFile = body instanceof Blob;
  return ask(path, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': isFile ? 'application/octet-stream' : 'application/json',
      'X-CSRFToken': place.dataset.csrf,
    },
    body: isFile ? body : JSON.stringify(body),
  });
}

// Whoever signed in again elsewhere has another token: this page as it would be now holds it.
async function renewToken() {
  const { status, body } = await ask('', { headers: { Accept: 'text/html' } });
  const fresh = status === 200 && new DOMParser().parseFromString(body, 'text/html')
    .querySelector('[data-csrf]')?.dataset.csrf;
  const is_new = Boolean(fresh) && fresh !== place.dataset.csrf;
  if (is_new) place.dataset.csrf = fresh;
  return is_new;
}

export async function post(path, body) {
  const told = await send(path, body);
  const is_stale = [400, 401, 403].includes(told.status)
    && /sign_in|stale/.test(told.body.code ?? 'sign_in');
  return is_stale && await renewToken() ? send(path, body) : told;
}

// Why there is none comes as JSON.
const MARKUP = { Accept: 'application/json, text/html;q=0.9' };
export const markup = (path, signal) => ask(path, { headers: MARKUP, signal });
export const stateSince = (revision) => (
  ask(`/state?since=${revision}`, { headers: { Accept: 'application/json' } })
);
