// Exact numbers: a JSON number stands for its shortest decimal; fractions are [above, below] of
// BigInt. Two numbers compare as their decimals do, so that < needs no help.
const WRITTEN = /^(-?)(\d+)\.?(\d*)(?:e(.+))?$/;

export const NOUGHT = [0n, 1n];
export const WHOLE = [1n, 1n];

// [digits, places]: the number is digits / 10^places
function decimal(number) {
  if (Number.isSafeInteger(number)) return [BigInt(number), 0];
  const [, sign, whole, rest, power = 0] = WRITTEN.exec(number);
  return [BigInt(sign + whole + rest), rest.length - power];
}

export const places = (number) => decimal(number)[1];

export const isNumber = (raw) => typeof raw === 'number' && Math.abs(raw) <= 1e15 && places(raw) <= 30;

// Numbers as whole ones of one unit.
export function inOneUnit(...numbers) {
  const all = numbers.map(decimal);
  const most = Math.max(...all.map(([, own]) => own));
  return all.map(([digits, own]) => digits * 10n ** BigInt(most - own));
}

export const perCent = (number) => inOneUnit(number, 100);

export function clip([above, below]) {
  if (above <= 0n) return NOUGHT;
  return above < below ? [above, below] : WHOLE;
}

// How much of the way from `start` to `end` is behind `value`, 0 to 1.
export function wayGone(value, start, end) {
  const [at, from, to] = inOneUnit(value, start, end);
  return clip(to > from ? [at - from, to - from] : [from - at, from - to]);
}

// The sum of [weight, fraction] multiplied, over a weight.
export function weightedMean(terms, weight) {
  const sums = new Map();
  for (const [own, [above, below]] of terms) sums.set(below, (sums.get(below) ?? 0n) + own * above);
  let whole = 0n;
  let common = 1n;
  for (const [below, above] of sums) {
    whole = whole * below + above * common;
    common *= below;
  }
  return [whole, common * weight];
}

// As published: per cent, rounded half up to two decimals.
export function percent([above, below]) {
  return Number((above * 20000n + below) / (below * 2n)) / 100;
}

export const written = (score) => score?.toFixed(2) ?? null;

// A number as people write it, never as 1e-7.
export function plain(number) {
  const text = `${number}`;
  return text.includes('e-') ? number.toFixed(places(number)) : text;
}
