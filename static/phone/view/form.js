// The form: what is touched is read, kept at once, and what follows from it is shown.
import { ask } from '../core/asking.js';
import { usePatterns } from '../core/kinds.js';
import { readRules } from '../core/rules.js';
import { CHECK_IN, sheetOf } from '../core/sheet.js';
import * as device from '../shell/device.js';
import { Draft } from '../shell/drafts.js';
import * as store from '../shell/store.js';
import * as worker from '../shell/worker.js';
import { anchor, Field } from './fields.js';
import { element, list, tell } from './problems.js';
import { Status } from './status.js';
import { Turns } from './turns.js';
import { Widgets } from './widgets.js';
import { _, speak } from './words.js';

const VISITED = 'visited_at';
const LATER = new Set(['answers.missing', 'answers.evidence_comment', 'answers.evidence_photo', 'answers.unchecked_comment']);
const $ = (id) => document.getElementById(id);

export async function start() {
  const { dataset, lang } = document.documentElement;
  const root = document.querySelector('form[data-version]');
  const { version } = root.dataset;
  const visit = 'practice' in dataset ? `practice:${version}` : location.pathname.split('/')[3];
  const told = await (await fetch(`/phone/forms/${version}/${lang}/rules.json`)).json();
  speak(lang, told.words);
  try {
    await store.open();
  } catch {
    return denied();
  }
  const form = new Form(root, readRules(told.rules), new Draft(await store.meta('person') ?? '', visit), told);
  await form.open();
  return form;
}

// Without storage the plain form goes on, and the page says what that means.
function denied() {
  if (!document.documentElement.dataset.person) return location.replace(`${location.pathname}?plain`);
  const words = _('This browser keeps nothing, perhaps because its window is a private one. Press “Save and continue” often: then everything is saved on the server.');
  const notice = element('p', { className: 'card', textContent: words });
  notice.dataset.denied = '';
  return document.querySelector('main .card').before(notice);
}

// What was out of sight has its true height, and place, only once it is laid out.
export const near = (place) => place.closest('.some')?.style.setProperty('content-visibility', 'visible');

export class Form {
  constructor(root, rules, draft, { version, language }) {
    Object.assign(this, { root, rules, draft, version, language });
    this.comma = (1.5).toLocaleString(language)[1];
    this.fields = new Map(); // by key, each made when it is first needed
    this.shown = new Map(); // what stands on the page by key, so that only changes touch it
    this.counted = new Map(); // by section, likewise
    this.strict = false;
    this.widgets = new Widgets(this);
    this.status = new Status(this);
  }

  async open() {
    const { draft } = this;
    const given = $('draft');
    await draft.open(given && { draft: JSON.parse(given.textContent) });
    this.about = draft.practice ? null : await store.visit(draft.person, draft.visit);
    const uuid = draft.answer('~sent').uuid;
    if (uuid) return (await this.sending()).watch(uuid);
    await this.loadMore();
    if (!given) this.introduce();
    this.turns?.open();
    this.fill([...draft.rows.keys()]);
    this.takeTouched();
    draft.changed = (keys) => {
      this.turns?.open();
      this.fill(keys);
      this.update();
    };
    draft.moved = () => {
      this.status.show();
      this.worker?.editing(draft.saving > 0 || draft.place === 'lost');
    };
    this.status.begin();
    this.listen();
    this.update();
    this.root.dataset.ready = '';
    device.persist();
    this.widgets.mountShown();
    if (!draft.practice) this.meet(given).catch(() => {}); // a full phone keeps no pages
    return undefined;
  }

  // What only some checklists need.
  async loadMore() {
    const { rules } = this;
    if (rules.sections.some(({ questions }) => questions.some(({ pattern }) => pattern))) {
      usePatterns((await import('../core/patterns.js')).matches);
    }
    if (rules.live_score) ({ score: this.score } = await import('../core/scoring.js'));
    if (rules.sections.some(({ repeat }) => repeat)) this.turns = new Turns(this);
  }

  async sending() {
    const { Sending } = await import('../later.js');
    return new Sending(this);
  }

  // Learn what the server knows by now, and keep the form for when there is no network.
  async meet(given) {
    const told = given && this.about ? null : await this.draft.pull();
    if (told) {
      const { draft, ...about } = told;
      this.about = { ...about, person: this.draft.person };
      await store.putVisits([this.about]);
      this.introduce();
      if (!about.can_fill) this.status.closed(about);
    }
    if (!this.about) return;
    this.worker = worker;
    worker.keep([this.about]);
  }

  introduce() {
    if (!this.about) return;
    this.root.querySelector('h1').textContent = this.about.location;
    for (const link of this.root.querySelectorAll('.foot a, .fold-link')) {
      link.href = `/phone/visits/${this.about.id}${link.matches('.fold-link') ? '#brief' : ''}`;
    }
  }

  get sheet() {
    const rows = [...this.draft.rows.values()].filter(({ key }) => key[0] !== '~');
    return { ...sheetOf(rows, this.language), language: this.language };
  }

  field(key) {
    if (!this.fields.has(key)) {
      const one = this.asking?.byKey.get(key);
      const question = one?.question ?? this.rules.question(key.split('.').pop());
      const place = question && $(`q-${anchor(key)}`);
      this.fields.set(key, place ? new Field(place, key, question) : null);
    }
    return this.fields.get(key);
  }

  fill(keys) {
    for (const key of keys) {
      if (key === store.SHEET) this.fillSheet();
      else if (key[0] !== '~') {
        this.field(key)?.show(this.draft.answer(key), this.comma);
        this.widgets.look(key);
      }
    }
  }

  fillSheet() {
    const { visited_at, check_in = {}, na_sections = [] } = this.draft.answer(store.SHEET);
    const { root } = this;
    if (visited_at) $(VISITED).value = visited_at.slice(0, 16);
    const { value } = check_in;
    if ($('here')) $('here').value = value?.lat === undefined ? value ?? '' : `${value.lat}, ${value.lon}`;
    if (root.elements.why) root.elements.why.value = check_in.comment ?? '';
    for (const box of root.querySelectorAll('.aside [type=checkbox]')) box.checked = na_sections.includes(box.name.slice(2));
  }

  // Answers given while the script was still on its way.
  takeTouched() {
    this.asking = ask(this.rules, this.sheet, null);
    for (const { key } of this.asking.asked) {
      const field = this.field(key);
      if (field?.touched && !this.draft.rows.get(key)?.dirty) this.take(field);
    }
    if ($(VISITED).value !== $(VISITED).defaultValue) this.takeSheet();
  }

  listen() {
    const { root } = this;
    root.addEventListener('input', (event) => this.heard(event.target));
    root.addEventListener('submit', (event) => event.preventDefault());
    root.addEventListener('click', (event) => this.clicked(event));
    root.addEventListener('toggle', ({ target }) => target.open && this.widgets.opened(target), true);
  }

  heard(input) {
    this.begin();
    const place = input.closest('.q');
    const key = place && this.keyAt.get(place.id);
    if (input.type === 'file') this.widgets.takeFiles(key, input);
    else if (key) this.take(this.field(key), input);
    else this.takeSheet();
    this.update();
  }

  take(field, input) {
    const answer = field.read(this.draft.answer(field.key), input);
    this.set(field.key, answer);
  }

  set(key, answer) {
    const empty = !answer.na && !answer.unchecked && !answer.comment && !answer.photos?.length
      && (answer.value === null || answer.value === undefined);
    return this.draft.put(key, empty && !key.includes('[') ? null : answer);
  }

  takeSheet() {
    const { root } = this;
    const before = this.draft.answer(store.SHEET);
    const whole = { ...before, language: this.language, visited_at: $(VISITED).value || null };
    whole.na_sections = [...root.querySelectorAll('.aside :checked')].map((box) => box.name.slice(2)).sort();
    if ($('here')) whole.check_in = this.checkIn(before.check_in);
    this.draft.put(store.SHEET, whole);
  }

  checkIn(before) {
    const field = new Field($(`q-${CHECK_IN}`), CHECK_IN, { type: 'position' });
    const value = field.kind.read([$('here').value]);
    const why = this.root.elements.why?.value.trim() ?? '';
    if (value === null) return why ? { unchecked: true, comment: why } : { value: null };
    const same = before?.value?.lat === value.lat && before?.value?.lon === value.lon;
    return { value: same ? before.value : value, ...(why && { comment: why }) };
  }

  // When it was begun, and how long it was worked at, by this phone's clock.
  begin() {
    const { started_at = new Date().toISOString(), elapsed_ms = 0 } = this.draft.answer('~clock');
    const now = performance.now();
    if (now - this.last < 5000) return;
    const more = Math.min(now - (this.last ?? now), 600000);
    this.last = now;
    this.draft.put('~clock', { started_at, elapsed_ms: Math.round(elapsed_ms + more) });
  }

  clicked(event) {
    const button = event.target.closest('button[name=do]');
    if (!button) return;
    const [what, key] = button.value.split(':');
    event.preventDefault();
    if (what === 'submit') this.submit();
    else if (what === 'abort') this.abort();
    else if (key) this.turns.change(what, key);
    else this.next();
  }

  // Ending a visit early is said on a page of its own, which needs the network.
  abort() {
    if (navigator.onLine) location.assign(`/phone/visits/${this.draft.visit}/abort`);
    else this.status.notice('abort', _('There is no network: the visit can be ended once there is. What you entered is kept.'));
  }

  update() {
    const before = this.asking;
    this.asking = ask(this.rules, this.sheet, this.about?.position ?? null);
    if (!this.keyAt || this.asking.asked.length !== before?.asked.length) {
      this.keyAt = new Map(this.asking.asked.map(({ key }) => [`q-${anchor(key)}`, key]));
    }
    this.issues = grouped(this.asking.problems);
    for (const one of this.asking.asked) this.showOne(one);
    this.showSections();
    this.showSheet();
    this.status.count();
    if (this.score) this.status.score(this.score(this.rules, this.sheet, this.asking).total);
  }

  showOne(one) {
    const issues = (this.issues.get(one.key) ?? []).filter(({ code }) => this.strict || !LATER.has(code));
    const hidden = one.state === 'hidden';
    const asks = hidden ? '' : demands(one).join(' ');
    const now = `${hidden}|${asks}|${issues.map(({ code }) => code)}`;
    if (this.shown.get(one.key) === now) return;
    const first = !this.shown.has(one.key);
    this.shown.set(one.key, now);
    const place = $(`q-${anchor(one.key)}`);
    if (!place) return;
    if (place.hidden !== hidden) {
      place.hidden = hidden;
      if (!hidden && !first) this.widgets.mount(one.key);
    }
    if (place.matches('fieldset')) {
      tell(place, anchor(one.key), issues);
      this.demand(place, anchor(one.key), asks, one.key);
    }
  }

  // What is asked for beside the answer stands open there, instead of the quiet way to a note.
  demand(place, id, words, key) {
    const more = place.querySelector('.more');
    const ask_ = $(`d-${id}`);
    if ((ask_?.textContent.trim() ?? '') === words) return;
    ask_?.remove();
    more.classList.toggle('due', words !== '');
    const note = place.querySelector('.quiet details');
    if (note) note.hidden = words !== '';
    if (!words) return;
    more.prepend(element('p', { id: `d-${id}`, className: 'ask', textContent: words }));
    more.querySelector('textarea')?.setAttribute('aria-describedby', `d-${id}`);
    this.widgets.photosOf(key);
  }

  showSections() {
    const bySection = new Map();
    for (const one of this.asking.asked) {
      const { key } = one.section;
      if (!bySection.has(key)) bySection.set(key, []);
      bySection.get(key).push(one);
    }
    this.bars ??= document.querySelectorAll('.bars progress');
    this.links ??= document.querySelectorAll('.fold li');
    this.rules.sections.forEach((section, at) => this.showSection(section, at, bySection.get(section.key) ?? []));
  }

  // What is the same as before is not touched: a long form would be laid out anew at each answer.
  showSection(section, at, held) {
    const asked = held.filter((one) => one.state !== 'hidden');
    const counted = asked.filter((one) => one.kind.answerable);
    const done = counted.filter((one) => one.state !== 'unanswered').length;
    const words = `${done}/${counted.length}`;
    const now = `${words} ${held.map((one) => (one.state === 'hidden' ? '-' : '+')).join('')}`;
    if (this.counted.get(section) === now) return;
    this.counted.set(section, now);
    this.turns?.buttons(section);
    const hidden = !asked.length && !(section.repeat && !held.length);
    const place = $(`s-${section.key}`);
    for (const part of [place, this.bars[at], this.links[at]]) part.hidden = hidden;
    Object.assign(this.bars[at], { max: counted.length || 1, value: done });
    this.links[at].querySelector('span').textContent = words;
    for (const heading of place.querySelectorAll('h3:not(.turn)')) heading.hidden = isBare(heading);
  }

  showSheet() {
    for (const [key, id] of [[VISITED, VISITED], [CHECK_IN, 'here']]) {
      const place = $(`q-${key}`);
      if (place) tell(place, id, this.strict || key === CHECK_IN ? this.ofSheet(key) : []);
    }
  }

  ofSheet(key) {
    const issues = (this.issues.get(key) ?? []).filter(({ code }) => this.strict || !LATER.has(code));
    if (key !== VISITED || this.sheet.visited_at) return issues;
    return [{ key, code: 'answers.missing', sentence: _('Enter the date and time.'), details: {} }];
  }

  // What still stands in the way, in the order of the form.
  get waiting() {
    const known = [CHECK_IN, VISITED, ...this.asking.asked.map(({ key }) => key)];
    return known.filter((key) => (key === VISITED ? !this.sheet.visited_at : this.issues.has(key)));
  }

  // To the next question that waits, from where the person is.
  next() {
    const below = this.waiting.filter((key) => $(`q-${anchor(key)}`)?.getBoundingClientRect().top > 80);
    this.goTo(below[0] ?? this.waiting[0]);
  }

  goTo(key) {
    const place = key ? $(`q-${anchor(key)}`) : $('end');
    near(place);
    place.scrollIntoView({ block: 'start' });
    place.querySelector('input:not([type=hidden]):not([type=file]),textarea,select,button')?.focus({ preventScroll: true });
  }

  submit() {
    this.begin();
    this.strict = true;
    this.update();
    const listed = this.listed();
    list(listed, this.root.querySelector('main > .card:not(.problems), main > .status'));
    if (listed.length) {
      $('problems').scrollIntoView({ block: 'start' });
      $('problems').focus({ preventScroll: true });
    } else {
      this.sending().then((sending) => sending.send());
    }
  }

  listed() {
    const found = [];
    const add = (key, number, words, issues) => {
      for (const issue of issues) found.push({ target: `q-${anchor(key)}`, number, words, issue });
    };
    for (const key of [CHECK_IN, VISITED]) {
      if ($(`q-${key}`)) add(key, '', saidBy($(`q-${key}`)), this.ofSheet(key));
    }
    for (const { key } of this.asking.asked) {
      const place = $(`q-${anchor(key)}`);
      add(key, place?.querySelector('small')?.firstChild.data.trim() ?? '', saidBy(place), this.issues.get(key) ?? []);
    }
    const known = new Set(found.map(({ issue }) => issue));
    for (const issue of this.asking.problems) {
      if (!known.has(issue) && !this.asking.byKey.has(issue.key) && issue.key !== CHECK_IN) {
        found.push({ target: 'end', number: '', words: '', issue });
      }
    }
    return found;
  }
}

// The question's own words, without its number and its help.
function saidBy(place) {
  const legend = place?.querySelector('legend label') ?? place?.querySelector('legend');
  return [...(legend?.childNodes ?? [])].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(' ');
}

function isBare(heading) {
  let next = heading.nextElementSibling;
  while (next && !next.matches('h3,template,.turns')) {
    if ([...next.children].some((one) => !one.hidden)) return false;
    next = next.nextElementSibling;
  }
  return true;
}

function demands(one) {
  const { question: { evidence }, kind } = one;
  const said = one.state === 'not checked' ? [_('Say why it could not be checked.')] : [];
  if (!one.evidenceAsked) return said;
  if (evidence.comment) said.push(_('Describe what happened.'));
  if (one.evidenceDue.has('photo')) said.push(_('Add a photo.'));
  else if (evidence.photo && !kind.files) said.push(_('A photo, if you can.'));
  return said;
}

function grouped(issues) {
  const found = new Map();
  for (const issue of issues) found.set(issue.key, [...(found.get(issue.key) ?? []), issue]);
  return found;
}
