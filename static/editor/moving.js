// The question where a part shall stand: in which section, and before which of its questions.
import { element } from './dom.js';
import { _ } from './words.js';

const option = (value, words) => element('option', { value }, words);

export class Moving {
  constructor(dialog, changes) {
    Object.assign(this, { dialog, changes });
    [this.into, this.before] = dialog.querySelectorAll('select');
    this.into.addEventListener('change', () => this.offer());
    dialog.addEventListener('close', () => this.closed());
  }

  get outline() { return this.changes.outline; }

  open(id) {
    const { outline } = this;
    this.id = id;
    const sections = outline.sections.map((row) => row.dataset.row);
    this.into.replaceChildren(...sections.map((one) => option(one, outline.title(one))));
    this.into.value = outline.stands(outline.row(id)).in;
    this.offer();
    this.dialog.querySelector('[data-moving]').textContent = outline.title(id);
    this.dialog.returnValue = '';
    this.dialog.showModal();
  }

  offer() {
    const { outline } = this;
    const rows = [...outline.row(this.into.value).querySelectorAll('.row')];
    const ids = rows.map((row) => row.dataset.row).filter((id) => id !== this.id);
    this.before.replaceChildren(
      option('', _('at the end')),
      ...ids.map((id) => option(id, _('before %(what)s', { what: outline.title(id) }))),
    );
  }

  closed() {
    if (this.dialog.returnValue !== 'move') return;
    this.outline.move(this.id, this.into.value, this.before.value || null);
    this.outline.show(this.id);
    this.changes.moved(this.id);
  }
}
