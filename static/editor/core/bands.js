// Bands as rows of a table, and back: "up to 60 scores 100", and what is above them all.
import { isMap } from './trees.js';

const isOpen = (band) => isMap(band) && band.up_to == null;

export function rowsOfBands(bands) {
  const listed = Array.isArray(bands) ? bands : [];
  const open = listed.length && isOpen(listed.at(-1)) ? listed.at(-1) : null;
  return { rows: open ? listed.slice(0, -1) : listed, above: open ? open.score : null };
}

// Above all bands the score is 0 in any case, so an empty field needs no band.
export function bandsOf({ rows, above }) {
  const bands = above == null ? rows : [...rows, { score: above }];
  return bands.length ? bands : null;
}

// A new band goes on in the same step as the last two.
export function nextBand(rows) {
  const [last, before] = [rows.at(-1)?.up_to, rows.at(-2)?.up_to];
  if (typeof last !== 'number') return { up_to: null, score: 100 };
  const step = typeof before === 'number' && last > before ? last - before : Math.abs(last) || 1;
  const score = rows.at(-1).score;
  return { up_to: last + step, score: typeof score === 'number' ? Math.max(0, score - 50) : 0 };
}
