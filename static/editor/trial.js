// The trial of a draft in a frame of the editor: the real form, whose score and its working are
// told to the page around it. Answers follow their questions when keys change under them.
import { ask } from '../phone/core/asking.js';
import { readRules } from '../phone/core/rules.js';
import { score } from '../phone/core/scoring.js';
import { inTurn, keyOf } from '../phone/core/sheet.js';
import { Draft } from '../phone/shell/drafts.js';
import * as store from '../phone/shell/store.js';
import { anchor } from '../phone/view/fields.js';
import { Form, near } from '../phone/view/form.js';
import { speak } from '../phone/view/words.js';
import { working } from './core/working.js';

const PERSON = 'trial'; // nobody's: no list of begun visits shows it
const PARTS = '~parts'; // under which key and type each question was answered last
const HEAD_PX = 76;
const A_MONTH_MS = 30 * 86_400_000;
const told = JSON.parse(document.getElementById('trial').textContent);
const { draft: draftId } = told;
let { rules, parts } = told;
const visit = `practice:${draftId}`;
const id = store.draftId(PERSON, visit);
const root = document.querySelector('form[data-version]');
const editor = window.parent;
let form;
let renewing = Promise.resolve(); // one after the other
const say = (what, more) => editor.postMessage({ of: draftId, what, ...more }, location.origin);

class Trial extends Form {
  // Answers to what is left out now stay kept, and wait.
  get sheet() {
    const { answers, ...others } = super.sheet;
    const known = Object.entries(answers).filter(([key]) => {
      const [section] = inTurn(key);
      const question = this.rules.question(inTurn(key)[2] ?? key);
      return question && Boolean(section) === Boolean(sectionOf(question.key).repeat);
    });
    return { ...others, answers: Object.fromEntries(known) };
  }

  update() {
    super.update();
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell());
  }

  tell() {
    const { asking, sheet } = this;
    say('score', { working: working(this.rules, asking, score(this.rules, sheet, asking)) });
  }

  // Some questions are drawn anew, with the rules of now; every other stays as it is.
  async redraw(fresh, html) {
    const { draft } = this;
    const names = (key) => [`q-${anchor(key)}`, key];
    const before = new Map(Object.entries(parts.questions).map(([key, one]) => [one.id, key]));
    const made = new Map([...html.querySelectorAll('[id^="q-"]')].map((one) => [one.id, one]));
    const renewed = Object.entries(fresh.parts.questions).filter(([key]) => made.has(`q-${anchor(key)}`));
    ({ rules, parts } = fresh);
    await follow();
    draft.rows = new Map((await store.answersOf(draft.id)).map((row) => [row.key, row]));
    this.rules = readRules(rules);
    await this.loadMore();
    for (const [key, one] of renewed) {
      const [old, oldKey] = names(before.get(one.id));
      document.getElementById(old).replaceWith(made.get(`q-${anchor(key)}`));
      for (const kept of [this.fields, this.shown]) [key, oldKey].forEach((gone) => kept.delete(gone));
    }
    this.keyAt = null;
    this.counted.clear();
    this.asking = ask(this.rules, this.sheet, null);
    this.fill(renewed.map(([key]) => key));
    this.update();
    for (const [key] of renewed) this.widgets.mount(key);
  }

  // Only the frame moves, never the page around it.
  goTo(key) {
    const place = document.getElementById(key ? `q-${anchor(key)}` : 'end');
    moveTo(place);
    place.querySelector('input:not([type=hidden]):not([type=file]),textarea,select,button')?.focus({ preventScroll: true });
  }
}

const sectionOf = (key) => rules.sections.find(({ questions }) => questions.some((one) => one.key === key));

// What was out of sight gets its true height only some frames after it came near: on until the
// place has stayed for a while.
function moveTo(place, still = 6, tries = 60) {
  near(place);
  const before = scrollY;
  const away = place.getBoundingClientRect().top - HEAD_PX;
  if (Math.abs(away) >= 1) scrollBy({ top: away, behavior: 'instant' });
  const left = scrollY === before ? still - 1 : 6;
  if (left && tries) requestAnimationFrame(() => moveTo(place, left, tries - 1));
}

// A question that is not asked now: the one before it shows where it would come.
function shownBy(place) {
  let one = place;
  while (one && !one.getClientRects().length) one = one.previousElementSibling ?? one.parentElement;
  return one;
}

function show(part) {
  const [key] = Object.entries(parts.questions).find(([, one]) => one.id === part) ?? [];
  const [section] = Object.entries(parts.sections).find(([, one]) => one.id === part) ?? [];
  const name = key ? keyOf(sectionOf(key).key, sectionOf(key).repeat ? 0 : null, key) : '';
  const place = document.getElementById(key ? `q-${anchor(name)}` : `s-${section}`);
  if (place) moveTo(shownBy(place) ?? root);
}

// Rows as they stand under the keys of now: {key: row}; what is gone under its old key is null.
function followed(rows, before) {
  const now = new Map(Object.entries(parts.questions).map(([key, one]) => [one.id, { key, ...one }]));
  const was = new Map(Object.entries(before.questions ?? {}).map(([part, one]) => [one.key, part]));
  const gone = {};
  const moved = {};
  for (const row of rows.filter(({ key, answer }) => answer && key && key[0] !== '~')) {
    const [, turn = null, last = row.key] = inTurn(row.key);
    const one = now.get(was.get(last));
    if (!one) continue;
    const { key: section, repeat } = sectionOf(one.key);
    const key = keyOf(section, repeat ? turn ?? 0 : null, one.key);
    const same = before.questions[one.id].type === one.type;
    if (key === row.key && same) continue;
    gone[row.key] = { ...row, answer: null };
    if (same) moved[key] = { ...row, key };
  }
  return Object.values({ ...gone, ...moved });
}

function asideFollowed(rows, before) {
  const whole = rows.find(({ key }) => key === store.SHEET);
  const now = new Map(Object.entries(parts.sections).map(([key, one]) => [one.id, key]));
  const { na_sections: aside = [] } = whole?.answer ?? {};
  const keys = aside.map((key) => now.get(before.sections?.[key]) ?? key);
  return whole ? [{ ...whole, answer: { ...whole.answer, na_sections: keys } }] : [];
}

async function follow() {
  const rows = await store.answersOf(id);
  const before = rows.find(({ key }) => key === PARTS)?.answer ?? {};
  const kept = Object.entries(before.questions ?? {}).filter(([, { key }]) => !parts.questions[key]);
  const questions = Object.fromEntries(kept);
  for (const [key, { id: part, type }] of Object.entries(parts.questions)) questions[part] = { key, type };
  const sections = { ...before.sections };
  for (const [key, one] of Object.entries(parts.sections)) sections[key] = one.id;
  const row = { draft: id, key: PARTS, answer: { questions, sections }, revision: 0, dirty: false, at: Date.now() };
  await store.putAnswers([...followed(rows, before), ...asideFollowed(rows, before), row]);
}

async function forgetOld() {
  const last = new Map();
  for (const row of await store.draftsOf(PERSON)) last.set(row.draft, Math.max(row.at, last.get(row.draft) ?? 0));
  for (const [one, at] of last) if (one !== id && at < Date.now() - A_MONTH_MS) await store.dropDraft(one);
}

// Links lead away from the draft, and those within the page would fill the way back.
function stay(event) {
  const link = event.target.closest('a');
  if (!link || link.target || link.closest('#sent')) return;
  event.preventDefault();
  const place = link.hash && document.getElementById(link.hash.slice(1));
  if (place) moveTo(place);
}

// What may be drawn alone: questions that stood here before, at the same place and in no turn.
function isSmall(fresh, ids) {
  const places = ({ questions, sections }) => JSON.stringify([
    Object.values(questions).map(({ id: part, number, group }) => [part, number, group]), sections,
  ]);
  const known = Object.entries(fresh.parts?.questions ?? {}).filter(([, one]) => ids.includes(one.id));
  const inTurns = ({ sections }) => sections.filter(({ repeat }) => repeat).flatMap(({ questions }) => questions);
  return known.length === ids.length && places(fresh.parts) === places(parts)
    && !inTurns(fresh.rules).some(({ key }) => known.some(([one]) => one === key));
}

async function renew(ids) {
  const answer = await fetch(`${location.pathname}/parts?${new URLSearchParams({ ids: ids.join(' ') })}`);
  if (!answer.ok) throw new Error(answer.status);
  const { told: fresh, html } = await answer.json();
  if (!isSmall(fresh, ids)) throw new Error('not small');
  const holder = document.createElement('template');
  holder.innerHTML = html; // the server's own markup, as the page is
  await form.redraw(fresh, holder.content);
  say('ready', { parts, left_out: fresh.left_out });
}

async function clear() {
  await store.dropDraft(id);
  location.reload();
}

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== editor || data?.of !== draftId) return;
  if (data.what === 'show' && root) show(data.id);
  else if (data.what === 'clear') clear();
  else if (data.what === 'renew') renewing = renewing.then(() => renew(data.ids)).catch(() => say('stale'));
});

async function start() {
  if (root) {
    const { lang } = document.documentElement;
    document.addEventListener('click', stay);
    speak(lang, told.words);
    await follow();
    form = new Trial(root, readRules(rules), new Draft(PERSON, visit), { version: draftId, language: lang });
    await form.open();
  }
  say('ready', { parts, left_out: told.left_out });
  forgetOld().catch(console.warn);
}

start().catch((error) => {
  console.warn(error);
  say('ready', { parts, left_out: told.left_out, kept: false });
});
