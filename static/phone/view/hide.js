// Quick-hide: one touch puts a page of notes over everything; holding its title, or Escape twice,
// brings back the very place. It outlives a reload.
import { _ } from './words.js';

const HOLD_MS = 700;
const TWICE_MS = 600;
const KEY = 'hidden';
const root = document.documentElement;
let cover;
let before;

const made = (name, options, ...children) => {
  const node = Object.assign(document.createElement(name), options);
  node.append(...children);
  return node;
};

export function start() {
  style();
  const button = made('button', { type: 'button', className: 'hide', onclick: hide });
  button.setAttribute('aria-label', _('Hide this page')); // Firefox had no ariaLabel before 119
  const place = document.querySelector('.head') ?? document.querySelector('main');
  place.prepend(button);
  place.classList.add('hides'); // a :has() of the root would have the whole form styled anew at each change
  let last = -TWICE_MS;
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape' || document.querySelector('dialog[open]')) return;
    const twice = timeStamp - last < TWICE_MS;
    last = twice ? -TWICE_MS : timeStamp;
    if (twice) (cover ? show : hide)();
  });
}

function style() {
  const { href } = new URL('../more.css', import.meta.url);
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return;
  document.head.append(made('link', { rel: 'stylesheet', href }));
}

export function hide() {
  const lines = [_('Milk, bread, apples'), _('Call the dentist'), _('Book to return on Friday'), _('Batteries for the remote')];
  lay([...lines, _('Hold the title to edit'), _('Show the page')]);
}

function lay(words) {
  if (cover) return;
  before = { focus: document.activeElement, top: scrollY };
  sessionStorage.setItem(KEY, JSON.stringify(words));
  const [hint, back] = words.slice(-2);
  const title = made('h1', { textContent: document.title, onpointerdown: hold });
  const button = made('button', { type: 'button', className: 'away', textContent: back, onclick: show });
  const lines = words.slice(0, -2).map((textContent) => made('li', { textContent }));
  cover = made('div', { className: 'notes' }, title, button, made('ul', {}, ...lines), made('p', { textContent: hint }));
  root.classList.add('covered');
  document.body.append(cover);
  button.focus({ preventScroll: true });
}

export function show() {
  sessionStorage.removeItem(KEY);
  cover.remove();
  cover = undefined;
  root.classList.remove('covered');
  scrollTo({ top: before.top, behavior: 'instant' });
  before.focus?.focus({ preventScroll: true });
}

function hold({ target }) {
  const timer = setTimeout(show, HOLD_MS);
  for (const name of ['pointerup', 'pointerleave', 'pointercancel']) {
    target.addEventListener(name, () => clearTimeout(timer), { once: true });
  }
}

export function stayHidden() {
  const words = sessionStorage.getItem(KEY);
  if (!words) return;
  style();
  lay(JSON.parse(words));
}
