// My visits: where each of them is, what waits to be sent, and what is kept for offline. On a blank
// page all of it comes from the phone.
import { persist, room, watchNetwork } from '../shell/device.js';
import * as sending from '../shell/sending.js';
import { ask, become } from '../shell/session.js';
import * as store from '../shell/store.js';
import { keep, keepOnly, takeOver } from '../shell/worker.js';
import { guard } from './leave.js';
import { day, known, moment, needsSignIn, sentence, show, where } from './where.js';
import { _, ngettext } from './words.js';

const { dataset } = document.documentElement;
const part = (name, of = document) => of.querySelector(`[data-is="${name}"]`);
const deed = (name, of = document) => of.querySelector(`[data-do="${name}"]`);
const rescue = () => import('../shell/rescue.js');
const download = async (...what) => (await rescue()).download(...what);
const said = new Map(); // what was told of each item, so that only changes are read aloud
let person;
let drawn = 0;
let isFresh = !dataset.person; // else the server's rows stand until the phone knows as much
let fading;

export async function start() {
  person = dataset.person ?? await store.meta('person');
  part('nobody').hidden = Boolean(person);
  deed('leave').hidden = !person;
  if (!person) {
    dataset.ready = '';
    return;
  }
  part('phone').hidden = false;
  listen();
  await draw().catch(console.warn); // storage that is closed takes nothing from the plain list
  refresh().catch(console.warn);
}

function listen() {
  sending.start();
  sending.watch(async (item) => {
    await draw();
    if (item?.state === 'received') refresh();
  });
  store.hear((event) => (event.what === 'person' ? location.reload() : draw()));
  watchNetwork((isOn) => (isOn ? refresh() : draw()));
  deed('keep').onclick = () => keepAll(true);
  deed('bring').onchange = bring;
  guard(deed('leave'), announce);
}

// What the server knows by now; without it the list stays as it was.
async function refresh() {
  const told = await ask('GET', '/api/visits').catch(() => null);
  if (told?.status === 200 && told.body.person === person) {
    await store.setVisits(person, told.body.visits);
    await store.setMeta(`listed ${person}`, told.body.at);
    isFresh = true;
    await tidy();
  } else if (told && [401, 403].includes(told.status)) {
    part('nobody').hidden = false;
  } else if (told?.body.person) {
    await become(told.body.person);
    location.reload();
  }
  await draw();
}

const isOpen = (visit) => visit.group !== 'sent';

async function tidy() {
  const { drafts } = await known(person);
  const visits = await store.visitsOf(person);
  await keepOnly(visits.filter((one) => isOpen(one) || drafts.has(one.id)).map((one) => one.id));
  await keepAll(false);
  await takeOver();
}

// What was begun is kept in any case; once asked for, visits that come later are too.
async function keepAll(isPressed) {
  const button = deed('keep');
  button.disabled = true;
  const { drafts } = await known(person);
  const all = isPressed || await store.meta(`keeps ${person}`);
  const visits = (await store.visitsOf(person)).filter((one) => isOpen(one) && (all || drafts.has(one.id)));
  const tell = (n) => {
    part('kept').textContent = _('Keeping %(n)s of %(all)s …', { n, all: visits.length });
  };
  const whole = visits.length ? await keep(visits, isPressed ? tell : undefined).catch(() => []) : [];
  button.disabled = false;
  if (isPressed) {
    await store.setMeta(`keeps ${person}`, true);
    persist();
    if (whole.length < visits.length) announce(_('Not everything could be fetched. Try again with network.'));
  }
  await draw();
}

async function draw() {
  drawn += 1;
  const here = drawn;
  const [visits, all, listed, space] = await Promise.all([
    store.visitsOf(person), known(person), store.meta(`listed ${person}`), room(),
  ]);
  if (here !== drawn) return; // a later one is on its way
  if (isFresh) drawVisits(visits);
  for (const row of document.querySelectorAll('[data-visit]')) {
    const visit = visits.find((one) => one.id === row.dataset.visit) ?? { id: row.dataset.visit };
    show(part('where', row), where(visit, all));
  }
  drawQueue(all.items.filter((item) => item.state !== 'received'));
  drawPhone(visits, all);
  drawLine(listed);
  put('warning', space.low ? _('This phone is almost full (%(left)s MB left). Delete something, or photos may not be kept.', { left: Math.round(space.left_bytes / 2 ** 20) }) : '');
  dataset.ready = '';
}

function put(name, words, of) {
  const place = part(name, of);
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words && name !== 'line';
}

const RECENT_MS = 60 * 864e5;
// A list of yesterday knows what is due today, and what was long ago.
const groupOf = ({ group, window_from }) => {
  const past = Date.now() - Date.parse(window_from);
  if (group === 'coming' && past >= 0) return 'today';
  return group === 'sent' && past > RECENT_MS ? 'older' : group;
};
const copy = (template) => template.content.firstElementChild.cloneNode(true);

function drawVisits(visits) {
  const template = document.getElementById('row');
  const known_ = new Map([...document.querySelectorAll('[data-visit]')].map((row) => [row.dataset.visit, row]));
  const order = { today: 1, returned: -1, coming: 1, sent: -1 };
  const byTime = visits.sort((one, other) => one.window_from.localeCompare(other.window_from) * (order[one.group] ?? 1));
  for (const place of document.querySelectorAll('[data-group]')) {
    const rows = byTime.filter((one) => groupOf(one) === place.dataset.group).map((one) => {
      const row = known_.get(one.id) ?? copy(template);
      fillRow(row, one);
      return row;
    });
    place.querySelector('ul').replaceChildren(...rows);
    place.hidden = !rows.length;
  }
  part('none').hidden = visits.length > 0;
}

function fillRow(row, visit) {
  const { id, location: name, title, window_from, window_to, zone, state_words } = visit;
  row.dataset.visit = id;
  row.querySelector('a').href = `/phone/visits/${id}`;
  put('location', name, row);
  put('title', title, row);
  put('state', state_words, row);
  put('when', groupOf(visit) === 'today' ? _('until %(time)s', { time: moment(window_to, zone) }) : groupOf(visit) === 'older' ? day(window_from, zone) : moment(window_from, zone), row);
}

function drawQueue(items) {
  const place = part('queue');
  const list = place.querySelector('ul');
  const template = place.querySelector('template');
  const focused = document.activeElement?.closest('li')?.dataset.item;
  list.replaceChildren(...items.map((item) => {
    const row = list.querySelector(`[data-item="${item.uuid}"]`) ?? copy(template);
    row.dataset.item = item.uuid;
    put('location', item.location, row);
    put('title', item.title, row);
    show(part('where', row), [sentence(item), item.state === 'held' ? 'held' : 'open']);
    part('in', row).hidden = !needsSignIn(item);
    const send = deed('send', row);
    send.hidden = item.state === 'sending' || needsSignIn(item);
    send.classList.toggle('main', item.state !== 'held');
    send.onclick = () => sending.run(item.uuid);
    deed('save', row).hidden = item.state !== 'held';
    deed('save', row).onclick = () => download(person, { id: item.visit }, item);
    return row;
  }));
  if (focused) list.querySelector(`[data-item="${focused}"] button:not([hidden])`)?.focus();
  place.hidden = !items.length;
  for (const item of items) {
    const words = `${item.location}: ${sentence(item)}`;
    if (said.has(item.uuid) && said.get(item.uuid) !== words) part('told').textContent = words;
    said.set(item.uuid, words);
  }
}

// Read aloud, and shown for a while wherever the person is on the page.
function announce(words) {
  const place = part('said');
  place.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => place.replaceChildren(), 10_000);
}

function drawPhone(visits, { drafts, pages, items }) {
  const open = visits.filter(isOpen);
  const whole = open.filter((one) => pages[one.id]).length;
  if (!deed('keep').disabled) {
    put('kept', open.length && ngettext('%(whole)s of %(num)s visit opens without network.', '%(whole)s of %(num)s visits open without network.', open.length, { whole }));
    deed('keep').hidden = whole === open.length;
  }
  const copies = part('copies');
  const template = copies.parentNode.querySelector('template');
  copies.replaceChildren(...visits.filter(({ id }) => drafts.has(id)).map((visit) => {
    const row = copy(template);
    const item = items.find((one) => one.visit === visit.id);
    row.firstChild.textContent = _('Save “%(place)s” to a file', { place: visit.location });
    row.firstChild.onclick = () => download(person, visit, item);
    return row;
  }));
}

function drawLine(listed) {
  const at = listed && moment(listed);
  if (!navigator.onLine) put('line', at ? _('No network. The list is as of %(at)s.', { at }) : _('No network.'));
  else put('line', dataset.person || !at ? '' : _('The list is as of %(at)s.', { at }));
}

async function bring({ target }) {
  const [file] = target.files;
  if (!file) return;
  const { why } = await (await rescue()).bringBack(file, person, sending.enqueue);
  target.value = '';
  announce({
    '': _('The copy is back on this phone.'),
    file: _('This file is no copy of a visit, or it is damaged.'),
    person: _('This copy is another person’s. Sign in as that person to bring it back.'),
    there: _('This visit is on its way already; nothing was changed.'),
  }[why]);
  await draw();
}
