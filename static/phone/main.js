// Wires the page to its view. Without a secure connection the plain form does all by itself.
import { become } from './shell/session.js';
import { meta, queueOf } from './shell/store.js';

const { dataset } = document.documentElement;
const VIEWS = {
  form: () => import('./view/form.js'),
  visits: () => import('./view/visits.js'),
  visit: () => import('./view/visit.js'),
};
// What can wait until the page is usable.
const AFTERWARDS = [
  () => import('./view/hide.js'),
  async () => ((await queueOf(await meta('person'))).length ? import('./shell/sending.js') : null),
  () => import('./shell/worker.js'),
];

async function start() {
  if (!isSecureContext || !globalThis.indexedDB) return;
  if (dataset.person) await become(dataset.person).catch(() => {}); // the view says what it means
  const view = await VIEWS[dataset.page]?.();
  await view?.start();
  // A full or closed storage takes these away, and the form goes on.
  for (const load of AFTERWARDS) load().then((part) => part?.start()).catch(console.warn);
}

start();
