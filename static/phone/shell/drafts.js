// One draft: every change is on the phone before anything else, then goes up to the server.
import { merge } from '../core/merge.js';
import { ask, session } from './session.js';
import * as store from './store.js';

const CALM_MS = 1500; // after the last change
const PAUSES_MS = [5000, 15000, 60000, 300000];
const own = (key) => key.startsWith('~'); // rows that stay on this phone

export class Draft {
  constructor(person, visit) {
    this.id = store.draftId(person, visit);
    this.person = person;
    this.visit = visit;
    this.practice = visit.startsWith('practice:');
    this.rows = new Map();
    this.photos = new Map();
    this.saving = 0;
    this.lost = new Set(); // keys that this phone could not keep
    this.failures = 0;
    this.why = ''; // what keeps it from the server: 'network', or a problem's code
    this.changed = () => {}; // (keys) that came from elsewhere
    this.moved = () => {}; // where it is saved has changed
    this.address = `/api/visits/${visit}`;
  }

  async open(told) {
    const [rows, photos] = await Promise.all([store.answersOf(this.id), store.photosOf(this.id)]);
    for (const row of rows) this.rows.set(row.key, row);
    for (const { bytes, ...photo } of photos) this.photos.set(photo.sha256, photo);
    if (told) await this.take(told);
    store.hear((event) => {
      if (event.draft === this.id) this.look(event.keys);
    });
    addEventListener('online', () => this.soon(0));
    document.addEventListener('visibilitychange', () => !document.hidden && this.pull());
    if (this.dirty.length) this.soon(CALM_MS);
  }

  get dirty() {
    return [...this.rows.values()].filter((row) => row.dirty && !own(row.key));
  }

  get unsentPhotos() {
    return [...this.photos.values()].filter((photo) => !photo.on_server);
  }

  // 'saving', 'phone', 'waiting' (for network), 'server', or 'lost' when the phone keeps nothing.
  get place() {
    if (this.dirty.some((row) => this.lost.has(row.key))) return 'lost';
    if (this.saving) return 'saving';
    if (!this.dirty.length && !this.unsentPhotos.length && !this.practice) return 'server';
    return this.why === 'network' ? 'waiting' : 'phone';
  }

  answer(key) {
    return this.rows.get(key)?.answer ?? {};
  }

  put(key, answer) {
    const { revision = 0 } = this.rows.get(key) ?? {};
    const row = { draft: this.id, key, answer, revision, dirty: true, at: Date.now() };
    this.rows.set(key, row);
    return this.keep([row]);
  }

  async keep(rows) {
    this.saving += 1;
    this.moved();
    try {
      await store.putAnswers(rows);
      for (const { key } of rows) this.lost.delete(key);
      store.tell({ draft: this.id, keys: rows.map((row) => row.key) });
    } catch {
      for (const { key } of rows) this.lost.add(key);
    }
    this.saving -= 1;
    this.moved();
    if (rows.some((row) => row.dirty && !own(row.key))) this.soon(CALM_MS);
  }

  async look(keys) {
    const rows = await store.answersOf(this.id);
    for (const row of rows) this.rows.set(row.key, row);
    for (const { bytes, ...photo } of await store.photosOf(this.id)) this.photos.set(photo.sha256, photo);
    this.changed(keys);
    this.moved();
  }

  async take({ draft: { answers, sheet, photos } }) {
    const server = sheet ? { ...answers, [store.SHEET]: sheet } : answers;
    const { rows } = merge(server, [...this.rows.values()]);
    const news = rows.filter((row) => this.rows.get(row.key) !== row).map((row) => ({ draft: this.id, at: Date.now(), ...row }));
    for (const row of news) this.rows.set(row.key, row);
    for (const [sha256, photo] of Object.entries(photos)) {
      this.photos.set(sha256, { ...photo, ...this.photos.get(sha256), sha256, url: photo.url, on_server: true });
    }
    if (news.length) await this.keep(news);
    return news.map((row) => row.key);
  }

  soon(pause_ms) {
    clearTimeout(this.timer);
    if (!this.practice && !this.sent) this.timer = setTimeout(() => this.push(), pause_ms);
  }

  async push() {
    if (this.pushing || this.sent) return;
    this.pushing = true;
    try {
      await this.pushAnswers();
      for (const photo of this.unsentPhotos) await this.pushPhoto(photo);
      this.why = '';
      this.failures = 0;
    } catch (error) {
      this.why = error.code ?? 'network';
      this.soon(PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)] * (0.5 + Math.random()));
      this.failures += 1;
    }
    this.pushing = false;
    this.moved();
    if (!this.why && (this.dirty.length || this.unsentPhotos.length)) this.soon(0);
  }

  // Whoever is signed in now may be another person: then nothing of this draft goes up.
  async call(method, path = '', what = {}) {
    const who = await session();
    if (!who) throw new Refused('sign_in');
    if (who.person !== this.person) throw new Refused('other_person');
    const { status, body } = await ask(method, this.address + path, what);
    if (status === 401) throw new Refused('sign_in');
    if (status >= 400) throw new Refused(body.code ?? `http ${status}`);
    return body;
  }

  async pushAnswers() {
    const sent = this.dirty;
    if (!sent.length) return;
    const changes = sent.map(({ key, revision, answer }) => ({ key, base: revision, answer }));
    const { results } = await this.call('PATCH', '/answers', { json: { changes } });
    const known = new Map(results.map((result) => [result.key, result]));
    const rows = sent.filter((row) => known.has(row.key)).map((row) => {
      const now = this.rows.get(row.key);
      const { revision = row.revision } = known.get(row.key);
      return { ...now, revision, dirty: now !== row };
    });
    for (const row of rows) this.rows.set(row.key, row);
    await store.putAnswers(rows).catch(() => {}); // a full phone: the server has them
  }

  async pushPhoto(photo) {
    const { bytes, media_type } = await store.photo(this.id, photo.sha256);
    const query = new URLSearchParams({ key: photo.key, name: photo.name });
    const headers = { 'Content-Type': media_type };
    await this.call('PUT', `/photos/${photo.sha256}?${query}`, { bytes, headers });
    await this.keepPhoto({ ...photo, on_server: true }, bytes);
  }

  async pull() {
    if (this.practice || this.sent) return null;
    try {
      const told = await this.call('GET');
      this.changed(await this.take(told));
      return told;
    } catch (error) {
      this.why = error.code ?? 'network';
      this.moved();
      return null;
    }
  }

  async addPhoto(key, bytes, media_type, name) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const photo = { draft: this.id, sha256, key, media_type, name, size_bytes: bytes.byteLength, on_server: false };
    await this.keepPhoto(photo, bytes);
    this.soon(CALM_MS);
    return sha256;
  }

  async keepPhoto(photo, bytes) {
    await store.putPhoto({ ...photo, bytes });
    this.photos.set(photo.sha256, photo);
    store.tell({ draft: this.id, keys: [] });
    this.moved();
  }

  // Of a photo that no answer names any more the bytes go too.
  async dropPhoto(key, sha256) {
    const others = [...this.rows.values()].filter((row) => row.key !== key);
    if (others.some(({ answer }) => JSON.stringify(answer)?.includes(sha256))) return;
    const photo = this.photos.get(sha256);
    this.photos.delete(sha256);
    await store.dropPhoto(this.id, sha256);
    if (!photo?.on_server || this.practice) return;
    await this.call('DELETE', `/photos/${sha256}?${new URLSearchParams({ key })}`).catch(() => {});
  }

  async photoAddress(sha256) {
    const kept = await store.photo(this.id, sha256);
    if (kept) return URL.createObjectURL(new Blob([kept.bytes], { type: kept.media_type }));
    return this.photos.get(sha256)?.url ?? '';
  }
}

class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}
