// One question on the page: its fields read into an answer, an answer shown in its fields.
import { FIELDS, NONE } from '../core/fields.js';

const MARK = '~'; // before a state that is one of a question's own buttons
const STATES = ['na', 'unchecked'];

export const anchor = (key) => key.replace('[', '.').replace(']', '');

export class Field {
  constructor(element, key, question) {
    this.element = element;
    this.key = key;
    this.question = question;
    this.kind = FIELDS[question.type];
    this.files = ['photo', 'file', 'signature'].includes(question.type);
    this.inputs = [...element.querySelectorAll('[name]')].filter((input) => input.type !== 'file');
    this.values = this.named('v');
    this.states = this.named('s');
    [this.comment] = this.named('c');
  }

  named(part) {
    const name = `${part}:${this.key}`;
    return this.inputs.filter((input) => input.name === name);
  }

  // What stands in the fields now; `before` has what no field shows, its files.
  read(before, changed) {
    let state = this.state;
    const texts = this.values.filter(isGiven).map((input) => input.value);
    if (changed && this.values.includes(changed) && this.states.length && state) {
      for (const radio of this.states) radio.checked = false;
      state = '';
    }
    if (changed?.type === 'checkbox' && changed.checked) this.exclude(changed);
    const answer = {};
    if (state) answer[state] = true;
    else answer.value = this.files ? before.value ?? null : this.kind.read(this.texts(texts));
    const comment = this.comment?.value.trim();
    if (comment) answer.comment = comment;
    if (before.photos?.length) answer.photos = before.photos;
    return answer;
  }

  texts(texts) {
    return texts.filter((text) => text[0] !== MARK || text === NONE);
  }

  get state() {
    const said = [...this.values, ...this.states].filter((input) => input.type === 'radio' && input.checked);
    return said.map((input) => input.value.replace(MARK, '')).find((word) => STATES.includes(word)) ?? '';
  }

  // "None of these" and any of them are never true at once.
  exclude(box) {
    for (const other of this.values) {
      if (other !== box && (box.value === NONE || other.value === NONE)) other.checked = false;
    }
  }

  show(answer, comma) {
    const state = STATES.find((word) => answer[word]) ?? '';
    const given = state ? [] : this.kind.show(answer.value ?? null);
    const texts = this.question.type === 'number' ? given.map((text) => text.replace('.', comma)) : given;
    this.values.forEach((input, at) => {
      if (input.type === 'radio' || input.type === 'checkbox') {
        input.checked = state ? input.value === MARK + state : input.value !== '' && texts.includes(input.value);
      } else if (input !== document.activeElement && !state) {
        input.value = texts[at] ?? '';
      }
    });
    for (const radio of this.states) radio.checked = radio.value === state && state !== '';
    if (this.comment && this.comment !== document.activeElement) this.comment.value = answer.comment ?? '';
    const note = this.element.querySelector('.quiet details');
    if (note && (answer.comment || answer.photos?.length)) note.open = true;
  }

  // Whether the person touched it before the script was there.
  get touched() {
    return this.inputs.some((input) => (
      input.type === 'radio' || input.type === 'checkbox'
        ? input.checked !== input.defaultChecked && input.checked
        : input.value !== startOf(input)
    ));
  }
}

const isGiven = (input) => (input.type === 'radio' || input.type === 'checkbox' ? input.checked : true);

function startOf(input) {
  if (input.tagName !== 'SELECT') return input.defaultValue;
  return [...input.options].find((option) => option.defaultSelected)?.value ?? input.options[0].value;
}
