// When a part is asked, as rows that read like sentences: “[1.2 Were you greeted?] [is] [Yes]”.
import { conditionOf, isFinished, OPS, rowFor, rowsOf, valueFor } from '../core/conditions.js';
import { same } from '../core/values.js';
import { operand } from './operand.js';
import { each, identify, json, option, pressed, resumable, stamp, valueOf } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="conditions"]').forEach((root) => new Conditions(root).start());
}

class Conditions {
  constructor(root) {
    this.root = root;
    this.earlier = json(root, 'earlier', []);
    this.words = json(root, 'words');
    this.said = json(root, 'said', {});
    const told = this.earlier.flatMap(({ questions }) => questions);
    this.known = new Map(told.map((one) => [one.key, one]));
    this.value = valueOf(root);
    this.top = rowsOf(this.value.get());
    this.place = root.querySelector('[data-rows]');
  }

  start() {
    this.root.classList.toggle('has-nobody', !this.known.size);
    resumable(this.root, () => (this.isWhole ? null : this.top), (top) => {
      if (!same(conditionOf(top), this.value.get())) return;
      this.top = top;
      this.draw();
    });
    pressed(this.root, '[data-add]', () => this.add(this.top));
    pressed(this.root, '[data-add-group]', () => {
      const group = { mode: this.top.mode === 'all' ? 'any' : 'all', rows: [] };
      this.top.rows.push(group);
      this.add(group);
    });
    this.draw();
  }

  // Whether every row says something that is kept.
  get isWhole() {
    return this.top.rows.flatMap((row) => row.rows ?? [row]).every((row) => row.question !== '');
  }

  save(now) {
    const condition = conditionOf(this.top);
    if (!same(condition, this.value.get())) this.value.set(condition, now);
  }

  draw() {
    const { root, top } = this;
    this.place.replaceChildren(...this.drawn(top));
    root.querySelector('[data-none]').hidden = top.rows.length > 0;
    const head = root.querySelector('[data-some]');
    head.hidden = !top.rows.length;
    this.mode(head, top);
    identify(root, root);
  }

  drawn(group) {
    return group.rows.map((row, number) => {
      const item = row.rows ? this.group(row) : 'kept' in row ? this.kept(row) : this.test(row);
      return this.ended(item, group, number);
    });
  }

  // What every row has: the word between it and the one before, and the button that takes it out.
  ended(item, group, number) {
    const between = this.words[group.mode === 'all' ? 'and' : 'or'];
    item.querySelector(':scope > [data-joint]').textContent = number ? between : '';
    item.querySelector(':scope > [data-remove]').onclick = () => this.remove(group, number);
    return item;
  }

  remove(group, number) {
    const { root, place, top } = this;
    group.rows.splice(number, 1);
    if (group !== top && !group.rows.length) top.rows.splice(top.rows.indexOf(group), 1);
    this.draw();
    (place.querySelector('[data-remove]') ?? root.querySelector('[data-add]')).focus();
    this.save(true);
  }

  // Whether all or any of several must be true.
  mode(head, group) {
    const choice = head.querySelector('[data-mode]');
    choice.hidden = group.rows.length < 2;
    choice.value = group.mode;
    head.querySelector('[data-one]').hidden = group.rows.length > 1;
    choice.onchange = () => {
      group.mode = choice.value;
      this.draw();
      this.save(true);
    };
  }

  group(group) {
    const item = stamp(this.root, 'group');
    item.querySelector('ul').replaceChildren(...this.drawn(group));
    this.mode(item, group);
    item.querySelector('[data-add-in]').onclick = () => this.add(group);
    return item;
  }

  kept(row) {
    const item = stamp(this.root, 'kept');
    item.querySelector('[data-said]').textContent = this.said[row.path] ?? JSON.stringify(row.kept);
    return item;
  }

  test(row) {
    const item = stamp(this.root, 'row');
    const about = this.known.get(row.question);
    item.querySelector('[data-away]').hidden = !row.question || Boolean(about);
    this.question(item.querySelector('[data-question]'), row);
    this.op(item.querySelector('[data-op]'), row, about);
    const unfinished = item.querySelector('[data-unfinished]');
    unfinished.hidden = isFinished(row);
    const set = (to, now) => {
      row.value = to;
      unfinished.hidden = isFinished(row);
      this.save(now);
    };
    const place = item.querySelector('[data-operand]');
    place.replaceChildren(...(row.question ? operand(row, about, this.words, set) : []));
    return item;
  }

  question(select, row) {
    select.append(...this.choices(row.question));
    select.onchange = () => {
      const about = this.known.get(select.value);
      Object.assign(row, rowFor(row, select.value, about?.family, about?.values));
      this.again(select);
    };
  }

  op(select, row, about) {
    const all = OPS[about?.family] ?? OPS.other;
    const usual = all.filter((name) => about?.na !== false || !/na$/.test(name));
    const offered = usual.includes(row.op) ? usual : [row.op, ...usual];
    const { ops } = this.words;
    const said = (name) => ops[`${about?.family}.${name}`] ?? ops[name] ?? name;
    select.append(...offered.map((name) => option(name, said(name), name === row.op)));
    select.hidden = !row.question;
    select.onchange = () => {
      row.op = select.value;
      row.value = valueFor(row, about?.family, about?.values);
      this.again(select);
    };
  }

  // The row is drawn anew, and whoever was in it stays there.
  again({ id }) {
    this.draw();
    document.getElementById(id)?.focus();
    this.save(true);
  }

  choices(chosen) {
    const groups = this.earlier.map(({ title, questions }) => {
      const group = Object.assign(document.createElement('optgroup'), { label: title });
      group.append(...questions.map(({ key, name }) => option(key, name, key === chosen)));
      return group;
    });
    if (!chosen) return [option('', this.words.choose, true), ...groups];
    return this.known.has(chosen) ? groups : [option(chosen, chosen, true), ...groups];
  }

  add(group) {
    group.rows.push({ question: '', op: 'equals', value: null });
    this.draw();
    each(this.place, '[data-question]').find((one) => !one.value)?.focus();
  }
}
