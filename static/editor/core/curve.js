// The picture of a score: which points its line has, for bands and for a straight line.
import { isMap } from './trees.js';

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);
const isScore = (value) => isNumber(value) && value >= 0 && value <= 100;

// {from, to, points: [[value, score], …], marks: [value, …]}, or null while it cannot be drawn.
export function curveOf({ bands, linear, min, max }) {
  if (Array.isArray(bands) && bands.length) return stairs(bands, min, max);
  return isMap(linear) ? slope(linear, min, max) : null;
}

function slope({ best, worst }, min, max) {
  if (!isNumber(best) || !isNumber(worst) || best === worst) return null;
  const [low, high] = [Math.min(best, worst), Math.max(best, worst)];
  const { from, to } = room(low, high, min, max);
  const [left, right] = best < worst ? [100, 0] : [0, 100];
  const points = [[from, left], [low, left], [high, right], [to, right]];
  return { from, to, points, marks: [low, high] };
}

function stairs(bands, min, max) {
  const last = bands.at(-1);
  const open = isMap(last) && last.up_to == null;
  const closed = open ? bands.slice(0, -1) : bands;
  if (bands.some((band) => !isMap(band) || !isScore(band.score))) return null;
  const marks = closed.map((band) => band.up_to);
  if (!marks.every(isNumber) || marks.some((mark, place) => mark <= marks[place - 1])) return null;
  const above = open ? last.score : 0;
  const { from, to } = marks.length ? room(marks[0], marks.at(-1), min, max) : room(0, 1, min, max);
  const scores = [...closed.map((band) => band.score), above];
  const edges = [from, ...marks, to];
  const points = scores.flatMap((score, at) => [[edges[at], score], [edges[at + 1], score]]);
  return { from, to, points, marks };
}

// A bit of room at both sides, from nought where values begin there, and no further than allowed.
function room(low, high, min, max) {
  const beside = (high - low || Math.abs(high) || 1) * 0.25;
  const left = low >= 0 && low <= beside * 4 ? 0 : low - beside;
  const from = isNumber(min) && min < low ? Math.max(min, left) : left;
  const to = isNumber(max) && max > high ? Math.min(max, high + beside) : high + beside;
  return { from: Math.min(from, low), to };
}

// The score of a value by the same line, as the report gives it, but in floating point.
export function scoreAt(curve, value) {
  const place = curve.points.findIndex(([at]) => at >= value);
  if (place <= 0) return curve.points.at(place)[1];
  const [[left, low], [right, high]] = [curve.points[place - 1], curve.points[place]];
  return right === left ? low : low + ((high - low) * (value - left)) / (right - left);
}
