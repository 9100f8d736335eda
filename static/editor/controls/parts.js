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
export function patient(done) {
  let waiting;
  return (now) => {
    clearTimeout(waiting);
    if (now) done();
    else waiting = setTimeout(done, PAUSE);
  };
}

// One value of the document that an element edits; each edit tells what stood there before it.
export function valueOf(root) {
  const field = json(root, 'field');
  let held = json(root, 'value');
  let was = held;
  let renew = false;
  const told = patient(() => {
    if (same(was, held)) return;
    const before = was;
    was = held;
    tell(root, { field, was: before, to: held, now: true, ...(renew && { renew }) });
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

const isChosen = ({ type, tagName }) => tagName === 'SELECT' || ['checkbox', 'radio'].includes(type);

export function pressed(root, selector, done) {
  root.addEventListener('click', (event) => {
    const button = event.target.closest(selector);
    if (button && button.closest('[data-control]') === root) done(button, event);
  });
}

export const show = (control, value) => showValue(control, value);

export function option(value, words, chosen = false) {
  return new Option(words, value, chosen, chosen);
}
