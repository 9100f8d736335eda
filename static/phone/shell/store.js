// What the phone keeps: IndexedDB, one row an answer, photos as ArrayBuffer (Safari loses blobs).
// Whoever saves here has it on the disk when the promise is kept; other tabs hear of it.
import { openDB } from '../../vendor/idb/idb.js';

const NAME = 'auditapp';
const VERSION = 1;
const DURABLE = { durability: 'strict' };
let opened;

export function open() {
  opened ??= openDB(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('meta');
      db.createObjectStore('visits', { keyPath: ['person', 'id'] });
      db.createObjectStore('answers', { keyPath: ['draft', 'key'] });
      db.createObjectStore('photos', { keyPath: ['draft', 'sha256'] });
      db.createObjectStore('queue', { keyPath: 'uuid' });
    },
    blocking() { opened?.then((db) => db.close()); opened = undefined; },
    terminated() { opened = undefined; },
  });
  opened.catch(() => { opened = undefined; });
  return opened;
}

// One transaction over some stores, of requests made at once. It is closed by hand: Safari lets a
// page that is left keep its transaction open, and every page after it waits for that store.
async function writing(names, change) {
  const db = await open();
  const act = db.transaction(names, 'readwrite', DURABLE);
  const changed = change(act);
  act.commit();
  const [done] = await Promise.all([changed, act.done]);
  return done;
}

async function reading(name, read) {
  const act = (await open()).transaction(name);
  const found = read(act.store);
  act.commit();
  return found;
}

export { writing };
export const SHEET = ''; // the row of a draft that belongs to the whole sheet
// Two people may hold the same visit on one phone, so a draft is a person's.
export const draftId = (person, visit) => `${person} ${visit}`;
const within = (first) => IDBKeyRange.bound([first], [first, []]);

// meta: person (whose phone this is now), language, epoch, offset_ms
export const meta = (key) => reading('meta', (held) => held.get(key));
export const setMeta = (key, value) => writing(['meta'], (act) => act.objectStore('meta').put(value, key));

// visits: rows as the server tells them, with `person`
export const visitsOf = (person) => reading('visits', (held) => held.getAll(within(person)));
export const visit = (person, id) => reading('visits', (held) => held.get([person, id]));
export const putVisits = (rows) => writing(['visits'], (act) => Promise.all(
  rows.map((row) => act.objectStore('visits').put(row)),
));
// What the server tells is the whole list: a visit that is no longer there goes, unless it has a draft.
export const setVisits = async (person, rows) => {
  const begun = (await draftsOf(person)).map((row) => row.visit);
  const kept = new Set([...begun, ...rows.map((row) => row.id)]);
  const there = await reading('visits', (held) => held.getAllKeys(within(person)));
  const gone = there.filter(([, id]) => !kept.has(id));
  return writing(['visits'], (act) => {
    const held = act.objectStore('visits');
    return Promise.all([
      ...gone.map((key) => held.delete(key)), ...rows.map((row) => held.put({ ...row, person })),
    ]);
  });
};

// answers: {draft, key, answer, revision, dirty, at}; dirty until the server has it
export const answersOf = (id) => reading('answers', (held) => held.getAll(within(id)));
// Every row of a person's drafts, with its visit.
export const draftsOf = async (person) => (
  await reading('answers', (held) => held.getAll(IDBKeyRange.bound([`${person} `], [`${person} \uffff`])))
).map((row) => ({ ...row, visit: row.draft.slice(`${person} `.length) }));
export const putAnswers = (rows) => writing(['answers'], (act) => Promise.all(
  rows.map((row) => act.objectStore('answers').put(row)),
));

// photos: {draft, sha256, key, bytes, media_type, name, size_bytes, on_server}
export const photosOf = (id) => reading('photos', (held) => held.getAll(within(id)));
export const photo = (id, sha256) => reading('photos', (held) => held.get([id, sha256]));
export const putPhoto = (row) => writing(['photos'], (act) => act.objectStore('photos').put(row));
export const dropPhoto = (id, sha256) => writing(['photos'], (act) => act.objectStore('photos').delete([id, sha256]));

// A draft leaves the phone whole: its answers and its photos.
export const dropDraft = (id) => writing(['answers', 'photos'], (act) => Promise.all([
  act.objectStore('answers').delete(within(id)), act.objectStore('photos').delete(within(id)),
]));

// queue: what was sent or waits to be, by the submission's uuid
export const queueOf = async (person) => (await reading('queue', (held) => held.getAll()))
  .filter((item) => item.person === person)
  .sort((one, other) => one.queued_at.localeCompare(other.queued_at));
export const item = (uuid) => reading('queue', (held) => held.get(uuid));
export const putItem = (row) => writing(['queue'], (act) => act.objectStore('queue').put(row));
export const dropItem = (uuid) => writing(['queue'], (act) => act.objectStore('queue').delete(uuid));

// What other tabs did: {what: 'answer' | 'photo' | 'queue' | 'person', …}
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('auditapp');
export const tell = (event) => channel?.postMessage(event);
export const hear = (listener) => channel?.addEventListener('message', (event) => listener(event.data));
