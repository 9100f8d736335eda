// How a score came about, as sums that can be checked by hand: what each answer earned of its
// points, each section, the total. Exact until it is written; `about` marks what was rounded.
import { clip, inOneUnit, percent, places, weightedMean } from '../../phone/core/numbers.js';

const DECIMALS = 4;

// Weights by key as whole numbers of one unit, and how many of that unit are 1.
function weighed(all, usual) {
  const numbers = all.map(({ weight = usual }) => weight);
  const whole = inOneUnit(...numbers, 1);
  return {
    of: new Map(all.map(({ key }, at) => [key, whole[at]])),
    unit: 10n ** BigInt(Math.max(0, ...numbers.map(places))),
  };
}

const sum = (all) => all.reduce((so, one) => so + one, 0n);

// A fraction as a number that people read.
export function figure([above, below]) {
  const scale = 10n ** BigInt(DECIMALS);
  if ((above * scale) % below === 0n) return { value: Number((above * scale) / below) / 10 ** DECIMALS, about: false };
  const down = below < 0n ? -below : below;
  return { value: Number((above * 200n + down) / (down * 2n)) / 100, about: true };
}

const LEFT = ['not applicable', 'not checked', 'unanswered', 'unscored'];

// What could have scored and did not, by the state it is in; what is not asked is only counted.
function leftOut(held) {
  const able = held.filter(({ fraction, question, kind }) => (
    !fraction && question.weight !== 0 && kind.canScore(question)));
  const found = LEFT.map((state) => [state, able.filter((one) => one.state === state).map(({ key }) => key)]);
  return {
    ...Object.fromEntries(found.filter(([, keys]) => keys.length)),
    hidden: able.filter(({ state }) => state === 'hidden').length,
  };
}

function points(scored, { of, unit }) {
  const own = ({ question: { key } }) => of.get(key);
  const earned = weightedMean(scored.map((one) => [own(one), one.fraction]), 1n);
  const possible = sum(scored.filter(({ question }) => !question.bonus).map(own));
  return {
    earned: figure([earned[0], earned[1] * unit]),
    possible: figure([possible, unit]),
    over: possible > 0n && earned[0] > possible * earned[1],
    mean: possible ? clip([earned[0], earned[1] * possible]) : null,
  };
}

function ofSection(section, held, weights, said) {
  const scored = held.filter(({ fraction }) => fraction);
  const { mean, ...sums } = points(scored, weights);
  return {
    key: section.key,
    weight: section.weight ?? null,
    mark: section.pass_mark ?? null,
    score: said.sections[section.key] === null ? null : Number(said.sections[section.key]),
    ...sums,
    mean,
    rows: scored.map(({ key, question, score, failed, fraction: [above, below] }) => ({
      key,
      share: score,
      weight: question.weight ?? 1,
      points: figure([weights.of.get(question.key) * above, below * weights.unit]),
      bonus: Boolean(question.bonus),
      failed: Boolean(question.critical && failed),
    })),
    left: leftOut(held),
  };
}

function ofTotal(rules, sections, scored, weights) {
  if (sections[0].weight === null) {
    const { mean, ...sums } = points(scored, weights);
    return { ...sums, uncapped: mean && percent(mean) };
  }
  const { of, unit } = weighed(rules.sections, 0);
  const terms = sections.filter(({ mean }) => mean).map(({ key, mean }) => [of.get(key), mean]);
  const divisor = sum(terms.map(([own]) => own));
  return {
    divisor: figure([divisor, unit]).value,
    uncapped: divisor ? percent(weightedMean(terms, divisor)) : null,
  };
}

// Coverage: what was seen, of all that applied.
function seen(asked, { of, unit }) {
  const held = asked.filter(({ question, fraction, state, kind }) => !question.bonus && (
    fraction || (['not checked', 'unanswered'].includes(state) && kind.canScore(question))));
  const worth = (some) => figure([sum(some.map(({ question }) => of.get(question.key))), unit]).value;
  return { seen: worth(held.filter(({ fraction }) => fraction)), whole: worth(held) };
}

// `asking` is what was asked, `said` what `score` made of it.
export function working(rules, { asked }, said) {
  const weights = weighed(rules.sections.flatMap(({ questions }) => questions), 1);
  const sections = rules.sections.map((section) => (
    ofSection(section, asked.filter((one) => one.section === section), weights, said)));
  const total = ofTotal(rules, sections, asked.filter(({ fraction }) => fraction), weights);
  for (const one of sections) delete one.mean;
  return {
    total: said.total === null ? null : Number(said.total),
    coverage: said.coverage === null ? null : Number(said.coverage),
    verdict: said.verdict,
    mark: rules.pass_mark ?? null,
    cap: said.failed_by.length ? rules.critical_cap ?? null : null,
    failed: said.failed_by,
    missed: said.missed_sections,
    weighted: sections[0].weight !== null,
    ...total,
    ...seen(asked, weights),
    sections,
  };
}
