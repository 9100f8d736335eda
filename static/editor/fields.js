// Plain controls of a part: what they say is saved as it is typed, from the value they had before.
import { readControl, same, showValue } from './core/values.js';
import { isTyping } from './dom.js';

const PAUSE = 400;

// Operations call the document's head by no id at all.
const partOf = (node) => {
  const { part } = node.closest('[data-part]').dataset;
  return part === 'document' ? '' : part;
};

export class Fields {
  // saving.change(operations, more) saves; renew() fetches the panel anew; dispute(operation) is
  // true for what someone else changed or took out meanwhile: nothing is saved until that is settled.
  constructor(panel, { saving, renew, dispute }) {
    Object.assign(this, { panel, saving, renew, dispute, late: new Map() });
    panel.addEventListener('input', ({ target }) => this.typed(target));
    panel.addEventListener('change', ({ target }) => this.flush(target));
    panel.addEventListener('focusout', ({ target }) => this.flush(target));
    panel.addEventListener('edit', (event) => this.edited(event));
  }

  typed(control) {
    if (!control.dataset.field || !isTyping(control)) return;
    clearTimeout(this.late.get(control));
    this.late.set(control, setTimeout(() => this.flush(control), PAUSE));
  }

  // Saves what one control says, or all that are being typed in.
  flush(control) {
    for (const one of control ? [control] : [...this.late.keys()]) {
      this.forget(one);
      if (one.dataset.field && one.isConnected) this.save(one);
    }
  }

  forget(control) {
    clearTimeout(this.late.get(control));
    this.late.delete(control);
  }

  save(control) {
    const is_other = control.type === 'radio' && !control.checked;
    if (is_other || control.dataset.control !== undefined) return;
    const { value: to } = readControl(control);
    const was = JSON.parse(control.dataset.was || 'null');
    if (same(was ?? '', to ?? '')) return;
    const { field } = control.dataset;
    const one = { do: 'set', at: partOf(control), field: JSON.parse(field), was, to };
    if (this.dispute(one, [one])) return;
    this.stands(field, to);
    this.saving.change([one], { source: control });
  }

  // What a control of its own says.
  async edited({ detail, target }) {
    const { field, was = null, to = null } = detail;
    const operations = detail.operations
      ?? [{ do: 'set', at: partOf(target), field, was, to }];
    if (this.dispute(operations[0], operations)) return;
    const answer = await this.saving.change(operations, { source: target });
    if (!answer) return;
    target.dispatchEvent(new CustomEvent('saved', { detail: { to: operations.at(-1).to } }));
    if (detail.renew) this.renew();
  }

  of(field) {
    const all = [...this.panel.querySelectorAll('[data-field]')];
    return all.filter((one) => one.dataset.field === field);
  }

  // From now on the document holds this value there.
  stands(field, value) {
    for (const one of this.of(field)) one.dataset.was = JSON.stringify(value);
  }

  // What its person would keep is shown, though the document holds another's.
  showMine(field, value) {
    for (const one of this.of(JSON.stringify(field))) {
      if (one.type === 'radio') one.checked = one.value === String(value ?? '');
      else if (one.dataset.control === undefined) showValue(one, value);
    }
  }

  // What someone is at just now: the control, its words if they are not saved, and the caret.
  held() {
    const control = document.activeElement;
    if (!this.panel.contains(control)) return null;
    const { field, was } = control.dataset;
    const unsaved = this.late.has(control) ? control.value : undefined;
    this.forget(control);
    const { id, selectionStart, selectionEnd } = control;
    return { id, field, was, unsaved, caret: [selectionStart, selectionEnd] };
  }

  // Gives it back in a panel that was made anew.
  restore({ id, field, was, unsaved, caret }) {
    const control = (id && document.getElementById(id)) || (field && this.of(field)[0]);
    if (!control || !this.panel.contains(control)) return;
    if (unsaved !== undefined) {
      control.dataset.was = was;
      control.value = unsaved;
      this.typed(control);
    }
    control.focus({ preventScroll: true });
    if (typeof caret[0] === 'number' && control.value) control.setSelectionRange?.(...caret);
  }
}
