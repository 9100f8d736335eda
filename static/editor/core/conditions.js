// Conditions as rows of sentences, and back: a list of rows under all or any, one level of groups
// in it. What rows cannot show is kept as it is, with the path under which the server says it.
import { isMap } from './trees.js';

const ORDER = ['above', 'at_least', 'below', 'at_most'];
const PLAIN = ['equals', 'in', 'includes', ...ORDER];
const DENIED = { equals: 'not_equals', in: 'not_in', includes: 'not_includes' };
const AFFIRMED = Object.fromEntries(Object.entries(DENIED).map(([yes, no]) => [no, yes]));

export function rowsOf(condition) {
  if (condition == null) return { mode: 'all', rows: [] };
  const tree = treeOf(condition);
  if (!tree) return { mode: 'all', rows: [rowOf(condition, '')] };
  const rows = tree.branches.map((branch, place) => {
    const path = `${tree.mode}.${place}`;
    return treeOf(branch) ? groupOf(treeOf(branch), path) : rowOf(branch, path);
  });
  return { mode: tree.mode, rows };
}

function groupOf({ mode, branches }, path) {
  return { mode, rows: branches.map((branch, place) => rowOf(branch, `${path}.${mode}.${place}`)) };
}

function treeOf(raw) {
  if (!isMap(raw) || Object.keys(raw).length !== 1) return null;
  const [mode] = Object.keys(raw);
  const branches = raw[mode];
  const known = ['all', 'any'].includes(mode) && Array.isArray(branches) && branches.length;
  return known ? { mode, branches } : null;
}

function rowOf(raw, path) {
  const denied = isMap(raw) && Object.keys(raw).length === 1 && isMap(raw.not);
  const test = testOf(denied ? raw.not : raw);
  if (!test) return { kept: raw, path };
  if (!denied) return test;
  return DENIED[test.op] ? { ...test, op: DENIED[test.op] } : { kept: raw, path };
}

function testOf(raw) {
  if (!isMap(raw) || typeof raw.question !== 'string') return null;
  const [op, ...others] = Object.keys(raw).filter((key) => key !== 'question');
  if (others.length) return null;
  const value = bent(raw[op]);
  const { question } = raw;
  if (['answered', 'na'].includes(op) && typeof raw[op] === 'boolean') {
    return { question, op: raw[op] ? op : `not_${op}`, value: null };
  }
  if (!PLAIN.includes(op)) return null;
  if (op === 'in') return Array.isArray(value) ? { question, op, value } : null;
  if (op === 'equals' && Array.isArray(value)) return null;
  return isMap(value) || value == null ? null : { question, op, value };
}

// An unquoted yes in a file may have come as true.
const bent = (value) => {
  if (Array.isArray(value)) return value.map(bent);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
};

// null where nothing is asked; rows that are not finished yet are left out.
export function conditionOf({ mode, rows }) {
  const branches = rows.map(branchOf).filter((branch) => branch !== null);
  if (!branches.length) return null;
  return branches.length === 1 ? branches[0] : { [mode]: branches };
}

function branchOf(row) {
  if ('kept' in row) return row.kept;
  if (row.rows) return conditionOf(row);
  if (!isFinished(row)) return null;
  const { question, op, value } = row;
  const state = { answered: 'answered', not_answered: 'answered', na: 'na', not_na: 'na' }[op];
  if (state) return { question, [state]: op === state };
  return AFFIRMED[op] ? { not: { question, [AFFIRMED[op]]: value } } : { question, [op]: value };
}

export function isFinished(row) {
  if ('kept' in row || row.rows) return true;
  if (!row.question) return false;
  if (/answered$|na$/.test(row.op)) return true;
  return Array.isArray(row.value) ? row.value.length > 0 : row.value != null && row.value !== '';
}

// What is asked about another question cannot be compared with the same words: the value goes when
// it is not among those of the new question.
export function rowFor(row, question, family, values) {
  const ops = OPS[family] ?? OPS.other;
  const op = ops.includes(row.op) ? row.op : ops[0];
  return { question, op, value: valueFor({ ...row, op }, family, values) };
}

export function valueFor({ op, value }, family, values = []) {
  if (/answered$|na$/.test(op)) return null;
  const known = values.map(([one]) => one);
  const several = op === 'in' || op === 'not_in';
  if (known.length) {
    const kept = [value].flat().filter((one) => known.includes(one));
    return several ? kept : kept[0] ?? (family === 'yes_no' ? 'yes' : null);
  }
  if (several) return [];
  const number = ['scale', 'number', 'duration'].includes(family);
  return typeof value === (number ? 'number' : 'string') ? value : null;
}

const STATES = ['answered', 'not_answered', 'na', 'not_na'];
const ORDERED = ['equals', 'above', 'at_least', 'below', 'at_most'];

export const OPS = {
  yes_no: ['equals', ...STATES],
  choice: ['equals', 'not_equals', 'in', 'not_in', ...STATES],
  multi_choice: ['includes', 'not_includes', ...STATES],
  scale: [...ORDERED, 'not_equals', ...STATES],
  number: [...ORDERED, 'not_equals', ...STATES],
  duration: [...ORDERED, ...STATES],
  moment: [...ORDERED, ...STATES],
  words: ['equals', 'not_equals', ...STATES],
  other: STATES,
};
