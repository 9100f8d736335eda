// The part that is open: its head, its settings, and what is wrong with them at their place.
import { markup } from './api.js';
import { button, element, fragment, icon, isTyping } from './dom.js';
import { Fields } from './fields.js';
import { _ } from './words.js';

export class Panel {
  // controls: the modules of controls/index.js; conflicts: shown at their fields.
  constructor(place, saving, controls) {
    Object.assign(this, { place, saving, controls, id: null, problems: [], conflicts: [] });
    this.inside = place.querySelector('[data-panel]');
    this.fields = new Fields(this.inside, {
      saving, renew: () => this.renew(), dispute: (operation) => this.dispute(operation),
    });
  }

  // What is said of a field in conflict is what its person would keep.
  dispute({ at, field, to }) {
    const held = this.conflicts.find((one) => one.isAt(at, field));
    held?.say(to);
    return Boolean(held);
  }

  // What stands there, which is not yet what was asked for.
  get part() { return this.inside.querySelector('[data-part]')?.dataset.part; }

  get key() { return this.id === 'document' ? '' : this.id; }

  // On the way to another part nothing more is written into this one.
  hold(is_held) { this.inside.inert = is_held; }

  // Opens a part; true once it is there.
  async open(id) {
    this.fields.flush();
    this.hold(this.part !== id);
    this.id = id;
    this.place.setAttribute('aria-busy', 'true');
    if (!this.inside.firstElementChild) this.say(_('Opening …'));
    await this.saving.idle();
    return this.id === id && this.fetch(id);
  }

  // Fetches the open part once more; what is being typed stays.
  async renew() {
    if (!this.id) return false;
    await this.saving.idle();
    return this.fetch(this.id, true);
  }

  // The same as soon as nobody is writing in it: a field must not be changed under the caret.
  renewWhenStill() {
    const active = document.activeElement;
    const is_writing = isTyping(active) && active.localName !== 'select';
    if (!is_writing || !this.inside.contains(active)) { this.renew(); return; }
    active.addEventListener('focusout', () => setTimeout(() => this.renew()), { once: true });
  }

  async fetch(id, again = false) {
    this.fetching?.abort();
    this.fetching = new AbortController();
    const { signal } = this.fetching;
    let told;
    try {
      told = await markup(`/parts/${id}`, signal);
    } catch { return false; }
    if (signal.aborted || this.id !== id) return false;
    this.place.removeAttribute('aria-busy');
    if (told.status === 404 || told.status === 409) {
      this.say(_('It is not there any more.'));
      return false;
    }
    if (told.status !== 200) {
      const words = _('It could not be opened: there is no answer from the server.');
      this.say(words, () => this.open(id));
      return false;
    }
    this.put(told.body, again);
    return true;
  }

  put(html, again) {
    const held = again ? this.fields.held() : null;
    const open = again ? this.unfolded() : null;
    this.controls?.unmount?.(this.inside);
    this.inside.replaceChildren(fragment(html));
    this.shown = '';
    this.hold(false);
    this.controls?.mount(this.inside);
    if (open) this.unfold(open);
    this.showProblems();
    if (held) this.fields.restore(held);
    if (!again) this.place.scrollTop = 0;
  }

  // What was folded out stays so.
  unfolded() { return this.details.map((one) => one.open); }

  unfold(open) { this.details.forEach((one, at) => { one.open ||= Boolean(open[at]); }); }

  get details() { return [...this.inside.querySelectorAll('details')]; }

  say(words, again) {
    const place = element('div', { className: 'unopened' }, element('p', {}, words));
    if (again) place.append(button(_('Try again'), again));
    this.inside.replaceChildren(place);
    this.hold(false);
  }

  close() {
    this.fields.flush();
    this.id = null;
    this.controls?.unmount?.(this.inside);
    this.inside.replaceChildren();
  }

  // Sentences and conflicts stand at the longest place that begins their field, else above all.
  showProblems() {
    const { inside } = this;
    const here = this.problems.filter((one) => one.at === this.key);
    const disputed = this.conflicts.filter((one) => one.at === this.key);
    const told = JSON.stringify([here, disputed.map((one) => [one.field, one.theirs])]);
    if (this.shown === told || this.part !== this.id) return;
    this.shown = told;
    inside.querySelectorAll('.told').forEach((one) => one.remove());
    for (const one of inside.querySelectorAll('[data-problems]')) one.hidden = true;
    for (const one of inside.querySelectorAll('[data-told]')) {
      ['aria-invalid', 'aria-describedby', 'data-told'].forEach((name) => one.removeAttribute(name));
      if (one.dataset.described) one.setAttribute('aria-describedby', one.dataset.described);
    }
    here.forEach((one, at) => this.tell(one.field, (id) => element(
      'p', { className: 'error told', id }, icon('stop'), element('span', {}, one.sentence),
    ), `told-${at}`));
    disputed.forEach((one, at) => {
      this.tell(one.field, (id) => one.card(id), `conflict-${at}`, true);
    });
  }

  // whole: below the whole field, not at one of its languages.
  tell(field, make, id, whole = false) {
    const made = make(id);
    const [place, control] = [this.nearest('problems', field), this.nearest('field', field)];
    if (place && !whole) {
      place.hidden = false;
      place.append(made);
    } else if (control) (control.closest('.field') ?? control).append(made);
    else this.inside.prepend(made);
    if (!control) return;
    const described = control.dataset.described ?? control.getAttribute('aria-describedby') ?? '';
    Object.assign(control.dataset, { told: '', described });
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', `${described} ${id}`.trim());
  }

  nearest(name, field) {
    let [found, length] = [null, -1];
    for (const one of this.inside.querySelectorAll(`[data-${name}]`)) {
      const begins = JSON.parse(one.dataset[name]);
      const fits = begins.length <= field.length && begins.every((part, at) => part === field[at]);
      if (fits && begins.length > length) [found, length] = [one, begins.length];
    }
    return found;
  }

  focus() {
    this.inside.querySelector('textarea, input:not([type=hidden]), select, button')?.focus();
  }
}
