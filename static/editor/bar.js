// The bar above: whether everything is saved, who else is here, what can be undone, what is amiss.
import { button, element } from './dom.js';
import { _, ngettext } from './words.js';

const SHOWN = 8000;

export class Bar {
  constructor(place, editor) {
    Object.assign(this, { place, editor, at: {} });
    for (const name of ['status', 'others', 'failure', 'toast', 'elsewhere', 'mend', 'heard']) {
      this.at[name] = place.querySelector(`[data-${name}]`);
    }
    this.at.toast.addEventListener('mouseenter', () => clearTimeout(this.timer));
  }

  // state: saved, saving, waiting (is tried again), closed (signed out)
  show(state, why, size) {
    const { status, failure } = this.at;
    if (state === 'saving') this.is_refused = false;
    if (state === 'saved' && this.is_refused) return;
    status.textContent = { saved: _('Saved'), saving: _('Saving …') }[state] ?? _('Not saved');
    status.dataset.state = state;
    if (state === 'saving') return; // while it is tried again nothing flickers
    const amiss = { waiting: () => this.waiting(why, size), closed: () => this.closed(size) };
    this.fill(failure, amiss[state]?.());
  }

  // What was refused is not saved, although nothing waits.
  refuse(is_refused = true) {
    this.is_refused = is_refused;
    this.show(is_refused ? 'refused' : 'saved');
  }

  fill(place, children) {
    if (!children && place.hidden) return;
    place.hidden = !children;
    place.replaceChildren(...(children ?? []));
  }

  left(size) {
    return ngettext(
      '%(num)s change waits on this page.', '%(num)s changes wait on this page.', size,
    );
  }

  get again() { return button(_('Try now'), () => this.editor.saving.retry()); }

  waiting(why, size) {
    const no_answer = _('There is no answer from the server.');
    const silent = navigator.onLine ? no_answer : _('There is no network.');
    const reason = (why.status && why.body.sentence) || silent;
    const then = _('It is tried again by itself; keep this page open.');
    return [element('p', {}, `${reason} ${this.left(size)} ${then}`), this.again];
  }

  closed(size) {
    const href = `/accounts/sign-in?next=${encodeURIComponent(location.pathname)}`;
    const words = [
      _('You are no longer signed in.'),
      this.left(size),
      _('Sign in in another tab, then come back.'),
    ];
    const way = element('a', { className: 'button', href, target: '_blank' }, _('Sign in'));
    return [element('p', {}, words.join(' ')), way, this.again];
  }

  // The draft was published or discarded by someone: nothing more can be saved.
  close() {
    const words = _('This draft was published or discarded meanwhile: nothing more is saved here.');
    const became = { className: 'button', href: location.pathname };
    const way = element('a', became, _('Show what became of it'));
    this.fill(this.at.failure, [element('p', {}, words), way]);
  }

  // What can be undone and redone now.
  ways(told) {
    for (const act of ['undo', 'redo']) {
      if (act in told) this.place.querySelector(`[data-do=${act}]`).disabled = !told[act];
    }
  }

  count(number) {
    const { mend } = this.at;
    mend.hidden = !number;
    const words = ngettext('%(num)s fault', '%(num)s faults', number);
    const place = mend.querySelector('span');
    if (place.textContent !== words) place.textContent = words;
  }

  others(names) {
    const { others } = this.at;
    const joined = names.join(', ');
    const words = names.length > 1
      ? _('%(names)s are editing too', { names: joined })
      : _('%(name)s is editing too', { name: joined });
    others.hidden = !names.length;
    if (others.textContent !== words) others.textContent = words;
  }

  // What is seen at once is said to those who do not see it.
  hear(words) { this.at.heard.textContent = words; }

  // Said once at the foot; it goes by itself unless it is to be read at leisure.
  say(words, way = null, stays = false) {
    clearTimeout(this.timer);
    const off = () => this.say('');
    const close = button('×', off, { className: 'button quiet', ariaLabel: _('Close') });
    way?.addEventListener('click', off);
    this.fill(this.at.toast, words ? [element('p', {}, words), way ?? '', close] : null);
    if (words && !stays) this.timer = setTimeout(off, SHOWN);
  }

  // Where someone else changed the same meanwhile, or took it out, in parts that are not open.
  differ(links, lost) {
    const both = _('Someone else changed the same meanwhile; choose what is to stand:');
    const gone = _('Someone else took this out meanwhile; what you wrote in it is on this page only:');
    const told = (words, ways) => (ways.length ? [element('p', {}, words), ...ways] : []);
    const all = [...told(both, links), ...told(gone, lost)];
    this.fill(this.at.elsewhere, all.length ? all : null);
  }
}
