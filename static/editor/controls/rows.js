// A table of a document's list or map: rows are added, moved, taken out, and typed into.
// data-shape: list (of maps), map (by key: the path ["#"] is the key), or plain (the path []).
import { keyFor } from '../core/keys.js';
import { at, isMap, put } from '../core/trees.js';
import { same } from '../core/values.js';
import { each, identify, json, listen, pressed, resumable, show, stamp, valueOf } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="rows"]').forEach(start);
}

function start(root) {
  const { shape, first, stem = 'row' } = root.dataset;
  const [named, fresh] = [json(root, 'named'), json(root, 'fresh', {})];
  const place = root.querySelector('[data-rows]');
  const value = valueOf(root);
  let rows = split(value.get());

  function split(whole) {
    if (shape !== 'map') return (whole ?? []).map((one) => ({ value: one }));
    return Object.entries(whole ?? {}).map(([key, one]) => ({ key, value: one }));
  }

  const isWhole = (row) => shape === 'list' || (row.value != null && row.key !== '');

  function joined(all = rows) {
    const kept = all.filter(isWhole);
    if (!kept.length) return null;
    if (shape === 'map') return Object.fromEntries(kept.map((row) => [row.key, row.value]));
    return kept.map((row) => row.value);
  }

  function draw(focused, what) {
    place.replaceChildren(...rows.map(drawn));
    root.classList.toggle('is-empty', !rows.length);
    identify(root, place);
    const row = place.children[Math.min(focused, rows.length - 1)];
    const wanted = row?.querySelector(what ?? '[data-key]') ?? root.querySelector('[data-add]');
    if (focused !== undefined) wanted?.focus();
  }

  function drawn(row, number) {
    const isOdd = shape === 'list' && !isMap(row.value);
    const item = stamp(root, isOdd ? 'odd' : 'row');
    if (isOdd) item.querySelector('code').textContent = JSON.stringify(row.value);
    for (const control of each(item, '[data-key]')) {
      const path = json(control, 'key');
      const held = path[0] === '#' ? row.key : at(row.value, path, first);
      if (control.tagName === 'SELECT') offer(control, held);
      const whole = at(row.value, path.slice(0, -1));
      if (held === undefined && typeof whole === 'string') control.placeholder = whole;
      show(control, held);
    }
    for (const button of each(item, '[data-move]')) {
      button.disabled = !rows[number + Number(button.dataset.move)];
    }
    return item;
  }

  const keyOf = (row) => (shape === 'map' ? row.key : row.value?.key);
  const numberOf = (element) => [...place.children].indexOf(element.closest('[data-rows] > *'));

  listen(root, '[data-key]', (control, typed, left) => {
    const row = rows[numberOf(control)];
    const path = json(control, 'key');
    if (path[0] === '#') {
      const isTaken = !typed || rows.some((other) => other !== row && other.key === typed);
      control.setAttribute('aria-invalid', String(isTaken));
      if (!isTaken) row.key = typed;
    } else row.value = put(row.value, path, typed, first);
    if (left && named && path[0] === named[0]) name(row, control);
    value.set(joined(), left);
  });

  // A key is made once, of the first words; later it stays, because answers are kept under it.
  function name(row, control) {
    const key = keyOf(row);
    if (key != null && !new RegExp(`^(${stem}(_\\d+)?)?$`).test(key)) return;
    if (!control.value.trim()) return;
    const others = rows.filter((other) => other !== row);
    const made = keyFor(control.value, others.map(keyOf), stem);
    if (shape === 'map') row.key = made;
    else row.value = { ...row.value, key: made };
    const shown = place.children[numberOf(control)].querySelector('.row-key input');
    if (shown) show(shown, made);
  }

  pressed(root, '[data-add]', () => {
    rows.push(made());
    draw(rows.length - 1);
    // What has nothing in it yet is told with its first words.
    if (shape === 'list') value.set(joined());
  });

  function made() {
    if (shape === 'plain') return { value: null };
    const key = unlikeOthers();
    if (shape === 'map') return { key, value: null };
    return { value: named ? { key, ...fresh } : { ...fresh } };
  }

  // Two people may add a row at once, each without knowing: until it has words its key is by chance.
  function unlikeOthers() {
    if (!stem) return '';
    const chance = crypto.getRandomValues(new Uint16Array(1))[0] % 9000;
    return keyFor(`${stem}_${1000 + chance}`, rows.map(keyOf), stem);
  }

  pressed(root, '[data-remove]', (button) => {
    const number = numberOf(button);
    rows.splice(number, 1);
    draw(Math.max(0, number - 1), '[data-remove]');
    value.set(joined());
  });

  pressed(root, '[data-move]', (button) => {
    const [number, way] = [numberOf(button), Number(button.dataset.move)];
    const [row] = rows.splice(number, 1);
    rows.splice(number + way, 0, row);
    draw(number + way, `[data-move="${way}"]:enabled, [data-move]:enabled`);
    value.set(joined());
  });

  pressed(root, '[data-keys]', (button) => {
    const isShown = root.classList.toggle('has-keys');
    button.setAttribute('aria-expanded', String(isShown));
  });

  // Enter goes on to the next row, and begins one after the last.
  root.addEventListener('keydown', (event) => {
    const { key, shiftKey, target } = event;
    if (key !== 'Enter' || shiftKey || shape === 'plain' || !target.matches('[data-key]')) return;
    event.preventDefault();
    const next = place.children[numberOf(target) + 1];
    (next?.querySelector('[data-key]') ?? root.querySelector('[data-add]')).focus();
    if (!next) root.querySelector('[data-add]').click();
  });

  resumable(root, () => (rows.every(isWhole) ? null : rows), (held) => {
    if (!same(joined(held), joined())) return;
    rows = held;
    draw();
  });

  root.addEventListener('reset', ({ detail }) => {
    value.take(detail);
    rows = split(detail);
    draw();
  });
  draw();
}

// What stands in the document is offered too, even if nobody would choose it today.
function offer(select, held) {
  const wanted = select.dataset.as === 'json' ? JSON.stringify(held) : held;
  if (held == null || [...select.options].some((one) => one.value === wanted)) return;
  select.append(new Option(typeof held === 'string' ? held : JSON.stringify(held), wanted));
}
