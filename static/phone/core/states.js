// States: the one state in which every question ends, from the first to the last.
import { holds } from './conditions.js';
import { KINDS, Wrong } from './kinds.js';
import { percent } from './numbers.js';
import { MOST_TURNS, inTurn, keyOf, whole } from './sheet.js';

export const HIDDEN = 'hidden';
export const NOT_APPLICABLE = 'not applicable';
export const NOT_CHECKED = 'not checked';
export const UNANSWERED = 'unanswered';
const UNSCORED = 'unscored';
const SCORED = 'scored';

// One question in one turn, and what became of it; `score` is per cent, as published.
class Asked {
  value = null;
  fraction = null;
  score = null;
  fault = null;

  constructor(key, question, section, turn, answer) {
    Object.assign(this, { key, question, section, turn, answer, kind: KINDS[question.type] });
  }

  get inForce() { return this.state === SCORED || this.state === UNSCORED; }

  get setAside() { return this.state === NOT_APPLICABLE; }

  get failed() { return this.score !== null && this.score < (this.question.critical?.below ?? 100); }

  get evidenceAsked() {
    const { when } = this.question.evidence ?? {};
    return this.inForce && (when === 'always' || (when === 'fail' && this.failed));
  }

  // Where the answer itself is a photo or a file, no photo is due beside it.
  get evidenceDue() {
    const { evidence } = this.question;
    return new Set(['photo', 'comment'].filter((name) => this.evidenceAsked
      && evidence[name] === 'required' && !(name === 'photo' && this.kind.files)));
  }

  settle(aside) {
    const { answer, question, kind } = this;
    if (aside || (answer?.na && question.na)) return NOT_APPLICABLE;
    if (answer?.unchecked && !answer.na) return NOT_CHECKED;
    if (!answer || answer.na || kind.isEmpty(answer.value)) return UNANSWERED;
    const value = kind.read(question, answer.value);
    if (value instanceof Wrong) {
      this.fault = value.sentence;
      return UNANSWERED;
    }
    this.value = value;
    const fraction = question.weight === 0 ? null : kind.score(question, value);
    if (!fraction) return UNSCORED;
    Object.assign(this, { fraction, score: percent(fraction) });
    return SCORED;
  }
}

function turnsOf({ sections }, keys) {
  const turns = {};
  for (const { key, repeat } of sections) if (repeat) turns[key] = repeat.min ?? 1;
  for (const key of keys) {
    const [name, turn, question] = inTurn(key);
    // A key that names no question of the section opens no turn of it.
    const section = name in turns && turn < MOST_TURNS && sections.find((one) => one.key === name);
    if (section && section.questions.some((one) => one.key === question)) {
      turns[name] = Math.max(turns[name], +turn + 1);
    }
  }
  return turns;
}

// {asked: every question in its state, turns: how many of each repeated section}
export function interview(rules, { answers, na_sections: setAside = [] }) {
  const turns = turnsOf(rules, Object.keys(answers));
  const asked = [];
  const outside = new Map();
  for (const section of rules.sections) {
    const shown = !section.show_if || holds(section.show_if, (key) => outside.get(key));
    const aside = section.na && setAside.includes(section.key);
    const fill = (turn, here) => {
      const look = (key) => here.get(key) ?? outside.get(key);
      for (const question of section.questions) {
        const key = keyOf(section.key, turn, question.key);
        const answer = Object.hasOwn(answers, key) ? whole(answers[key]) : null;
        const one = new Asked(key, question, section, turn, answer);
        one.state = shown && (!question.show_if || holds(question.show_if, look))
          ? one.settle(aside) : HIDDEN;
        here.set(question.key, one);
        asked.push(one);
      }
    };
    if (!section.repeat) fill(null, outside);
    for (let turn = 0; turn < turns[section.key]; turn++) fill(turn, new Map());
  }
  return { asked, turns };
}
