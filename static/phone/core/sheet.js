// A sheet: the answers of one visit by key, `till[0].greeted` in a repeated section. What an
// answer means is for `states` to say.
const IN_TURN = /^([a-z0-9_]{1,80})\[(0|[1-9]\d{0,3})\]\.([a-z0-9_]{1,80})$/;

export const CHECK_IN = 'check-in';
export const MOST_TURNS = 500;

// Whether words are more than white space, as the server sees it.
export const hasWords = (words) => /[^\s\x1c-\x1f\x85]|\ufeff/.test(words);

export const keyOf = (section, turn, question) => (
  turn === null ? question : `${section}[${turn}].${question}`);

// [section, turn, question] of a key in a turn, else []
export const inTurn = (key) => IN_TURN.exec(key)?.slice(1) ?? [];

export const isNone = (value) => value == null || value === '' || (Array.isArray(value) && !value.length);

// An answer with all its parts, whatever a file or an older page may have left in it.
export function whole(answer) {
  const { value = null, na, unchecked, comment, photos } = Object(answer);
  return {
    value,
    na: na === true,
    unchecked: unchecked === true,
    comment: typeof comment === 'string' ? comment : '',
    photos: Array.isArray(photos) ? photos : [],
  };
}

// Whether an answer says anything at all.
export const says = ({ value, na, unchecked, comment, photos }) => Boolean(
  !isNone(value) || na || unchecked || comment || photos?.length,
);

// An answer as it is sent: what was set aside has no value.
function sent(answer) {
  const { value, na, unchecked, comment, photos } = whole(answer);
  return {
    ...(na ? { na } : unchecked ? { unchecked } : { value }),
    ...(comment && { comment }),
    ...(photos.length && { photos }),
  };
}

// What is sent of a visit; `about` has all that is no answer. An empty answer in a turn says that
// the turn is there.
export function payload({ answers, na_sections: aside, check_in: checkIn, ...others }, about) {
  const kept = Object.entries(answers).filter(([key, answer]) => says(answer) || inTurn(key)[0]);
  return {
    format: 1,
    ...others,
    answers: Object.fromEntries(kept.map(([key, answer]) => [key, sent(answer)])),
    na_sections: [...aside].sort(),
    ...(checkIn && { check_in: sent(checkIn) }),
    ...about,
  };
}

// A sheet from the rows of a draft; the row without a key belongs to the whole sheet.
export function sheetOf(rows, language = '') {
  const kept = rows.filter(({ key, answer }) => key && answer).map(({ key, answer }) => [key, answer]);
  return {
    language, location: '', visited_at: null, na_sections: [],
    ...rows.find(({ key }) => !key)?.answer,
    answers: Object.fromEntries(kept),
  };
}

const keysOf = ({ answers }, section, turn) => Object.keys(answers)
  .filter((key) => key.startsWith(keyOf(section.key, turn, '')));

export const turnIsEmpty = (sheet, section, turn) => (
  !keysOf(sheet, section, turn).some((key) => says(sheet.answers[key])));

// What to put, {key: answer, or null to take it out}, for one turn more or less; null if it may not be.
export const addTurn = ({ key, repeat, questions }, turns) => (
  turns < (repeat.max ?? MOST_TURNS) ? { [keyOf(key, turns, questions[0].key)]: {} } : null);

export const dropTurn = (sheet, section, turns) => (turns > (section.repeat.min ?? 1)
  ? Object.fromEntries(keysOf(sheet, section, turns - 1).map((key) => [key, null])) : null);
