// The pure parts of the controls: what is typed becomes a value, and a value is shown again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const core = new URL('../../../static/editor/core/', import.meta.url);
const [bands, conditions, curve, finding, keys, numbers, trees, types, values] = await Promise.all(
  ['bands', 'conditions', 'curve', 'finding', 'keys', 'numbers', 'trees', 'types', 'values']
    .map((name) => import(`${core}${name}.js`)),
);

test('numbers are read with comma and point, and written as the reader writes them', () => {
  const read = {
    '1,5': 1.5, '1.5': 1.5, ' 1 000 ': 1000, '−3': -3, '.5': 0.5, '5.': 5, '-0': 0, '+2': 2,
    '1,5,5': null, 'three': null, '1e3': null, '': null, '0x1': null, '1234567890123456': null,
    '0.0000000000000001': 1e-16, '1000000000000000': 1e15,
  };
  for (const [words, number] of Object.entries(read)) {
    assert.equal(numbers.readNumber(words), number, words);
  }
  assert.equal(numbers.writeNumber(1.5, 'ru'), '1,5');
  assert.equal(numbers.writeNumber(1e-7, 'en'), '0.0000001');
  assert.equal(numbers.writeNumber(1234.5, 'en-GB'), '1234.5');
  assert.equal(numbers.writeNumber('three', 'ru'), 'three');
  assert.equal(numbers.writeNumber({ a: 1 }), '{"a":1}');
});

test('lengths of time go through minutes and seconds and back', () => {
  for (const seconds of [0, 59, 60, 250, 3599, 3600, 3723, 90061]) {
    assert.equal(numbers.readClock(numbers.writeClock(seconds)), seconds);
  }
  assert.equal(numbers.writeClock(250), '4:10');
  assert.equal(numbers.readClock('90'), 90);
  assert.equal(numbers.readClock('90:00'), 5400);
  assert.equal(numbers.writeClock(1.5), '1.5');
  for (const words of ['4:60', '1:2:3:4', 'a:b', '4:', '-1:00']) {
    assert.equal(numbers.readClock(words), null, words);
  }
});

test('what a control says is the value of the document, the usual one nothing', () => {
  const control = (as, value, usual, checked) => ({
    dataset: { as, ...(usual && { default: usual }) }, value, checked,
  });
  const said = [
    [control(undefined, ' words '), 'words'],
    [control(undefined, ' '), null],
    [control('text', ''), ''],
    [control('number', '1,5'), 1.5],
    [control('number', 'three'), 'three'],
    [control('number', ''), null],
    [control('whole', '3'), 3],
    [control('whole', '3.5'), '3.5'],
    [control('clock', '4:10'), 250],
    [control('bool', '', 'true', true), null],
    [control('bool', '', 'true', false), false],
    [control('bool', '', 'false', true), true],
    [control('json', '"fail"'), 'fail'],
    [control('json', '["audio","pdf"]', '["audio","pdf"]'), null],
    [control('words', 'a, b,,c'), ['a', 'b', 'c']],
    [control(undefined, 'yes', '"yes"'), null],
  ];
  for (const [from, value] of said) assert.deepEqual(values.readControl(from), { value });
  const shown = control('bool', '', 'true');
  values.showValue(shown, null);
  assert.equal(shown.checked, true);
});

test('values are the same by what they hold', () => {
  assert.ok(values.same({ a: [1, { b: null }] }, { a: [1, { b: null }] }));
  const unlike = [[[], {}], [{ a: 1 }, { b: 1 }], [1, '1'], [null, {}], [true, 1], [[1], [1, 2]]];
  for (const [one, other] of unlike) {
    assert.ok(!values.same(one, other));
  }
});

test('a value is put by its path, and what was given stays', () => {
  const given = Object.freeze({ key: 'a', text: Object.freeze({ en: 'Yes', ru: 'Да' }) });
  const changed = trees.put(given, ['text', 'ru'], 'Ага', 'en');
  assert.deepEqual(changed, { key: 'a', text: { en: 'Yes', ru: 'Ага' } });
  assert.deepEqual(trees.put({ text: { en: 'Yes' } }, ['text', 'en'], null, 'en'), {});
  assert.deepEqual(trees.put('Yes', ['ru'], 'Да', 'en'), { en: 'Yes', ru: 'Да' });
  assert.equal(trees.put('Yes', ['en'], 'Yep', 'en'), 'Yep');
  assert.deepEqual(trees.put(null, ['text', 'en'], 'Yes', 'en'), { text: { en: 'Yes' } });
  assert.equal(trees.at({ text: 'Yes' }, ['text', 'en'], 'en'), 'Yes');
  assert.equal(trees.at({ text: 'Yes' }, ['text', 'ru'], 'en'), undefined);
  assert.equal(trees.at([1], ['text'], 'en'), undefined);
});

test('a key is made of words in any of our alphabets, unlike those there are', () => {
  assert.equal(keys.keyFor('Полностью, в срок!', [], 'option'), 'polnostyu_v_srok');
  assert.equal(keys.keyFor('Café №5', ['cafe_5', 'cafe_5_2'], 'option'), 'cafe_5_3');
  assert.equal(keys.keyFor('…', ['option'], 'option'), 'option_2');
  assert.ok(keys.keyFor('words '.repeat(40), []).length <= 40);
});

// Everything rows can show, and what they cannot: each comes back as it was.
const TEST = { question: 'a', equals: 'yes' };
const WHOLE = [
  TEST,
  { question: 'a', equals: 3 },
  { question: 'a', in: ['x', 'y'] },
  { question: 'a', includes: 'x' },
  { question: 'a', at_least: 2.5 },
  { question: 'a', answered: true },
  { question: 'a', answered: false },
  { question: 'a', na: true },
  { question: 'a', na: false },
  { not: TEST },
  { not: { question: 'a', in: ['x'] } },
  { not: { question: 'a', includes: 'x' } },
  { all: [TEST, { question: 'b', above: 60 }] },
  { any: [TEST, { all: [TEST, { not: TEST }] }, { question: 'b', below: '10:00' }] },
];
const KEPT = [
  { not: { not: TEST } },
  { not: { all: [TEST] } },
  { not: { question: 'a', above: 1 } },
  { question: 'a', equals: ['x', 'y'] },
  { question: 'a', equals: 'x', above: 1 },
  { question: 'a', unheard_of: 1 },
  { question: { a: 1 }, equals: 'x' },
  { question: 'a', answered: 'x' },
  { all: [] },
  { all: 'x' },
  { all: [TEST], any: [TEST] },
  'always', 7, true, [TEST], {},
];

test('conditions go into rows and come back the same', () => {
  for (const condition of [...WHOLE, ...KEPT]) {
    assert.deepEqual(conditions.conditionOf(conditions.rowsOf(condition)), condition);
  }
  for (const condition of WHOLE) {
    assert.ok(!JSON.stringify(conditions.rowsOf(condition)).includes('"kept"'));
  }
  for (const condition of KEPT) {
    assert.deepEqual(conditions.rowsOf(condition).rows, [{ kept: condition, path: '' }]);
    const beside = conditions.rowsOf({ any: [TEST, { all: [TEST, condition] }] });
    assert.deepEqual(beside.rows[1].rows[1], { kept: condition, path: 'any.1.all.1' });
  }
});

test('a deeper tree is kept beside rows that are changed', () => {
  const deep = { any: [TEST, { all: [TEST, { any: [TEST, TEST] }] }] };
  const rows = conditions.rowsOf(deep);
  rows.rows[0].value = 'no';
  rows.rows.push({ question: '', op: 'equals', value: null }, { mode: 'all', rows: [] });
  const changed = { any: [{ question: 'a', equals: 'no' }, deep.any[1]] };
  assert.deepEqual(conditions.conditionOf(rows), changed);
});

test('nothing is asked where there are no finished rows', () => {
  assert.equal(conditions.conditionOf(conditions.rowsOf(null)), null);
  for (const value of [null, '', []]) {
    const rows = [{ question: 'a', op: 'equals', value }];
    assert.equal(conditions.conditionOf({ mode: 'all', rows }), null);
  }
  assert.equal(conditions.rowsOf({ question: 'a', equals: true }).rows[0].value, 'yes');
});

test('a row for another question keeps what fits it', () => {
  const values = [['full', 'In full'], ['none', 'Not at all']];
  const row = { question: 'a', op: 'above', value: 60 };
  const rowFor = (family, offered) => conditions.rowFor(row, 'b', family, offered);
  assert.deepEqual(rowFor('duration', []), { question: 'b', op: 'above', value: 60 });
  assert.deepEqual(rowFor('choice', values), { question: 'b', op: 'equals', value: null });
  assert.deepEqual(rowFor('yes_no', [['yes', 'Yes'], ['no', 'No']]).value, 'yes');
  assert.deepEqual(conditions.valueFor({ op: 'in', value: 'full' }, 'choice', values), ['full']);
  const several = { op: 'equals', value: ['none', 'full'] };
  assert.equal(conditions.valueFor(several, 'choice', values), 'none');
  assert.equal(conditions.valueFor({ op: 'answered', value: 'x' }, 'choice', values), null);
});

const BANDS = [{ up_to: 60, score: 100 }, { up_to: 180, score: 50 }, { score: 0 }];

test('bands go into rows and come back the same', () => {
  const whole = [
    BANDS, [{ up_to: 60, score: 100 }], [{ score: 5 }], [{ up_to: 60, score: 9, more: 1 }, 'odd'],
  ];
  for (const one of whole) assert.deepEqual(bands.bandsOf(bands.rowsOfBands(one)), one);
  assert.equal(bands.bandsOf(bands.rowsOfBands(null)), null);
  const next = bands.nextBand([{ up_to: 60, score: 100 }, { up_to: 90, score: 70 }]);
  assert.deepEqual(next, { up_to: 120, score: 20 });
  assert.deepEqual(bands.nextBand([]), { up_to: null, score: 100 });
});

test('the picture goes through the points of the score', () => {
  const stairs = curve.curveOf({ bands: BANDS });
  for (const [value, score] of [[30, 100], [60, 100], [61, 50], [180, 50], [200, 0]]) {
    assert.equal(curve.scoreAt(stairs, value), score, String(value));
  }
  assert.equal(stairs.from, 0);
  for (const [best, worst] of [[60, 300], [300, 60], [-5, 8]]) {
    const line = curve.curveOf({ linear: { best, worst } });
    assert.equal(curve.scoreAt(line, best), 100);
    assert.equal(curve.scoreAt(line, worst), 0);
    assert.equal(curve.scoreAt(line, (best + worst) / 2), 50);
    assert.ok(line.from <= Math.min(best, worst) && line.to >= Math.max(best, worst));
  }
  assert.equal(curve.curveOf({ linear: { best: 60, worst: 300 }, min: 0, max: 310 }).to, 310);
  const undrawn = [
    {}, { linear: 3 }, { linear: { best: 1, worst: 1 } }, { linear: { best: 1 } },
    ...[
      [], 'x', ['x'], [{ up_to: 1, score: 'x' }], [{ up_to: 1, score: 200 }],
      [{ up_to: 2, score: 1 }, { up_to: 1, score: 2 }], [{ score: 1 }, { up_to: 1, score: 2 }],
    ].map((one) => ({ bands: one })),
  ];
  for (const one of undrawn) assert.equal(curve.curveOf(one), null);
  const flat = curve.curveOf({ bands: [{ score: 30 }] });
  assert.ok(flat.points.every(([, score]) => score === 30));
});

test('another type brings what it needs and drops what cannot be there', () => {
  const defaults = { choice: { options: [{ key: 'full' }] } };
  const about = { defaults, scored: ['yes_no', 'choice'] };
  const part = { type: 'yes_no', critical: true, evidence: { when: 'fail', photo: 'required' } };
  assert.deepEqual(types.changeType('q1', part, 'choice', about), [
    { do: 'set', at: 'q1', field: ['type'], was: 'yes_no', to: 'choice' },
    { do: 'set', at: 'q1', field: ['options'], was: null, to: [{ key: 'full' }] },
  ]);
  assert.deepEqual(types.changeType('q1', part, 'text', about).slice(1), [
    { do: 'set', at: 'q1', field: ['critical'], was: true, to: null },
    {
      do: 'set', at: 'q1', field: ['evidence'],
      was: part.evidence, to: { when: 'always', photo: 'required' },
    },
  ]);
  const shared = { type: 'choice', options: 'set' };
  assert.equal(types.changeType('q1', shared, 'choice', about).length, 1);
});

test('words are found without case, in any order', () => {
  const fits = finding.finder('ёлка grt');
  assert.ok(fits('GRT-1 Под Елкой'.replace('ой', 'а')));
  assert.ok(!fits('GRT-1 Приветствие'));
  assert.ok(finding.finder('')('anything'));
});
