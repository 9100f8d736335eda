// Random sheets on real checklists: states, problems and scores are those of Python.
import assert from 'node:assert/strict';
import test from 'node:test';
import { score } from '../../../static/phone/core/scoring.js';
import { ask } from '../../../static/phone/core/asking.js';
import { usePatterns } from '../../../static/phone/core/kinds.js';
import { matches } from '../../../static/phone/core/patterns.js';
import { cases } from './cases.mjs';

usePatterns(matches);

const SAID = ['total', 'coverage', 'verdict', 'grade', 'failed_by', 'missed_sections', 'sections'];

test('random sheets', () => {
  for (const { name, rules: at, sheet, place, said } of cases.random) {
    const rules = cases.rules[at];
    const asking = ask(rules, sheet, place);
    const result = score(rules, sheet, asking);
    const { asked, turns, problems, notices } = asking;
    const found = {
      ...Object.fromEntries(SAID.map((key) => [key, result[key]])),
      turns,
      states: Object.fromEntries(asked.map(({ key, state }) => [key, state])),
      scores: Object.fromEntries(Object.entries(result.questions).map(([key, one]) => [key, one.score])),
      evidence: Object.fromEntries(asked.filter(({ evidenceAsked }) => evidenceAsked)
        .map(({ key, evidenceDue }) => [key, [...evidenceDue].sort()])),
      problems,
      notices,
    };
    assert.deepEqual(JSON.parse(JSON.stringify(found)), said, `${name}\n${JSON.stringify(sheet)}`);
  }
});
