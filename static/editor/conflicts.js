// Two people set one field: the second is told the first one's value and chooses; nothing is lost.
import { same } from './core/values.js';
import { button, element } from './dom.js';
import { _, ngettext } from './words.js';

const MOST = 6;
const language = document.documentElement.lang;

// A value of a document in a few words.
export function said(value) {
  if (value === null || value === undefined || value === '') return _('nothing');
  if (typeof value === 'boolean') return value ? _('Yes') : _('No');
  if (typeof value !== 'object') return _('“%(words)s”', { words: value });
  if (Array.isArray(value)) return listed(value);
  const text = value.text ?? value.name ?? value.title ?? value;
  const spoken = typeof text === 'string' ? text : text[language] ?? Object.values(text)[0];
  return typeof spoken === 'string' ? said(spoken) : _('other settings');
}

function listed(values) {
  const few = values.slice(0, MOST).map(said).join(', ') || _('nothing');
  const left = values.length - MOST;
  const more = ngettext('and %(num)s more', 'and %(num)s more', left);
  return left > 0 ? `${few} ${more}` : few;
}

export class Conflict {
  // entry: what was to be saved; told: {at, field, theirs, who}; then: {keep(this), take(this)}.
  constructor(entry, { at, field, theirs, who }, then) {
    Object.assign(this, { at, field, theirs, who: who || _('Someone else'), entry, then });
    this.mine = entry.operations.find((one) => this.isAt(one.at, one.field))?.to;
  }

  isAt(at, field) { return this.at === at && same(this.field, field); }

  // The same operations, from what stands there now.
  again() {
    return this.entry.operations.map((one) => (
      this.isAt(one.at, one.field) ? { ...one, was: this.theirs, to: this.mine } : one
    ));
  }

  say(mine) {
    this.mine = mine;
    if (this.place) this.place.textContent = said(mine);
  }

  card(id) {
    const words = _('%(who)s changed this meanwhile:', { who: this.who });
    this.place = element('span', {}, said(this.mine));
    return element(
      'div',
      { className: 'conflict told', id, role: 'alert' },
      element('p', {}, element('strong', {}, words), ' ', said(this.theirs)),
      element('p', { className: 'soft' }, _('You wrote:'), ' ', this.place),
      element(
        'p',
        { className: 'actions' },
        button(_('Keep mine'), () => this.then.keep(this)),
        button(_('Take theirs'), () => this.then.take(this)),
      ),
    );
  }
}
