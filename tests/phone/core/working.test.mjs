// The working beside the trial: its sums, added up again as a person would, lead to the score.
import assert from 'node:assert/strict';
import test from 'node:test';
import { figure, working } from '../../../static/editor/core/working.js';
import { ask } from '../../../static/phone/core/asking.js';
import { usePatterns } from '../../../static/phone/core/kinds.js';
import { matches } from '../../../static/phone/core/patterns.js';
import { score } from '../../../static/phone/core/scoring.js';
import { cases } from './cases.mjs';

usePatterns(matches);

const total = (numbers) => numbers.reduce((so, one) => so + one, 0);
const near = (found, wanted, about, by = 0.011) => (
  assert.ok(Math.abs(found - wanted) <= by, `${about}: ${found} for ${wanted}`));
const part = ({ earned, possible }) => Math.min(100, (100 * earned.value) / possible.value);

// What was rounded counts for as much as its rounding may hide.
const blur = (figures, possible) => 0.011 + (figures.filter(({ about }) => about).length / possible);

function addUp(rules, sheet, name) {
  const asking = ask(rules, sheet);
  const said = score(rules, sheet, asking);
  const found = working(rules, asking, said);
  for (const one of found.sections) {
    const points = one.rows.map((row) => row.points);
    near(total(points.map(({ value }) => value)), one.earned.value, name, blur([...points, one.earned], 100));
    const own = one.rows.filter(({ bonus }) => !bonus);
    near(total(own.map(({ weight }) => weight)), one.possible.value, name, 1e-6);
    if (one.score !== null) near(part(one), one.score, name, blur([one.earned], one.possible.value));
    if (one.score === null) assert.equal(one.possible.value, 0, name);
  }
  const scored = found.sections.filter((one) => one.score !== null);
  if (found.uncapped === null) assert.equal(found.total, null, name);
  else if (found.weighted) {
    const sum = total(scored.map((one) => one.weight * one.score));
    near(sum / found.divisor, found.uncapped, name);
  } else near(part(found), found.uncapped, name, blur([found.earned], found.possible.value));
  assert.equal(found.total, found.cap === null ? found.uncapped : Math.min(found.uncapped, found.cap), name);
  if (found.coverage !== null) near((100 * found.seen) / found.whole, found.coverage, name);
  const counted = found.sections.flatMap(({ rows }) => rows.map(({ key }) => key));
  const left = found.sections.flatMap((one) => Object.values(one.left).flat().filter((key) => typeof key === 'string'));
  assert.equal(new Set([...counted, ...left]).size, counted.length + left.length, name);
}

test('every vector and every random sheet adds up', () => {
  for (const { name, rules, answers } of cases.scoring) addUp(rules, answers, name);
  for (const { name, rules, sheet } of cases.random) addUp(cases.rules[rules], sheet, name);
});

test('figures are exact where they can be written', () => {
  assert.deepEqual(figure([1n, 4n]), { value: 0.25, about: false });
  assert.deepEqual(figure([2n, 3n]), { value: 0.67, about: true });
  assert.deepEqual(figure([-5n, 1000n]), { value: -0.005, about: false });
});

test('what was left out and what failed are told', () => {
  const yes = (key, more = {}) => ({ key, type: 'yes_no', expect: 'yes', ...more });
  const rules = {
    pass_mark: 85,
    critical_cap: 40,
    sections: [{ key: 's', questions: [
      yes('a', { weight: 2 }), yes('b', { na: true }), yes('c'), yes('d'), yes('e', { bonus: true }),
      yes('f', { critical: {} }), yes('g', { show_if: { question: 'a', equals: 'no' } }), yes('h', { weight: 0 }),
    ] }],
  };
  const value = (one) => ({ value: one });
  const answers = { a: value('yes'), b: { na: true }, c: { unchecked: true }, e: value('yes'), f: value('no'), h: value('yes') };
  const asking = ask(rules, { answers });
  const found = working(rules, asking, score(rules, { answers }, asking));
  assert.deepEqual(found.sections[0].left, { 'not applicable': ['b'], 'not checked': ['c'], unanswered: ['d'], hidden: 1 });
  assert.deepEqual(found.sections[0].rows.map(({ key, failed }) => [key, failed]), [['a', false], ['e', false], ['f', true]]);
  assert.deepEqual([found.earned.value, found.possible.value, found.uncapped, found.total], [3, 3, 100, 40]);
  assert.deepEqual([found.seen, found.whole, found.verdict, found.failed], [3, 5, 'failed', ['f']]);
});
