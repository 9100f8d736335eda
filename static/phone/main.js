// What every page of the phone begins with, whatever its own part is. Nothing is done until the
// page is painted; without a secure connection the plain form does all by itself.
import * as sending from './shell/sending.js';
import { become } from './shell/session.js';
import { meta, queueOf } from './shell/store.js';
import * as worker from './shell/worker.js';
import * as hide from './view/hide.js';

const { dataset } = document.documentElement;
const page = document.querySelector('script[data-styles]'); // pages of the office have none
const VIEWS = {
  form: () => import('./view/form.js'),
  visits: () => import('./view/visits.js'),
  visit: () => import('./view/visit.js'),
};
const AFTERWARDS = [
  hide.start,
  async () => (await queueOf(await meta('person'))).length && sending.start(),
  worker.start,
];

// Frames stand still in a page that nobody sees.
const painted = () => new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 1000);
});

async function begin() {
  await painted();
  for (const href of page.dataset.styles.split(' ').filter(Boolean)) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  }
  hide.stayHidden();
  const coming = VIEWS[dataset.page]?.();
  if (dataset.person) await become(dataset.person).catch(() => {}); // the view says what it means
  await (await coming)?.start();
  // A full or closed storage takes these away, and the form goes on.
  for (const start of AFTERWARDS) Promise.resolve().then(start).catch(console.warn);
}

// Whoever comes back may be someone else by now: what the browser kept alive is asked for anew.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && navigator.onLine) location.reload();
});

if (page && isSecureContext && globalThis.indexedDB) begin();
