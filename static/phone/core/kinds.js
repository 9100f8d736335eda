// The question types: how an answer is read, checked and scored. A type sees the settings of its
// own question and one value, never another answer. What cannot be read is a Wrong.
import { inOrder, moment } from './conditions.js';
import {
  NOUGHT, WHOLE, clip, inOneUnit, isNumber, perCent, places, plain, wayGone,
} from './numbers.js';
import { isNone } from './sheet.js';
import { N_ } from './words.js';

// Only some checklists have patterns: who reads rules that do gives this from patterns.js.
let matches = () => true;
export const usePatterns = (found) => { matches = found; };

export const MOST_CHARACTERS = 20000;
export class Wrong { constructor(sentence) { this.sentence = sentence; } }

// Of [whether, code, sentence, details] those that are so.
const faults = (...all) => all.filter(([bad]) => bad).map(
  ([, code, sentence, details = {}]) => ({ code: `answers.${code}`, sentence, details }),
);
const reader = (is, sentence) => (q, raw) => (is(raw, q) ? raw : new Wrong(sentence));
const isText = (raw) => typeof raw === 'string';
const isId = (raw) => isText(raw) && /^[A-Za-z0-9._-]{1,128}$/.test(raw);
const isList = Array.isArray;
const option = (q, key) => q.options.find((one) => one.key === key);
const scored = ({ score }) => score !== undefined;
const never = () => false;
const always = () => true;

const KIND = {
  answerable: true,
  files: false,
  canScore: never,
  isEmpty: isNone,
  read: reader(never, N_('This question takes no answer.')),
  check: () => [],
  score: () => null,
};

const yesNo = {
  canScore: always,
  read: reader((raw) => raw === 'yes' || raw === 'no', N_('Answer yes or no.')),
  score: (q, value) => (value === (q.expect ?? 'yes') ? WHOLE : NOUGHT),
};

function isOn(value, { min, max, step = 1 }) {
  const [at, from, by] = inOneUnit(value, min, step);
  return value >= min && value <= max && (at - from) % by === 0n;
}

const scale = {
  canScore: always,
  read: reader(isNumber, N_('Choose a number on the scale.')),
  check: (q, value) => faults([
    !isOn(value, q), 'off_scale',
    N_('Choose a number from %(min)s to %(max)s that is on the scale.'),
    { min: plain(q.min), max: plain(q.max) },
  ]),
  score: ({ min, max, reverse }, value) => (
    reverse ? wayGone(value, max, min) : wayGone(value, min, max)),
};

const choice = {
  canScore: (q) => q.options.some(scored),
  read: reader((raw, q) => isText(raw) && option(q, raw), N_('Choose one of the options.')),
  score(q, value) {
    const chosen = option(q, value);
    return scored(chosen) ? perCent(chosen.score) : null;
  },
};

const multiChoice = {
  canScore: choice.canScore,
  isEmpty: (raw) => raw == null || raw === '',
  read(q, raw) {
    if (!isList(raw) || !raw.every((key) => isText(key) && option(q, key))) {
      return new Wrong(N_('Choose among the options.'));
    }
    return q.options.map(({ key }) => key).filter((key) => raw.includes(key));
  },
  check: ({ at_least: least, at_most: most }, { length }) => faults(
    [length < least, 'too_few', N_('Choose at least %(count)s.'), { count: least }],
    [length > most, 'too_many', N_('Choose at most %(count)s.'), { count: most }],
  ),
  score(q, value) {
    if (!choice.canScore(q)) return null;
    const scores = q.options.filter((one) => scored(one) && value.includes(one.key));
    const [whole, ...all] = inOneUnit(100, ...scores.map(({ score }) => score));
    return clip([all.reduce((sum, one) => sum + one, 0n), whole]);
  },
};

// Seconds as m:ss or h:mm:ss.
function clock(seconds) {
  if (seconds < 0) return `\u2212${clock(-seconds)}`;
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, at) => (at ? String(part).padStart(2, 0) : part)).join(':');
}

const measured = (say) => ({
  canScore: ({ bands, linear }) => Boolean(bands || linear),
  read: reader(isNumber, N_('Enter a number.')),
  check: ({ min, max, decimals }, value) => faults(
    [value < min, 'too_low', N_('Enter at least %(min)s.'), { min: say(min) }],
    [value > max, 'too_high', N_('Enter at most %(max)s.'), { max: say(max) }],
    [places(value) > decimals, 'decimals', N_('Decimals allowed: %(count)s.'), { count: decimals }],
  ),
  score({ bands, linear }, value) {
    if (linear) return wayGone(value, linear.worst, linear.best);
    if (!bands) return null;
    const band = bands.find(({ up_to: most }) => most === undefined || value <= most);
    return band ? perCent(band.score) : NOUGHT;
  },
});

const time = measured(clock);
const duration = {
  ...time,
  check: (q, value) => [
    ...faults([
      value < 0 && !(value < q.min), 'too_low', N_('Enter minutes and seconds, like 4:10.'),
    ]),
    ...time.check(q, value),
  ],
};

const momentOf = (shape) => ({
  read: reader(
    (raw) => isText(raw) && moment(raw)?.shape === shape,
    N_('Enter a date or time that exists.'),
  ),
  check: ({ min, max }, value) => faults(
    [inOrder('below', value, min), 'too_early', N_('Not before %(min)s.'), { min }],
    [inOrder('above', value, max), 'too_late', N_('Not after %(max)s.'), { max }],
  ),
});

const text = {
  read: reader(isText, N_('Enter text.')),
  check({ min_length: least, max_length: most = MOST_CHARACTERS, pattern }, value) {
    const { length } = [...value];
    return faults(
      [length < least, 'too_short', N_('Write at least %(count)s characters.'), { count: least }],
      [length > most, 'too_long', N_('Write at most %(count)s characters.'), { count: most }],
      [
        pattern !== undefined && !matches(pattern, value), 'pattern',
        N_('This does not have the form that is asked for.'),
      ],
    );
  },
};

const files = {
  files: true,
  read: (q, raw) => (isList(raw) && raw.every(isId)
    ? [...new Set(raw)] : new Wrong(N_('Add the file again.'))),
  check: ({ min, max }, { length }) => faults(
    [length < min, 'too_few_files', N_('Add at least %(count)s.'), { count: min }],
    [length > max, 'too_many_files', N_('Add at most %(count)s.'), { count: max }],
  ),
};

const signature = { files: true, read: reader(isId, N_('Add the signature again.')) };

const position = {
  read(q, raw) {
    const { lat, lon, accuracy = null, ...rest } = Object(raw);
    if (isList(raw) || Object.keys(rest).length || ![lat, lon, accuracy ?? 0].every(isNumber)) {
      return new Wrong(N_('Enter latitude and longitude.'));
    }
    return Math.abs(lat) > 90 || Math.abs(lon) > 180 || accuracy < 0
      ? new Wrong(N_('Latitude goes to 90, longitude to 180 degrees.'))
      : { lat, lon, accuracy };
  },
};

const all = {
  yes_no: yesNo,
  scale,
  choice,
  multi_choice: multiChoice,
  number: measured(plain),
  duration,
  date: momentOf('date'),
  time: momentOf('time'),
  datetime: momentOf('datetime'),
  text,
  long_text: text,
  photo: files,
  file: files,
  signature,
  position,
  note: { answerable: false },
};

export const KINDS = Object.fromEntries(
  Object.entries(all).map(([name, kind]) => [name, { ...KIND, ...kind }]),
);
