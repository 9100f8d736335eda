// The vectors of the scoring, of the question types and of patterns come out as in Python.
import assert from 'node:assert/strict';
import test from 'node:test';
import { KINDS, Wrong, usePatterns } from '../../../static/phone/core/kinds.js';
import { percent, written } from '../../../static/phone/core/numbers.js';
import { matches } from '../../../static/phone/core/patterns.js';
import { score } from '../../../static/phone/core/scoring.js';
import { cases } from './cases.mjs';

usePatterns(matches);

test('every scoring vector', () => {
  for (const { name, rules, answers, expected } of cases.scoring) {
    const result = JSON.parse(JSON.stringify(score(rules, answers)));
    const { clauses, ...wanted } = expected;
    const found = Object.fromEntries(Object.keys(wanted).map((key) => [key, result[key]]));
    assert.deepEqual(found, wanted, name);
  }
});

// What is left to the server here is no problem on the phone.
const LEFT = new Set(['pattern in linear time']);
const plain = (value) => JSON.parse(JSON.stringify(value, (key, item) => item ?? undefined));

test('every kind reads, checks and scores as its vectors say', () => {
  for (const { kind: name, name: about, settings, cases: given } of cases.kinds) {
    const kind = KINDS[name];
    for (const one of given) {
      const said = `${name}: ${about}: ${JSON.stringify(one.raw)}`;
      const value = kind.read(settings, one.raw);
      assert.equal(!(value instanceof Wrong), one.readable, said);
      if (!one.readable) continue;
      assert.deepEqual(plain(value), one.value, said);
      const codes = LEFT.has(about) ? [] : one.problems;
      assert.deepEqual(kind.check(settings, value).map(({ code }) => code), codes, said);
      const fraction = kind.score(settings, value);
      assert.equal(written(fraction && percent(fraction)), one.score, said);
    }
  }
});

test('patterns decide as the server does, or leave it to the server', () => {
  for (const { pattern, yes, no, left = false } of cases.patterns) {
    for (const text of yes) assert.ok(matches(pattern, text), `${pattern} takes ${text}`);
    for (const text of no) assert.equal(matches(pattern, text), left, `${pattern} refuses ${text}`);
  }
});
