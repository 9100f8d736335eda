// Scoring: from answers to sections, total, coverage and verdict, exactly; one rounding, half up to
// two decimals, where a score is published. Clauses and standards are the server's.
import { ask } from './asking.js';
import { clip, inOneUnit, perCent, percent, plain, weightedMean, written } from './numbers.js';
import { NOT_CHECKED, UNANSWERED } from './states.js';

// Weights by key, as whole numbers of one unit.
function weightsOf(all, usual) {
  const units = inOneUnit(...all.map(({ weight = usual }) => weight));
  return new Map(all.map(({ key }, at) => [key, units[at]]));
}

const sum = (all) => all.reduce((so, one) => so + one, 0n);

function mean(asked, weights) {
  const scored = asked.filter(({ fraction }) => fraction);
  const own = ({ question: { key } }) => weights.get(key);
  const weight = sum(scored.filter(({ question }) => !question.bonus).map(own));
  return weight ? clip(weightedMean(scored.map((one) => [own(one), one.fraction]), weight)) : null;
}

function meanOfSections(sections, means) {
  const weights = weightsOf(sections, 0);
  const terms = [...means].map(([key, one]) => [weights.get(key), one]).filter(([, one]) => one);
  const weight = sum(terms.map(([own]) => own));
  return weight ? weightedMean(terms, weight) : null;
}

function coverage(asked, weights) {
  let seen = 0n;
  let missed = 0n;
  for (const { question, state, fraction, kind } of asked) {
    const weight = question.bonus ? 0n : weights.get(question.key);
    if (fraction) seen += weight;
    else if ([NOT_CHECKED, UNANSWERED].includes(state) && kind.canScore(question)) missed += weight;
  }
  return seen + missed ? percent([seen, seen + missed]) : null;
}

function verdict(rules, total, failed, missed) {
  if (failed) return 'failed';
  if (total === null) return 'not scored';
  if ([rules, ...rules.sections].every((one) => one.pass_mark === undefined)) return 'no mark';
  return total < rules.pass_mark || missed ? 'not passed' : 'passed';
}

// As `checklist score` prints it, without clauses; `asking` is what `ask` said, if it was asked.
export function score(rules, sheet, asking = ask(rules, sheet)) {
  const { asked, problems, notices } = asking;
  const { sections, grades = [], critical_cap: cap = 100 } = rules;
  const weights = weightsOf(sections.flatMap(({ questions }) => questions), 1);
  const means = new Map(sections.map((section) => (
    [section.key, mean(asked.filter((one) => one.section === section), weights)])));
  const published = sections.map(({ key, pass_mark: mark }) => {
    const exact = means.get(key);
    return { key, mark, value: exact && percent(exact) };
  });
  const failed = asked.filter((one) => one.question.critical && one.failed).map(({ key }) => key);
  const exact = sections[0].weight === undefined
    ? mean(asked, weights) : meanOfSections(sections, means);
  const total = exact && Math.min(percent(exact), failed.length ? percent(perCent(cap)) : 100);
  const missed = published.filter(({ mark, value }) => value !== null && value < mark)
    .map(({ key }) => key);
  return {
    total: written(total),
    coverage: written(coverage(asked, weights)),
    verdict: verdict(rules, total, failed.length, missed.length),
    grade: (total !== null && grades.find(({ from }) => from <= total)?.key) || null,
    failed_by: failed,
    missed_sections: missed,
    sections: Object.fromEntries(published.map(({ key, value }) => [key, written(value)])),
    questions: Object.fromEntries(asked.map(({ key, state, score: own, question }) => (
      [key, { state, score: written(own), weight: plain(question.weight ?? 1) }]))),
    problems,
    notices,
  };
}
