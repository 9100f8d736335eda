// A small picture of a score over a value: axes, the line, and the values where it bends.
import { curveOf } from '../core/curve.js';
import { writeClock, writeNumber } from '../core/numbers.js';

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT] = [320, 132, 34, 10, 24, 10];
const NEAREST = 34;
const round = (number) => Math.round(number * 10) / 10;

function node(name, attributes, words) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (words !== undefined) made.textContent = words;
  return made;
}

export function draw(place, scored, isClock) {
  const curve = curveOf(scored);
  place.toggleAttribute('hidden', !curve); // an SVG has no property of that name
  if (!curve) return;
  const scale = (WIDTH - LEFT - RIGHT) / (curve.to - curve.from);
  const x = (value) => round(LEFT + (value - curve.from) * scale);
  const y = (score) => round(TOP + (1 - score / 100) * (HEIGHT - TOP - BOTTOM));
  const { lang } = document.documentElement;
  const said = (value) => (isClock ? writeClock(value) : writeNumber(value, lang));
  const steps = curve.points.map(([value, score]) => `${x(value)} ${y(score)}`);
  const line = `M${steps.join('L')}`;
  const area = `${line}L${x(curve.to)} ${y(0)}L${x(curve.from)} ${y(0)}Z`;
  const levels = [0, 50, 100].flatMap((score) => [
    node('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(score), y2: y(score) }),
    node('text', { x: LEFT - 6, y: y(score) + 4, 'text-anchor': 'end' }, score),
  ]);
  place.replaceChildren(
    ...levels,
    node('path', { class: 'area', d: area }),
    ...marks(curve, x, said),
    node('path', { class: 'curve', d: line }),
  );
}

// Words that would run into each other are left out, the lines stay.
function marks(curve, x, said) {
  let last = -NEAREST;
  return curve.marks.flatMap((value) => {
    const at = x(value);
    const tick = node('line', { class: 'mark', x1: at, x2: at, y1: TOP, y2: HEIGHT - BOTTOM });
    if (at - last < NEAREST) return [tick];
    last = at;
    return [tick, node('text', { x: at, y: HEIGHT - 7, 'text-anchor': 'middle' }, said(value))];
  });
}
