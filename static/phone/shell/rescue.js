// A visit leaves the phone as a file and comes back from it, for whoever made it.
import * as store from './store.js';

const KIND = { auditapp: 'visit', format: 1 };
const PHOTO = ({ sha256, media_type, name }) => ({ sha256, media_type, name });

const base64 = (bytes) => new Promise((found, failed) => {
  const reader = new FileReader();
  reader.onload = () => found(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(new Blob([bytes]));
});
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...found].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// What a draft holds, as it would be sent.
async function drafted(person, visit) {
  const rows = await store.answersOf(store.draftId(person, visit.id));
  const answers = {};
  let sheet = {};
  for (const { key, answer } of rows) {
    if (key === store.SHEET) sheet = answer ?? {};
    else if (key[0] !== '~' && answer) answers[key] = answer;
  }
  const photos = (await store.photosOf(store.draftId(person, visit.id)))
    .map(({ bytes, draft, on_server, url, ...photo }) => photo);
  return {
    format: 1, visit: visit.id, version: visit.version, language: document.documentElement.lang,
    location: '', visited_at: '', na_sections: [], ...sheet, answers, photos,
  };
}

// `item` from the queue, or none: then the draft.
export async function exported(person, visit, item) {
  const payload = item ? JSON.parse(item.payload) : await drafted(person, visit);
  const photos = [];
  for (const held of await store.photosOf(store.draftId(person, visit.id))) {
    if (held.bytes) photos.push({ ...PHOTO(held), data: await base64(held.bytes) });
  }
  const text = item && { bytes: item.payload };
  return { ...KIND, person, submission: item?.uuid ?? null, payload, ...text, photos };
}

export async function download(person, visit, item) {
  const told = JSON.stringify(await exported(person, visit, item));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([told], { type: 'application/json' }));
  link.download = `visit-${visit.id.slice(0, 8)}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(URL.revokeObjectURL, 60_000, link.href);
}

// Bring a file back. Returns '' and the visit, or why it cannot be: 'file', 'person', 'there'.
export async function bringBack(file, person, enqueue) {
  const told = await file.text().then(JSON.parse).catch(() => null);
  if (told?.auditapp !== KIND.auditapp || told.format !== 1 || !told.payload?.visit) return { why: 'file' };
  if (told.person !== person) return { why: 'person' };
  const { payload, submission } = told;
  const { visit } = payload;
  const draft = store.draftId(person, visit);
  const isQueued = (await store.queueOf(person)).some((item) => item.visit === visit);
  if (isQueued) return { why: 'there', visit };
  for (const photo of told.photos) {
    const bytes = bytesOf(photo.data);
    if (await digest(bytes) !== photo.sha256) return { why: 'file' };
    const { key = '' } = payload.photos.find((one) => one.sha256 === photo.sha256) ?? {};
    const size_bytes = bytes.byteLength;
    await store.putPhoto({ ...PHOTO(photo), draft, key, bytes, size_bytes, on_server: false });
  }
  if (submission) {
    const text = told.bytes ?? JSON.stringify(payload);
    const { title = '', location = '' } = await store.visit(person, visit) ?? {};
    const { photos } = payload;
    await enqueue({ uuid: submission, person, visit, title, location, payload: text, photos });
  } else {
    await store.putAnswers(await rowsOf(draft, payload));
  }
  return { why: '', visit };
}

// What stands on the phone by now is newer than the file, and stays.
async function rowsOf(draft, { answers, photos, format, visit, version, ...sheet }) {
  const there = new Set((await store.answersOf(draft)).map((row) => row.key));
  return [...Object.entries(answers), [store.SHEET, sheet]]
    .filter(([key]) => !there.has(key))
    .map(([key, answer]) => ({ draft, key, answer, revision: 0, dirty: true, at: Date.now() }));
}
