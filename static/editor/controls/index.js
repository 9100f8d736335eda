// All controls of a panel: mounted once after each time a panel was put into the page.
import * as answers from './answers.js';
import * as clauses from './clauses.js';
import * as conditions from './conditions.js';
import * as hints from './hints.js';
import * as ideal from './ideal.js';
import * as measure from './measure.js';
import * as odd from './odd.js';
import { hurry, leftIn, resumeIn } from './parts.js';
import * as rows from './rows.js';
import * as sets from './sets.js';
import * as type from './type.js';
import * as ways from './ways.js';
import * as whole from './whole.js';

const controls = [
  hints, ways, rows, whole, answers, sets, odd, type, clauses, measure, conditions, ideal,
];

export function mount(panel) {
  for (const control of controls) control.mount(panel);
}

export { leftIn, resumeIn };

export const unmount = hurry;
