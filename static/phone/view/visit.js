// One assignment: says where it is, is kept for offline once it was opened, and without network is
// filled from what the phone holds.
import * as sending from '../shell/sending.js';
import { ask } from '../shell/session.js';
import * as store from '../shell/store.js';
import { keep } from '../shell/worker.js';
import { known, moment, sentence, show, where } from './where.js';
import { _ } from './words.js';

const { dataset } = document.documentElement;
const part = (name) => document.querySelector(`[data-is="${name}"]`);
const id = location.pathname.split('/')[3];
let person;

export async function start() {
  person = dataset.person ?? await store.meta('person');
  await draw().catch(console.warn);
  dataset.ready = '';
  if (dataset.person) learn().then(draw).catch(console.warn);
  sending.watch(draw);
  for (const name of ['online', 'offline']) addEventListener(name, draw);
}

async function learn() {
  const told = await ask('GET', `/api/visits/${id}`).catch(() => null);
  if (told?.status !== 200) return;
  const { draft, ...visit } = told.body;
  await store.putVisits([{ ...visit, person }]);
  if (visit.group !== 'sent') keep([visit]).then(draw);
}

async function draw() {
  const visit = person && await store.visit(person, id);
  if (visit) show(part('where'), where(visit, await known(person)));
  if (!dataset.person) fill(visit);
}

// As `map_app` on the server says it: Apple's know no `geo:`.
function mapApp(at) {
  return /iPhone|iPad|Mac OS X/.test(navigator.userAgent) ? `maps:?q=${at}` : `geo:${at}?q=${at}`;
}

function fill(visit) {
  for (const name of ['strange', 'sent', 'form', 'answer', 'withdrawn']) part(name).hidden = true;
  document.querySelector('dl').hidden = !visit;
  part('strange').hidden = Boolean(visit);
  if (!visit) return;
  const { zone, position, receipt } = visit;
  const words = {
    location: visit.location, address: visit.address || visit.location, zone: visit.zone_name, state: visit.state_words,
    from: _('from %(start)s', { start: moment(visit.window_from, zone) }),
    until: _('until %(time)s', { time: moment(visit.window_to, zone) }),
receipt: receipt ? sentence({ state: 'received', ...receipt }) : '',
  };
  for (const [name, text] of Object.entries(words)) part(name).textContent = text;
  part('map').hidden = !position;
  if (position) part('map').href = mapApp(`${position.lat},${position.lon}`);
  part('withdrawn').hidden = !visit.withdrawn;
  part('sent').hidden = visit.group !== 'sent';
  part('answer').hidden = visit.state !== 'assigned';
  part('form').hidden = !visit.can_fill && visit.state !== 'accepted';
  part('form').querySelector('a').href = `/phone/visits/${id}/form`;
}
