// What the server says to changes, and what others do meanwhile, told to outline, panel and bar.
import { stateSince } from './api.js';
import { Conflict } from './conflicts.js';
import { element } from './dom.js';
import { Lost } from './lost.js';
import { _ } from './words.js';

const EVERY = 10_000;

export class Answers {
  constructor(editor) {
    Object.assign(this, { editor, conflicts: [], lost: new Map(), stuck: 0 });
    this.revision = Number(editor.place.dataset.revision);
    this.spoken = editor.place.dataset.spoken;
  }

  begin() {
    this.editor.bar.others(JSON.parse(this.editor.place.dataset.here));
    setInterval(() => document.hidden || this.look(), EVERY);
    document.addEventListener('visibilitychange', () => document.hidden || this.look());
  }

  // 1. How saving goes
  shown(state, why) {
    const { bar, panel, saving } = this.editor;
    bar.show(state, why, saving.queue.size);
    if (state !== 'waiting' && state !== 'closed') return;
    this.stuck += 1;
    panel.hold(false);
  }

  flush() { this.editor.panel?.fields.flush(); }

  applied(answer, { operations, is_placed }) {
    if (answer.revision === undefined) { this.look(); return; }
    const { bar, outline, panel, id } = this.editor;
    this.revision = answer.revision;
    for (const one of operations) if (one.do === 'restore') this.lost.delete(one.at);
    bar.ways(answer);
    outline.renew(answer.rows);
    this.problems(answer.problems);
    this.named(operations);
    if (answer.structure && !is_placed && operations.length) outline.fetch();
    const is_other_type = operations.some((one) => one.at === panel.key && one.field?.[0] === 'type');
    if (is_other_type) panel.renew();
    else if (answer.renewed.includes(panel.key) && operations.length) panel.renewWhenStill();
    if (answer.notice) bar.say(answer.notice);
    if (operations.some((one) => one.field?.[0] === 'languages')) this.editor.renewLanguages();
    if (id) this.editor.showHead(id);
    const changed = operations.map((one) => one.as ?? one.part?.id ?? one.at);
    this.tell(answer, changed.length ? changed : Object.keys(answer.rows));
  }

  tell({ revision, structure = false }, changed) {
    const detail = { revision, changed, structure };
    document.dispatchEvent(new CustomEvent('draft:saved', { detail }));
  }

  problems(problems) {
    const { bar, outline, panel } = this.editor;
    outline.count(problems);
    bar.count(problems.length);
    panel.problems = problems;
    panel.showProblems();
  }

  // The page's own title follows the document's.
  named(operations) {
    for (const { at, field, to } of operations) {
      if (at === '' && field?.[0] === 'title' && [undefined, this.spoken].includes(field[1])) {
        const words = typeof to === 'string' ? to : to?.[this.spoken];
        if (words) this.editor.place.querySelector('[data-title]').textContent = words;
      }
    }
  }

  // 2. What was refused
  refused(entry, told) {
    const { operations, source, is_placed } = entry;
    const { at, code, field, sentence, theirs } = told;
    const set = operations.find((one) => one.do === 'set');
    if (code === 'drafts.changed_meanwhile' && field) this.differ(entry, told);
    else if (code === 'drafts.gone' && set) this.gone(at, operations, told.who);
    else {
      const silent = _('There is no answer from the server: nothing was changed.');
      this.editor.bar.say(sentence ?? silent);
      if (operations.length) this.editor.bar.refuse();
      if (set) this.turnedDown(set, sentence);
      if (code === 'drafts.other_type') this.editor.panel.renew();
    }
    if (is_placed) this.editor.outline.fetch();
    source?.dispatchEvent(new CustomEvent('refused', { detail: { sentence, theirs, at, field } }));
  }

  turnedDown({ at, field, was }, sentence) {
    const { panel, saving } = this.editor;
    saving.queue.rebase(at, field, was);
    if (at !== panel.key) return;
    panel.fields.stands(JSON.stringify(field), was);
    panel.problems = [...panel.problems, { at, field, sentence }];
    panel.showProblems();
  }

  // The part is not there any more: what was written in it waits until its person has chosen.
  async gone(at, operations = [], who = '') {
    const { editor, lost } = this;
    const { bar, outline, panel } = editor;
    if (!lost.has(at)) lost.set(at, new Lost(at, this.titleOf(at), who));
    lost.get(at).take(operations);
    if (operations.length) bar.refuse();
    await outline.fetch();
    if (panel.key === at) {
      panel.showLost();
      editor.showHead(at);
    }
    this.showElsewhere();
  }

  // It came back while something was kept for it.
  async found(at) {
    const { written } = this.lost.get(at);
    this.letGo(at);
    if (!written.length) return;
    await this.editor.saving.change(written);
    this.editor.panel.renew();
  }

  async addAgain(held) {
    const { at } = held;
    const { outline, panel, saving } = this.editor;
    panel.settle();
    panel.hold(true);
    const answer = await saving.change(held.operations, { is_placed: true });
    panel.hold(false);
    if (!answer) return;
    this.letGo(at);
    await outline.fetch();
    if (panel.key !== at) return;
    outline.show(at);
    this.editor.showHead(at);
    await panel.renew();
    panel.focus();
  }

  forget({ at }) {
    const { editor } = this;
    editor.panel.inside.replaceChildren();
    this.letGo(at);
    editor.back();
  }

  // Whether what is said of a part is kept here, because the part is gone.
  keeps(at, operations) {
    const held = this.lost.get(at);
    if (!held) return false;
    held.take(operations);
    this.editor.bar.refuse();
    return true;
  }

  titleOf(at) {
    const { headed, outline, panel } = this.editor;
    return outline.title(at) || (panel.key === at ? headed : '');
  }

  letGo(at) {
    this.lost.delete(at);
    if (!this.lost.size && !this.conflicts.length) this.editor.bar.refuse(false);
    this.showElsewhere();
  }

  // Whether something is on this page alone.
  get holds() {
    return this.conflicts.length > 0 || [...this.lost.values()].some((one) => one.written.length);
  }

  // 3. Two at one field
  differ(entry, told) {
    const { at, field, theirs } = told;
    const { panel, saving } = this.editor;
    const newer = saving.queue.take(at, field);
    const conflict = new Conflict(entry, told, {
      keep: (one) => this.settle(one, one.again()),
      take: (one) => this.settle(one, null),
    });
    if (newer !== undefined) conflict.mine = newer;
    this.conflicts = [...this.conflicts.filter((one) => !one.isAt(at, field)), conflict];
    if (at === panel.key) panel.fields.stands(JSON.stringify(field), theirs);
    this.editor.bar.refuse();
    this.showConflicts();
  }

  async settle(conflict, operations) {
    this.conflicts = this.conflicts.filter((one) => one !== conflict);
    this.showConflicts();
    const { bar, panel, saving } = this.editor;
    if (!this.conflicts.length) bar.refuse(false);
    else this.lost.get(conflict.at)?.drop(conflict.at, conflict.field);
    if (operations) await saving.change(operations, { source: conflict.entry.source });
    if (conflict.at === panel.key) panel.renew();
  }

  showConflicts() {
    const { panel } = this.editor;
    panel.conflicts = this.conflicts;
    panel.showProblems();
    this.showElsewhere();
  }

  showElsewhere() {
    const { bar, outline, panel, place } = this.editor;
    const link = ({ at, title }) => element(
      'a', { href: `#${at || 'document'}` }, title || outline.title(at) || place.dataset.about,
    );
    const away = (one) => one.at !== panel.key;
    const lost = [...this.lost.values()].filter((one) => one.written.length);
    bar.differ(this.conflicts.filter(away).map(link), lost.filter(away).map(link));
  }

  // 4. What others do
  async look() {
    const { bar, saving } = this.editor;
    if (saving.isBusy || this.looking) return;
    this.looking = true;
    const { status, body } = await stateSince(this.revision);
    this.looking = false;
    if (status !== 200 || saving.isBusy) return;
    bar.others(body.others);
    if (!body.open) bar.close();
    if (body.revision > this.revision) await this.follow(body);
  }

  async follow(state) {
    const { bar, outline, panel } = this.editor;
    this.revision = state.revision;
    bar.ways(state);
    if (state.structure) await outline.fetch();
    else outline.renew(state.rows);
    this.problems(state.problems);
    const is_gone = state.structure && panel.key && !outline.row(panel.key);
    if (panel.id && (is_gone || state.changed.includes(panel.key))) panel.renew();
    if (state.changed.length) this.tell(state, state.changed);
  }
}
