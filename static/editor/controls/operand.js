// What a condition compares with: a menu, a few to tick, or a field, as the question's answers are.
import { writeClock, writeNumber } from '../core/numbers.js';
import { readWords } from '../core/values.js';
import { element } from '../dom.js';
import { option } from './parts.js';

const READ = { scale: 'number', number: 'number', duration: 'clock' };
// A browser's own field for a day or a time shows nothing of what it cannot read.
const SHAPES = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
  'datetime-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
};

// about: the question as the server tells of it, if it is one before this part; set(value, now).
export function operand(row, about, words, set) {
  if (/answered$|na$/.test(row.op)) return [];
  const offered = about?.values ?? [];
  const several = row.op === 'in' || row.op === 'not_in';
  if (several && (offered.length || Array.isArray(row.value))) return ticks(row, offered, set);
  return [offered.length ? menu(row, offered, words, set) : field(row, about, words, set)];
}

function menu(row, offered, words, set) {
  const select = element('select', { ariaLabel: words.value });
  if (!offered.some(([key]) => key === row.value)) {
    select.append(option(row.value ?? '', row.value ?? words.choose, true));
  }
  select.append(...offered.map(([key, name]) => option(key, name, key === row.value)));
  select.onchange = () => set(select.value || null, true);
  return select;
}

function ticks(row, offered, set) {
  const chosen = () => [row.value].flat().filter((key) => key != null);
  const strangers = chosen().filter((key) => !offered.some(([name]) => name === key));
  const all = [...offered, ...strangers.map((key) => [key, String(key)])];
  return all.map(([key, name]) => {
    const box = element('input', { type: 'checkbox', checked: chosen().includes(key) });
    box.onchange = () => {
      const now = chosen().filter((held) => held !== key).concat(box.checked ? [key] : []);
      set(all.map(([held]) => held).filter((held) => now.includes(held)), true);
    };
    const label = element('label', { className: 'pill' });
    label.append(box, name);
    return label;
  });
}

function field(row, about, words, set) {
  const as = READ[about?.family];
  const input = element('input', {
    type: typeFor(about?.input, row.value),
    ariaLabel: words.value,
    className: as ? 'brief-number' : '',
    inputMode: as === 'number' ? 'decimal' : '',
    value: as === 'clock' ? writeClock(row.value ?? null)
      : writeNumber(row.value, document.documentElement.lang),
  });
  input.oninput = () => set(readWords(as, input.value), false);
  input.onchange = () => set(readWords(as, input.value), true);
  const whole = element('span', { className: 'with-unit' });
  whole.append(input, ...(about?.unit ? [about.unit] : []));
  return whole;
}

const typeFor = (wanted, value) =>
  (wanted && (value == null || SHAPES[wanted]?.test(value)) ? wanted : 'text');
