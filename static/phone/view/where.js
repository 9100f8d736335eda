// Where a visit is, in plain words: on this phone, on the server, waiting for network, received.
import * as store from '../shell/store.js';
import { kept } from '../shell/worker.js';
import { _ } from './words.js';

const { lang } = document.documentElement;
const locale = lang === 'en' ? 'en-GB' : lang;

const written = (at, options) => new Intl.DateTimeFormat(locale, options).format(new Date(at));

// As the server writes it: day and month, then the clock of the place.
export const day = (at, timeZone) => (
  written(at, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }));

export function moment(at, timeZone) {
  const day = written(at, { timeZone, day: 'numeric', month: 'long' });
  return `${day}, ${written(at, { timeZone, hour: '2-digit', minute: '2-digit' })}`;
}

export const needsSignIn = ({ state, status, why }) => state === 'held'
  && ([401, 403].includes(status) || why === 'web.stale_form');

export function sentence(item) {
  const { state, next_at, receipt, received_at } = item;
  if (state === 'received') return _('Received %(time)s, receipt %(receipt)s', { time: moment(received_at), receipt });
  if (state === 'sending') return _('Being sent …');
  if (needsSignIn(item)) return _('Kept on this phone. Sign in, and it is sent.');
  if (state === 'held') {
    return [item.sentence, _('It is kept on this phone. Save it to a file and write to your manager.')].join(' ').trim();
  }
  if (!navigator.onLine) return _('Kept on this phone, waiting for network');
  if (next_at > Date.now()) return _('Kept on this phone. Next try at %(time)s', { time: moment(next_at).split(', ')[1] });
  return _('Kept on this phone, about to be sent');
}

// All that is known of a person's visits here, read once for a whole page.
export async function known(person) {
  const [rows, items, pages] = await Promise.all([store.draftsOf(person), store.queueOf(person), kept()]);
  const drafts = new Map();
  for (const { visit, key, dirty } of rows) {
    if (key[0] !== '~' && !visit.startsWith('practice:')) drafts.set(visit, drafts.get(visit) || dirty);
  }
  return { drafts, items, pages };
}

export const unsent = ({ drafts, items }) => new Set([
  ...items.filter((item) => item.state !== 'received').map((item) => item.visit),
  ...[...drafts].filter(([id, dirty]) => dirty && !items.some((item) => item.visit === id)).map(([id]) => id),
]);

// In words, and whether that is settled ('done'), under way ('open') or in need of a hand ('held').
export function where({ id, group, receipt }, { drafts, items, pages }) {
  const item = items.filter((one) => one.visit === id).pop();
  if (item?.state === 'held' && !needsSignIn(item)) return [_('On this phone, could not be sent'), 'held'];
  if (item) return [sentence(item), item.state === 'received' ? 'done' : 'open'];
  if (receipt) return [sentence({ state: 'received', ...receipt }), 'done'];
  if (group === 'sent') return ['', ''];
  if (drafts.get(id)) {
    return [navigator.onLine ? _('On this phone, not yet on the server') : _('On this phone, waiting for network'), 'open'];
  }
  if (drafts.has(id)) return [_('On this phone and on the server'), 'done'];
  return pages[id] ? [_('Opens without network'), 'done'] : [_('On the server, opens with network'), 'open'];
}

export function show(place, [words, mark]) {
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
  place.dataset.mark = mark;
}
