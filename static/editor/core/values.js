// What a plain control says, as the value that a document holds: null where the key is left out.
// data-as names how it is read; data-default (JSON) is what the key means when it is not there.
import { readClock, readNumber, writeClock, writeNumber } from './numbers.js';

const whole = (words) => {
  const number = readNumber(words);
  return Number.isInteger(number) ? number : null;
};
const readers = { number: readNumber, whole, clock: readClock };

// What cannot be read stays as it was written: the server says what is wrong with it.
export function readWords(as, words) {
  if (as === 'json') return JSON.parse(words || 'null');
  if (as === 'text') return words;
  const text = words.trim();
  if (as === 'words') {
    const listed = text.split(',').map((one) => one.trim()).filter(Boolean);
    return listed.length ? listed : null;
  }
  return text ? readers[as]?.(text) ?? text : null;
}

export function readControl(control) {
  const { as, default: usual } = control.dataset;
  const value = as === 'bool' ? control.checked : readWords(as, control.value);
  return { value: usual !== undefined && same(value, JSON.parse(usual)) ? null : value };
}

export function showValue(control, value) {
  const { as, default: usual } = control.dataset;
  const shown = value ?? (usual === undefined ? null : JSON.parse(usual));
  if (as === 'bool') control.checked = shown === true;
  else if (as === 'json') control.value = JSON.stringify(shown);
  else if (as === 'words' && Array.isArray(shown)) control.value = shown.join(', ');
  else control.value = as === 'clock' ? writeClock(shown) : writeNumber(shown, language());
}

const language = () => globalThis.document?.documentElement.lang || 'en';

export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [mine, theirs] = [Object.keys(one), Object.keys(other)];
  return Array.isArray(one) === Array.isArray(other) && mine.length === theirs.length
    && mine.every((key) => key in other && same(one[key], other[key]));
}
