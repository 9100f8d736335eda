// When a part is asked, as rows that read like a sentence: “[1.2 Were you greeted?] [is] [Yes]”.
import { conditionOf, OPS, rowFor, rowsOf, valueFor } from '../core/conditions.js';
import { readWords } from '../core/values.js';
import { writeClock, writeNumber } from '../core/numbers.js';
import { each, identify, json, option, pressed, stamp, valueOf } from './parts.js';

const READ = { scale: 'number', number: 'number', duration: 'clock' };

export function mount(panel) {
  each(panel, '[data-control="conditions"]').forEach(start);
}

function start(root) {
  const earlier = json(root, 'earlier', []);
  const [words, said] = [json(root, 'words'), json(root, 'said', {})];
  const known = new Map(earlier.flatMap(({ questions }) => questions.map((one) => [one.key, one])));
  const value = valueOf(root);
  const place = root.querySelector('[data-rows]');
  const top = rowsOf(value.get());
  root.classList.toggle('has-nobody', !known.size);

  const save = (now) => {
    const condition = conditionOf(top);
    if (JSON.stringify(condition) !== JSON.stringify(value.get())) value.set(condition, now);
  };

  function drawAll() {
    place.replaceChildren(...top.rows.map((row, i) => drawnRow(row, top, i)));
    root.querySelector('[data-none]').hidden = top.rows.length > 0;
    root.querySelector('[data-some]').hidden = !top.rows.length;
    mode(root.querySelector('[data-some]'), top);
    identify(root, root);
  }

  function mode(head, group) {
    const choice = head.querySelector('[data-mode]');
    choice.hidden = group.rows.length < 2;
    choice.value = group.mode;
    head.querySelector('[data-one]').hidden = group.rows.length > 1;
    choice.onchange = () => {
      group.mode = choice.value;
      drawAll();
      save(true);
    };
  }

  function drawnRow(row, group, number) {
    const item = row.rows ? drawnGroup(row) : 'kept' in row ? drawnKept(row) : drawnTest(row);
    item.querySelector('[data-joint]').textContent = number ? words[group.mode === 'all' ? 'and' : 'or'] : '';
    item.querySelector('[data-remove]').onclick = () => {
      group.rows.splice(number, 1);
      if (group !== top && !group.rows.length) top.rows.splice(top.rows.indexOf(group), 1);
      drawAll();
      (place.querySelector('[data-remove]') ?? root.querySelector('[data-add]')).focus();
      save(true);
    };
    return item;
  }

  function drawnGroup(group) {
    const item = stamp(root, 'group');
    item.querySelector('ul').replaceChildren(...group.rows.map((row, i) => drawnRow(row, group, i)));
    mode(item, group);
    item.querySelector('[data-add-in]').onclick = () => add(group);
    return item;
  }

  function drawnKept(row) {
    const item = stamp(root, 'kept');
    item.querySelector('[data-said]').textContent = said[row.path] ?? JSON.stringify(row.kept);
    return item;
  }

  function drawnTest(row) {
    const item = stamp(root, 'row');
    const question = item.querySelector('[data-question]');
    question.append(...choices(row.question));
    question.onchange = () => {
      const one = known.get(question.value);
      Object.assign(row, rowFor(row, question.value, one?.family, one?.values));
      again('[data-question]');
    };
    const again = (focused) => {
      const next = drawnTest(row);
      next.querySelector('[data-joint]').textContent = item.querySelector('[data-joint]').textContent;
      next.querySelector('[data-remove]').onclick = item.querySelector('[data-remove]').onclick;
      item.replaceWith(next);
      identify(root, root);
      next.querySelector(focused).focus();
      save(true);
    };
    const one = known.get(row.question);
    item.querySelector('[data-away]').hidden = !row.question || Boolean(one);
    const op = item.querySelector('[data-op]');
    const ops = OPS[one?.family] ?? OPS.other;
    const usual = ops.filter((name) => one?.na !== false || !/na$/.test(name));
    const offered = usual.includes(row.op) ? usual : [row.op, ...usual];
    op.append(...offered.map((name) => option(name, opWords(name, one?.family), name === row.op)));
    op.hidden = !row.question;
    op.onchange = () => {
      row.op = op.value;
      row.value = valueFor(row, one?.family, one?.values);
      again('[data-op]');
    };
    item.querySelector('[data-operand]').replaceChildren(...(row.question ? operand(row, one) : []));
    return item;
  }

  const opWords = (name, family) => words.ops[`${family}.${name}`] ?? words.ops[name] ?? name;

  function choices(chosen) {
    const groups = earlier.map(({ title, questions }) => {
      const group = Object.assign(document.createElement('optgroup'), { label: title });
      group.append(...questions.map(({ key, name }) => option(key, name, key === chosen)));
      return group;
    });
    if (!chosen) return [option('', words.choose, true), ...groups];
    return known.has(chosen) ? groups : [option(chosen, chosen, true), ...groups];
  }

  function operand(row, one) {
    if (/answered$|na$/.test(row.op)) return [];
    const set = (to, now) => {
      row.value = to;
      save(now);
    };
    const several = row.op === 'in' || row.op === 'not_in';
    if (several && (one?.values.length || Array.isArray(row.value))) return ticks(row, one, set);
    if (one?.values.length) return [menu(row, one, set)];
    return [field(row, one, set)];
  }

  function menu(row, one, set) {
    const select = Object.assign(document.createElement('select'), { ariaLabel: words.value });
    const isKnown = one.values.some(([key]) => key === row.value);
    if (!isKnown) select.append(option(row.value ?? '', row.value ?? words.choose, true));
    select.append(...one.values.map(([key, name]) => option(key, name, key === row.value)));
    select.onchange = () => set(select.value || null, true);
    return select;
  }

  function ticks(row, one, set) {
    const chosen = [row.value].flat().filter((key) => key != null);
    const offered = one?.values ?? [];
    const strangers = chosen.filter((key) => !offered.some(([name]) => name === key));
    const all = [...offered, ...strangers.map((key) => [key, String(key)])];
    return all.map(([key, name]) => {
      const label = Object.assign(document.createElement('label'), { className: 'pill' });
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: chosen.includes(key) });
      box.onchange = () => {
        const now = [row.value].flat().filter((held) => held != null && held !== key);
        set(all.map(([held]) => held).filter((held) => now.includes(held) || (held === key && box.checked)), true);
      };
      label.append(box, name);
      return label;
    });
  }

  function field(row, one, set) {
    const as = READ[one?.family];
    const input = Object.assign(document.createElement('input'), {
      type: typed(one?.input, row.value), ariaLabel: words.value, className: as ? 'brief-number' : '',
    });
    if (as) input.inputMode = 'decimal';
    const lang = document.documentElement.lang;
    input.value = as === 'clock' ? writeClock(row.value ?? null) : writeNumber(row.value, lang);
    input.oninput = () => set(readWords(as, input.value), false);
    input.onchange = () => set(readWords(as, input.value), true);
    const unit = one?.unit ? [one.unit] : [];
    const whole = Object.assign(document.createElement('span'), { className: 'with-unit' });
    whole.append(input, ...unit);
    return whole;
  }

  function add(group) {
    group.rows.push({ question: '', op: 'equals', value: null });
    drawAll();
    each(place, '[data-question]').filter((one) => !one.value)[0]?.focus();
  }

  pressed(root, '[data-add]', () => add(top));
  pressed(root, '[data-add-group]', () => {
    const group = { mode: top.mode === 'all' ? 'any' : 'all', rows: [] };
    top.rows.push(group);
    add(group);
  });
  drawAll();
}

// A browser's own field for a day or a time shows nothing of what it cannot read.
const SHAPES = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
  'datetime-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
};
const typed = (wanted, value) => (wanted && (value == null || SHAPES[wanted]?.test(value)) ? wanted : 'text');
