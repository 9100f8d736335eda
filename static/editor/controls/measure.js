// What a measured value scores: not at all, by bands, or along a straight line, with a picture.
import { bandsOf, nextBand, rowsOfBands } from '../core/bands.js';
import { at, isMap, put } from '../core/trees.js';
import { readControl } from '../core/values.js';
import { draw } from './picture.js';
import {
  each, identify, json, listen, partOf, patient, pressed, show, stamp, tell,
} from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="measure"]').forEach(start);
}

function start(root) {
  const held = json(root, 'value', {});
  const was = { ...held };
  const kept = { bands: held.bands ?? null, linear: held.linear ?? null };
  const place = root.querySelector('[data-rows]');
  let { rows, above } = rowsOfBands(held.bands);
  let mode = ['bands', 'linear'].find((name) => held[name] != null) ?? '';

  // Both keys in one change: a question scores by one of them, never by both.
  const told = patient((last) => {
    const operations = [];
    for (const name of ['linear', 'bands']) {
      const to = mode === name ? kept[name] : null;
      if (JSON.stringify(to) === JSON.stringify(was[name] ?? null)) continue;
      operations.push({ do: 'set', at: partOf(root), field: [name], was: was[name] ?? null, to });
      was[name] = to;
    }
    return operations.length > 0 && tell(root, { operations, ...(last && { renew: true }) });
  });

  function save(now) {
    picture();
    told(now);
  }

  function picture() {
    for (const part of each(root, '[data-mode]')) part.hidden = part.dataset.mode !== mode;
    const shown = mode === 'bands' ? { bands: kept.bands } : { linear: mode ? kept.linear : null };
    const { min, max } = held;
    draw(root.querySelector('[data-picture]'), { ...shown, min, max }, 'clock' in root.dataset);
  }

  function list(focused) {
    place.replaceChildren(...rows.map((row) => {
      const item = stamp(root, isMap(row) ? 'row' : 'odd');
      if (!isMap(row)) item.querySelector('code').textContent = JSON.stringify(row);
      for (const control of each(item, '[data-key]')) show(control, at(row, json(control, 'key')));
      return item;
    }));
    show(root.querySelector('[data-above]'), above);
    identify(root, root);
    if (focused === undefined) return;
    (place.children[focused]?.querySelector('input') ?? root.querySelector('[data-add]')).focus();
  }

  function ends() {
    for (const control of each(root, '[data-end]')) {
      show(control, at(kept.linear, [control.dataset.end]));
    }
  }

  const numberOf = (element) => [...place.children].indexOf(element.closest('[data-rows] > *'));

  function banded(now) {
    kept.bands = bandsOf({ rows, above });
    save(now);
  }

  listen(root, '[data-choose]', (radio) => {
    mode = radio.value;
    if (mode === 'bands' && !kept.bands) {
      rows = json(root, 'bands');
      above = 0;
      kept.bands = bandsOf({ rows, above });
    }
    if (mode === 'linear' && !kept.linear) kept.linear = json(root, 'linear');
    list();
    ends();
    save(true);
  });
  listen(root, '[data-key]', (control, typed, left) => {
    const number = numberOf(control);
    rows = rows.map((row, i) => (i === number ? put(row, json(control, 'key'), typed) : row));
    banded(left);
  });
  listen(root, '[data-above]', (_control, typed, left) => {
    above = typed;
    banded(left);
  });
  listen(root, '[data-end]', (control, typed, left) => {
    kept.linear = put(kept.linear, [control.dataset.end], typed);
    save(left);
  });
  pressed(root, '[data-add]', () => {
    rows = [...rows, nextBand(rows)];
    list(rows.length - 1);
    banded(true);
  });
  pressed(root, '[data-remove]', (button) => {
    const number = numberOf(button);
    rows = rows.filter((_row, i) => i !== number);
    list(Math.max(0, number - 1));
    banded(true);
  });

  // How far the picture reaches stands in fields beside it.
  root.closest('[data-part]')?.addEventListener('change', ({ target }) => {
    const [name] = target.dataset.field ? json(target, 'field') : [];
    if (name !== 'min' && name !== 'max') return;
    held[name] = readControl(target).value;
    picture();
  });
  list();
  ends();
  picture();
}
