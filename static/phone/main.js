// Wires the page to its view, once it is painted: until then nothing of the script is fetched.
// Without a secure connection the plain form does all by itself.
const { dataset } = document.documentElement;
const { after } = document.querySelector('script[data-after]').dataset;
const VIEWS = {
  form: () => import('./view/form.js'),
  visits: () => import('./view/visits.js'),
  visit: () => import('./view/visit.js'),
};
// What can wait until the page is usable.
const AFTERWARDS = [
  () => import('./view/hide.js'),
  async ({ meta, queueOf }) => (
    (await queueOf(await meta('person'))).length ? import('./shell/sending.js') : null),
  () => import('./shell/worker.js'),
];

// Frames stand still in a page that nobody sees.
const painted = () => new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 1000);
});

// Modules at once, not one after the other as they name each other; then styles and rules.
function fetchMore() {
  for (const name of after.split(' ')) {
    const link = document.createElement('link');
    link.rel = name.endsWith('.css') ? 'stylesheet' : name.endsWith('.js') ? 'modulepreload' : 'preload';
    if (link.rel === 'preload') Object.assign(link, { as: 'fetch', crossOrigin: 'anonymous' });
    link.href = new URL(name, new URL('../', import.meta.url));
    document.head.append(link);
  }
}

async function start() {
  if (!isSecureContext || !globalThis.indexedDB) return;
  await painted();
  if (after) fetchMore();
  const [store, { become }] = await Promise.all([import('./shell/store.js'), import('./shell/session.js')]);
  if (dataset.person) await become(dataset.person).catch(() => {}); // the view says what it means
  const view = await VIEWS[dataset.page]?.();
  await view?.start();
  // A full or closed storage takes these away, and the form goes on.
  for (const load of AFTERWARDS) load(store).then((part) => part?.start()).catch(console.warn);
}

start();
