// The way of one submission to the server: (item, event) → {item, effects}. Only a receipt makes it
// received; no refusal drops it. Nothing is done here, and no clock is read: times come with events.
const SHORTEST_MS = 5000;
const LONGEST_MS = 400_000; // before jitter: with it, ten minutes
const LONGEST_ASKED_MS = 3_600_000;
const KEPT_MS = 14 * 86_400_000;
const MOST_TRIES = 5; // with what was refused for its bytes
const PASSING = [408, 425, 429];
const SIGN_IN = [401, 403];

const go = (item, what, effects = []) => ({ item: { ...item, ...what }, effects });
const due = { state: 'waiting', why: '', sentence: '', tries: 0, rounds: 0, next_at: 0 };

// Tries again by itself, after a pause that grows.
function wait(item, { at, random = 0, retry_after_s: asked = 0, body }, why) {
  const pause = Math.min(SHORTEST_MS * 2 ** item.tries, LONGEST_MS) * (1 + random / 2);
  const ms = Math.max(pause, Math.min(asked * 1000, LONGEST_ASKED_MS));
  const { code = why, sentence = '' } = body ?? {};
  return go(item, {
    state: 'waiting', why: code, sentence, tries: item.tries + 1, next_at: Math.round(at + ms),
  });
}

const hold = (item, { status, body }) => go(item, {
  state: 'held', why: body?.code ?? `http.${status}`, sentence: body?.sentence ?? '', status,
});

function refused(item, event) {
  const { status, type, body } = event;
  if (body?.missing?.length && (item.rounds ?? 0) < MOST_TRIES) return more(item, event);
  if (status >= 500 || status < 400 || PASSING.includes(status)) return wait(item, event, 'network');
  // The server may have gone back to an older state: then all is sent anew.
  const isLost = status === 404 && type !== 'put';
  return (isLost || status === 422) && item.tries < MOST_TRIES
    ? wait(item, event, `http.${status}`) : hold(item, event);
}

// On to the next photo that the server lacks, or to the end.
function more(item, { type, body, sha256 }) {
  const missing = body?.missing ?? (item.missing ?? []).filter((one) => one !== sha256);
  const { tries, rounds = 0 } = item;
  const effect = missing.length ? { do: 'photo', sha256: missing[0] } : { do: 'complete' };
  return go(item, {
    missing,
    tries: type === 'photo' ? 0 : tries, // it is getting on
    rounds: rounds + (type === 'complete'),
  }, [effect]);
}

function received(item, { at, body }) {
  const { receipt, received_at, epoch, digest = '', flags = [] } = body;
  return go(item, {
    ...due, state: 'received', sent_at: new Date(at).toISOString(), missing: [], receipt, received_at, epoch, digest, flags,
  });
}

function answered(item, event) {
  const { status, type, body } = event;
  const taken = status >= 200 && status < 300;
  if (taken && body?.receipt) return received(item, event);
  // A page of some hotel's network is no answer of ours.
  const isOurs = type === 'photo' || (type === 'put' && body?.missing);
  return taken && isOurs ? more(item, event) : refused(item, event);
}

const EVENTS = {
  start: (item, { at }) => (item.state === 'waiting' && (item.next_at <= at || item.next_at > at + LONGEST_ASKED_MS)
    ? go(item, { state: 'sending' }, [{ do: 'put' }]) : go(item)),
  put: answered,
  photo: answered,
  complete: answered,
  failed: (item, event) => wait(item, event, 'network'),
  press: (item) => go(item, ['waiting', 'held'].includes(item.state) && due),
  signed_in: (item) => go(item, item.state === 'held'
    && (SIGN_IN.includes(item.status) || item.why === 'web.stale_form') && due),
  epoch: (item, { epoch }) => go(item, item.state === 'received' && item.epoch < epoch && due),
  age: (item, { at }) => go(item, {}, item.state === 'received'
    && at - Date.parse(item.sent_at) > KEPT_MS ? [{ do: 'forget' }] : []),
};

export const next = (item, event) => EVENTS[event.type](item, event);
