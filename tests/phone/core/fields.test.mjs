// Fields are read on the phone as the server reads them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FIELDS } from '../../../static/phone/core/fields.js';

const cases = JSON.parse(readFileSync(new URL('../../vectors/fields.json', import.meta.url)));

test('every vector is read alike', () => {
  for (const [type, texts, value] of cases) {
    assert.deepEqual(FIELDS[type].read(texts), value, `${type} ${JSON.stringify(texts)}`);
  }
});

test('a value is shown so that it is read again as it was', () => {
  for (const [type, , value] of cases) {
    if (value !== null) assert.deepEqual(FIELDS[type].read(FIELDS[type].show(value)), value, type);
  }
});
