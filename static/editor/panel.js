// The part that is open: its head, its settings, and what is wrong with them at their place.
import { markup } from './api.js';
import { said } from './conflicts.js';
import { button, element, fragment, icon, isTyping } from './dom.js';
import { Fields } from './fields.js';
import { _ } from './words.js';

const LATER = 3000;

export class Panel {
  // controls: the modules of controls/index.js; conflicts: shown at their fields; answers keeps what
  // was written in parts that are gone.
  constructor(place, { answers, saving }, controls) {
    Object.assign(this, { place, answers, saving, controls });
    Object.assign(this, { id: null, problems: [], conflicts: [] });
    this.inside = place.querySelector('[data-panel]');
    this.fields = new Fields(this.inside, {
      saving, renew: () => this.renew(), dispute: (...told) => this.dispute(...told),
    });
  }

  // What is said of a field in conflict, or in a part that is gone, is what its person would keep.
  dispute({ at, field, to }, operations) {
    if (this.answers.keeps(at, operations)) return true;
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
      if (this.part === id || this.answers.lost.has(this.key)) this.answers.gone(this.key, [], told.body.who);
      else this.say(_('It is not there any more.'));
      return false;
    }
    if (told.status === 0 && again) { // what stands here is better than nothing
      setTimeout(() => this.id === id && this.renew(), LATER);
      return false;
    }
    if (told.status !== 200) {
      const words = _('It could not be opened: there is no answer from the server.');
      this.say(words, () => this.open(id));
      return false;
    }
    // What was changed while this was on its way is not in it.
    const { isBusy, queue } = this.saving;
    if (again && isBusy) return !queue.isStuck && this.renew();
    this.settleLost();
    this.put(told.body, again);
    return true;
  }

  put(html, again) {
    // What was typed meanwhile is told first: once it is saved the panel is made anew with it.
    if (again && this.controls?.unmount(this.inside)) return;
    const held = again ? this.fields.held() : null;
    const open = again ? this.unfolded() : null;
    const left = again ? this.controls?.leftIn(this.inside) : null;
    this.controls?.unmount(this.inside);
    this.inside.replaceChildren(fragment(html));
    this.shown = '';
    this.hold(false);
    this.controls?.mount(this.inside);
    if (open) this.unfold(open);
    if (left?.size) this.controls.resumeIn(this.inside, left);
    for (const one of this.conflicts) if (one.at === this.key) this.fields.showMine(one.field, one.mine);
    this.showProblems();
    if (held) this.fields.restore(held);
    if (!again) this.place.scrollTop = 0;
  }

  // What was folded out stays so.
  unfolded() { return this.details.map((one) => one.open); }

  unfold(open) { this.details.forEach((one, at) => { one.open ||= Boolean(open[at]); }); }

  get details() { return [...this.inside.querySelectorAll('details')]; }

  say(words, again) {
    this.settle();
    const place = element('div', { className: 'unopened' }, element('p', {}, words));
    if (again) place.append(button(_('Try again'), again));
    this.inside.replaceChildren(place);
    this.hold(false);
  }

  // What is being written is told at once.
  settle() {
    this.fields.flush();
    this.controls?.unmount?.(this.inside);
  }

  settleLost() {
    if (!this.answers.lost.has(this.key)) return;
    if (this.part === this.id) this.settle();
    this.answers.found(this.key);
  }

  // What stood in a part that is gone stays to be read and written in; opened anew it is only told.
  showLost() {
    const held = this.answers.lost.get(this.key);
    if (!held) return;
    const is_here = this.part === this.id;
    if (!is_here || !this.inside.querySelector('.gone')) {
      const card = this.lostCard(held, is_here ? [] : held.written);
      if (!is_here) this.settle();
      if (is_here) this.inside.prepend(card);
      else this.inside.replaceChildren(card);
      card.scrollIntoView({ block: 'nearest' });
    }
    this.hold(false);
  }

  lostCard(held, written) {
    const who = held.who || _('Someone else');
    const words = _('%(who)s took this out meanwhile: it is not in the draft any more.', { who });
    const then = _('What you write in it is kept on this page only. Add it again, or let it go.');
    const listed = written.map(({ to }) => element('li', {}, said(to)));
    const way = (name, act) => button(name, () => act());
    return element(
      'div',
      { className: 'conflict gone', role: 'alert' },
      element('p', {}, element('strong', {}, words), ' ', then),
      ...listed.length ? [element('p', { className: 'soft' }, _('You wrote:')), element('ul', {}, ...listed)] : [],
      element(
        'p',
        { className: 'actions' },
        way(_('Add it again'), () => this.answers.addAgain(held)),
        way(_('Let it go'), () => this.answers.forget(held)),
      ),
    );
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
