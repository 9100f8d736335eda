// Wires the page to its view. Without a secure connection the plain form does all by itself.
import * as sending from './shell/sending.js';
import { become } from './shell/session.js';
import * as worker from './shell/worker.js';
import * as hide from './view/hide.js';

const { dataset } = document.documentElement;
const VIEWS = {
  form: () => import('./view/form.js'),
  visits: () => import('./view/visits.js'),
  visit: () => import('./view/visit.js'),
};

async function start() {
  if (!isSecureContext || !globalThis.indexedDB) return;
  if (dataset.person) await become(dataset.person);
  const { start: show } = await VIEWS[dataset.page]();
  await show();
  hide.start();
  sending.start();
  worker.start();
}

start();
