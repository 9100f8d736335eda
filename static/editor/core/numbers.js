// Numbers and lengths of time as people write them: comma or point, minutes and seconds.
// A document has plain numbers with 15 digits at most, and seconds.
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
const LARGEST = 1e15;
const DIGITS = 15;

export function readNumber(words) {
  const text = tidy(words);
  if (!NUMBER.test(text)) return null;
  const digits = text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
  const number = Number(text.replace(',', '.'));
  return digits.length > DIGITS || Math.abs(number) > LARGEST ? null : number + 0;
}

// In German and French too a number may stand with spaces in it; the minus may be a real one.
const tidy = (words) => String(words).replace(/\s/gu, '').replace('\u2212', '-');

export function writeNumber(value, language = 'en') {
  if (typeof value !== 'number') return value == null ? '' : written(value);
  const plain = value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 15 });
  return language.startsWith('en') ? plain : plain.replace('.', ',');
}

// "4:10", "1:02:03" or plain seconds.
export function readClock(words) {
  const parts = tidy(words).split(':');
  if (parts.length === 1) return readNumber(parts[0]);
  const numbers = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  const rest = numbers.slice(1);
  if (parts.length > 3 || numbers.some(Number.isNaN) || rest.some((part) => part > 59)) return null;
  return numbers.reduce((sum, part) => sum * 60 + part, 0);
}

export function writeClock(value) {
  if (!Number.isInteger(value) || value < 0) return writeNumber(value);
  const [hours, rest] = [Math.floor(value / 3600), value % 3600];
  const [minutes, seconds] = [Math.floor(rest / 60), String(rest % 60).padStart(2, '0')];
  const last = `${String(minutes).padStart(2, '0')}:${seconds}`;
  return hours ? `${hours}:${last}` : `${minutes}:${seconds}`;
}

// Whatever a document holds where something else is expected, so that it can be seen and mended.
const written = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
