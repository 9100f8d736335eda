// What the controls of a panel share: their value, rows made of templates, and telling an edit.
import { readControl, same, showValue } from '../core/values.js';

const PAUSE = 400;

export const each = (root, selector) => [...root.querySelectorAll(selector)];

export const json = (element, name, otherwise = null) =>
  (element.dataset[name] === undefined ? otherwise : JSON.parse(element.dataset[name]));

export function stamp(root, name) {
  const template = root.querySelector(`:scope > template[data-${name}]`);
  return template.content.firstElementChild.cloneNode(true);
}

// Runs what is to be done a moment after the last key, or at once.
const waiting = new Map();

export function patient(done) {
  return (now) => {
    clearTimeout(waiting.get(done));
    waiting.delete(done);
    if (now) done();
    else waiting.set(done, setTimeout(() => { waiting.delete(done); done(); }, PAUSE));
  };
}

// What was typed a moment ago is told before its panel goes; the next one is to show it. True if
// something was told.
export function hurry() {
  const late = [...waiting];
  waiting.clear();
  return late.map(([done, timer]) => {
    clearTimeout(timer);
    return done(true);
  }).some(Boolean);
}

// One value of the document that an element edits; each edit tells what stood there before it.
export function valueOf(root) {
  const field = json(root, 'field');
  let held = json(root, 'value');
  let was = held;
  let renew = false;
  const told = patient((last) => {
    if (same(was, held)) return false;
    const before = was;
    was = held;
    return tell(root, { field, was: before, to: held, ...((renew || last) && { renew: true }) });
  });
  root.addEventListener('refused', ({ detail }) => {
    if (detail && 'theirs' in detail) was = detail.theirs;
  });
  return {
    get: () => held,
    take(to) {
      held = to;
      was = to;
    },
    set(to, now = true, anew = false) {
      held = to;
      renew = anew;
      told(now);
    },
  };
}

// Rows that say nothing yet are in no document: a panel that is made anew takes them along.
const unfinished = new WeakMap();

export function resumable(root, left, resume) {
  unfinished.set(root, left);
  root.addEventListener('resume', ({ detail }) => resume(detail));
}

export function leftIn(panel) {
  const all = each(panel, '[data-control][data-field]');
  const held = all.map((root) => [root.dataset.field, unfinished.get(root)?.()]);
  return new Map(held.filter(([, rows]) => rows));
}

export function resumeIn(panel, left) {
  for (const root of each(panel, '[data-control][data-field]')) {
    const detail = left.get(root.dataset.field);
    if (detail) root.dispatchEvent(new CustomEvent('resume', { detail }));
  }
}

export const partOf = (root) => root.closest('[data-part]').dataset.part;

export const tell = (root, detail) =>
  root.dispatchEvent(new CustomEvent('edit', { bubbles: true, detail }));

// Plain controls inside one of ours: told as they are typed, and at once when they are left.
export function listen(root, selector, heard) {
  for (const type of ['input', 'change']) {
    root.addEventListener(type, (event) => {
      const control = event.target.closest(selector);
      if (!control || control.closest('[data-control]') !== root) return;
      if (type === 'input' && isChosen(control)) return;
      heard(control, readControl(control).value, type === 'change');
    });
  }
}

const isChosen = ({ type }) => ['select-one', 'checkbox', 'radio'].includes(type);

export function pressed(root, selector, done) {
  root.addEventListener('click', (event) => {
    const button = event.target.closest(selector);
    if (button && button.closest('[data-control]') === root) done(button, event);
  });
}

// A panel that is made anew finds by it where someone was.
export function identify(root, place) {
  const { control: name, field = name } = root.dataset;
  const stem = `c-${partOf(root)}-${field}`.replace(/[^\w-]+/g, '-');
  each(place, 'input, select, textarea').forEach((control, at) => {
    control.id = `${stem}-${at}`;
  });
}

export const show = (control, value) => showValue(control, value);

export function option(value, words, chosen = false) {
  return new Option(words, value, chosen, chosen);
}
