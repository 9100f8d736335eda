// Asking: every question with its state, what stands in the way of sending, what is dropped.
import { KINDS, MOST_CHARACTERS, Wrong } from './kinds.js';
import { inOneUnit } from './numbers.js';
import { CHECK_IN, hasWords, says, whole } from './sheet.js';
import { HIDDEN, NOT_CHECKED, UNANSWERED, interview } from './states.js';
import { N_ } from './words.js';

const EARTH_RADIUS_M = 6371008.8;

const issue = (key, code, sentence, details = {}) => (
  { key, code: `answers.${code}`, sentence, details });

// The great-circle distance in whole metres (haversine).
function distance(...points) {
  const [north, east, lat, lon] = points.flatMap((one) => [one.lat, one.lon])
    .map((degrees) => degrees * (Math.PI / 180));
  const half = Math.sin((lat - north) / 2) ** 2
    + Math.cos(north) * Math.cos(lat) * Math.sin((lon - east) / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(half)));
}

function* ofCheckIn({ check_in: wanted = 'none' }, { value, unchecked, comment }) {
  if (wanted === 'none' || !(KINDS.position.read(null, value) instanceof Wrong)) return;
  if (value !== null) {
    yield issue(CHECK_IN, 'wrong_value', N_('No position can be read from this. A short link does not carry one.'));
  } else if (wanted === 'required' && !(unchecked && hasWords(comment))) {
    yield issue(CHECK_IN, 'missing', N_('Say where you are, or why it cannot be determined.'));
  }
}

function* ofSections({ sections }, aside, asked, turns) {
  for (const key of [...aside].sort()) {
    if (!sections.some((one) => one.key === key && one.na)) {
      yield issue(key, 'section_not_na', N_("The section '%(key)s' cannot be set aside."), { key });
    }
  }
  for (const section of sections) {
    const { key, repeat: { max: count } = {} } = section;
    if (turns[key] > count && asked.some((one) => one.section === section && one.state !== HIDDEN)) {
      const sentence = N_("The section '%(key)s' is filled at most %(count)s times.");
      yield issue(`${key}[${count}]`, 'too_many_turns', sentence, { key, count });
    }
  }
}

function* ofDistance({ key, question: { type, within }, value }, place) {
  if (type !== 'position' || within === undefined) return;
  const away = distance(value, place);
  const [far, near, off] = inOneUnit(away, within, value.accuracy ?? 0);
  if (far > near + off) {
    const sentence = N_('This is %(away)s m from the location; up to %(within)s m is expected.');
    yield issue(key, 'far', sentence, { away, within: Math.trunc(within) });
  }
}

function* ofQuestion(one, place) {
  const { key, answer, question, state, kind } = one;
  if ([...answer?.comment ?? ''].length > MOST_CHARACTERS) {
    yield issue(key, 'too_long', N_('Write at most %(count)s characters.'), { count: MOST_CHARACTERS });
  }
  if (one.inForce) {
    for (const fault of kind.check(question, one.value)) yield { key, ...fault };
    if (place) yield* ofDistance(one, place);
    const due = one.evidenceDue;
    if (due.has('comment') && !hasWords(answer.comment)) {
      yield issue(key, 'evidence_comment', N_('Describe what happened.'));
    }
    if (due.has('photo') && !answer.photos.length) {
      yield issue(key, 'evidence_photo', N_('Add a photo.'));
    }
  } else if (state === NOT_CHECKED && !hasWords(answer.comment)) {
    yield issue(key, 'unchecked_comment', N_('Say why it could not be checked.'));
  } else if (state === UNANSWERED) {
    if (one.fault) yield issue(key, 'wrong_value', one.fault);
    else if (answer?.na) yield issue(key, 'not_na', N_("'Does not apply' is not an answer here."));
    else if (question.required !== false && kind.answerable) {
      yield issue(key, 'missing', N_('This question is not answered yet.'));
    }
  }
}

// {asked, byKey: Map, turns, problems, notices}; with `place`, {lat, lon}, positions are checked.
export function ask(rules, sheet, place = null) {
  const { asked, turns } = interview(rules, sheet);
  const byKey = new Map(asked.map((one) => [one.key, one]));
  const problems = [
    ...ofCheckIn(rules, whole(sheet.check_in)),
    ...ofSections(rules, sheet.na_sections ?? [], asked, turns),
  ];
  const notices = [];
  for (const one of asked) {
    const { key, state, answer } = one;
    if (state !== HIDDEN) problems.push(...ofQuestion(one, place));
    else if (answer && says(answer)) {
      notices.push(issue(key, 'hidden', N_("'%(key)s' is not asked here: its answer is dropped."), { key }));
    }
  }
  for (const key of Object.keys(sheet.answers)) {
    if (!byKey.has(key)) {
      problems.push(issue(key, 'unknown_question', N_("The checklist has no question '%(key)s'."), { key }));
    }
  }
  return { asked, byKey, turns, problems, notices };
}
