// What is done to whole parts: added, copied, moved, removed, and taken back.
import { button, newId } from './dom.js';
import { Moving } from './moving.js';
import { _ } from './words.js';

export class Changes {
  constructor(editor) {
    this.editor = editor;
    this.first = editor.place.dataset.first;
    this.moving = new Moving(editor.place.querySelector('#move'), this);
  }

  get outline() { return this.editor.outline; }

  // The page shows these before the server has answered, or by itself once it has.
  send(operation) {
    this.editor.panel.fields.flush();
    return this.editor.saving.change([operation], { is_placed: true });
  }

  // The same where another part is opened afterwards.
  async sendOn(operation) {
    const { panel } = this.editor;
    const sent = this.send(operation);
    // What is typed on before the next part is open belongs to neither.
    if (panel.inside.contains(document.activeElement)) document.activeElement.blur();
    panel.hold(true);
    const answer = await sent;
    if (!answer) panel.hold(false);
    return answer;
  }

  async add(kind, into, before) {
    const id = newId(kind);
    const empty = { [this.first]: '' };
    const part = {
      section: { id, title: empty, questions: [] },
      question: { id, type: 'yes_no', text: empty },
      clause: { id, title: empty, requirement: empty },
    }[kind];
    const one = { do: 'add', in: into, before, part };
    const { answers, saving: { queue } } = this.editor;
    const stuck = queue.isStuck ? NaN : answers.stuck;
    if (queue.isStuck) this.editor.bar.say(_('No network: what is new can be opened once it is saved.'));
    this.outline.addFresh(kind, id, one);
    const answer = await this.sendOn(one);
    if (!answer) return;
    this.outline.settled(id);
    // Whoever had to wait for the network is at something else by now.
    if (answers.stuck === stuck || this.editor.id === id) this.put(answer, id, one);
  }

  below(id) {
    const row = this.outline.row(id);
    if (!row) return;
    const { kind } = row.dataset;
    const at = kind === 'section' ? { in: id, before: null } : this.outline.stands(row);
    this.add(kind === 'section' ? 'question' : kind, at.in, at.before);
  }

  async copy(id) {
    const row = this.outline.row(id);
    const one = { do: 'copy', at: id, as: newId(id), ...this.outline.stands(row) };
    const answer = await this.sendOn(one);
    if (!answer) return;
    if (row.dataset.kind === 'section') await this.outline.fetch();
    this.put(answer, one.as, one);
  }

  async put(answer, id, at) {
    if (answer.rows?.[id]) this.outline.add(answer.rows[id], at);
    if (!this.outline.row(id)) await this.outline.fetch();
    this.editor.select(id, true);
  }

  move(id) { this.moving.open(id); }

  // A row stands elsewhere already: so be it.
  moved(id) {
    this.send({ do: 'move', at: id, ...this.outline.stands(this.outline.row(id)) });
    if (id === this.editor.id) this.editor.showHead(id);
    this.editor.bar.hear(this.outline.title(id));
  }

  async remove(id) {
    const row = this.outline.row(id);
    const beside = row.nextElementSibling ?? row.previousElementSibling;
    const near = (beside ?? row.parentNode.closest('.row'))?.dataset.row ?? 'document';
    const what = this.outline.title(id);
    const sent = this.send({ do: 'remove', at: id });
    this.outline.remove(id);
    if (this.editor.place.dataset.shown === 'part') this.editor.select(near);
    const answer = await sent;
    const way = button(_('Undo'), () => this.undo());
    if (answer) this.editor.bar.say(_('Removed: %(what)s', { what }), way);
  }

  undo() { return this.again('/undo'); }

  redo() { return this.again('/redo'); }

  async again(path) {
    const { editor, outline } = this;
    editor.panel.fields.flush();
    editor.bar.say('');
    const answer = await editor.saving.undo(path);
    if (!answer) return;
    if (answer.structure) await outline.fetch();
    const ids = [...Object.keys(answer.rows), ...answer.renewed];
    const shown = ids.find((id) => outline.row(id));
    const is_gone = editor.id && editor.id !== 'document' && !outline.row(editor.id);
    if (is_gone || (shown && !ids.includes(editor.panel.key))) editor.select(shown ?? 'document');
    else editor.panel.renew();
  }
}
