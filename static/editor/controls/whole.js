// A small map of a document (evidence, repeat, limit, …) that several controls make up together.
// data-needs: without any of these keys the map says nothing; data-base: what else it then has.
import { at, isMap, put } from '../core/trees.js';
import { each, json, listen, show, valueOf } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="whole"]').forEach(start);
}

function start(root) {
  const { first } = root.dataset;
  const [needs, base] = [json(root, 'needs', []), json(root, 'base', {})];
  const value = valueOf(root);

  listen(root, '[data-key]', (control, typed, left) => {
    const held = value.get();
    const path = json(control, 'key');
    const taken = path.length ? typed : withTitle(typed);
    const whole = put(isMap(held) || !path.length ? held : base, path, taken, first);
    value.set(says(whole) ? filled(whole) : null, left);
    refresh();
  });

  // A turn is called as the section is by now, which may have been named since this was drawn.
  function withTitle(whole) {
    if (!whole?.title) return whole;
    const title = {};
    for (const input of root.closest('[data-part]').querySelectorAll('[data-field]')) {
      const [name, language] = json(input, 'field');
      if (name === 'title' && language && input.value?.trim()) title[language] = input.value.trim();
    }
    return Object.keys(title).length ? { ...whole, title } : whole;
  }

  const says = (whole) => !needs.length || !isMap(whole) || needs.some((key) => whole[key] != null);
  const filled = (whole) => (isMap(whole) ? { ...base, ...whole } : whole);

  // The bound is one key or another: what was entered goes with it.
  listen(root, '[data-renames]', (select, to, left) => {
    const number = root.querySelector(`#${select.dataset.renames}`);
    const [from] = json(number, 'key');
    const held = value.get();
    number.dataset.key = JSON.stringify([to]);
    if (at(held, [from]) === undefined) return;
    value.set(put(put(held, [from], null), [to], held[from]), left);
  });

  function refresh() {
    const held = value.get();
    for (const part of each(root, '[data-when]')) {
      part.hidden = at(held, json(part, 'when')) == null;
    }
  }

  // What was hidden shows what stands there once it is seen: a mark of 50, a first turn.
  function fill() {
    const held = value.get();
    for (const control of each(root, ':is(input, textarea, [data-when] *)[data-key]')) {
      if (control !== document.activeElement) show(control, at(held, json(control, 'key'), first));
    }
  }

  root.addEventListener('change', fill);
  fill();
  refresh();
}
