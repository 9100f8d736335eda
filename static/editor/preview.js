// The trial beside the editor: the form in a frame, made anew behind the one shown whenever the
// draft was saved; the score that it tells, and how it came about.
import { element } from './dom.js';
import { ngettext, _ } from './words.js';

const CALM_MS = 150; // several changes come together
const PATIENCE_MS = 20_000;
const lang = document.documentElement.lang;
const read = (number) => number.toLocaleString(lang, { maximumFractionDigits: 4 });
const percent = (number) => `${read(number)}\u00a0%`;
const about = ({ value, about: is }) => `${is ? '≈\u00a0' : ''}${read(value)}`;

const VERDICTS = {
  passed: ['met', _('passed'), _('passed so far')],
  'not passed': ['missed', _('not passed'), _('not passed so far')],
  failed: ['missed', _('failed')],
  'no mark': ['none', _('no mark to pass')],
  'not scored': ['none', _('Nothing scored yet')],
};
const LEFT = {
  'not applicable': () => _('does not apply'),
  'not checked': () => _('could not be checked'),
  unanswered: () => _('not answered yet'),
  unscored: () => _('the option has no score'),
};

export function mount(place) {
  const trial = place?.querySelector('[data-trial]');
  return trial && new Preview(place, trial);
}

class Preview {
  constructor(place, trial) {
    Object.assign(this, { place, trial, draft: place.closest('[data-draft]').dataset.draft });
    this.changed = new Set(); // questions that the frame does not show as they are now
    this.find = (name) => trial.querySelector(`[data-${name}]`);
    addEventListener('message', (event) => this.heard(event));
    document.addEventListener('draft:saved', ({ detail }) => this.saved(detail));
    document.addEventListener('draft:selected', ({ detail }) => this.show(detail.id));
    place.addEventListener('preview:shown', () => this.soon(0));
    matchMedia('(min-width: 68.75rem)').addEventListener('change', () => this.soon());
    this.find('clear').addEventListener('click', () => this.tell('clear'));
    this.find('dark').addEventListener('click', ({ currentTarget }) => this.darken(currentTarget));
    this.find('why').addEventListener('toggle', () => this.explain());
    if (matchMedia('(prefers-color-scheme: dark)').matches) this.darken(this.find('dark'));
    this.is_stale = true;
    this.selected = location.hash.slice(1); // chosen before anyone could be told
    this.soon(0);
  }

  get isSeen() { return this.trial.offsetParent !== null; }

  tell(what, more) {
    this.frame?.contentWindow.postMessage({ of: this.draft, what, ...more }, location.origin);
  }

  // A part just added stands in the next frame only.
  show(id) {
    this.selected = this.knows(id) ? null : id;
    if (!this.selected) this.tell('show', { id });
  }

  knows(id) {
    const { questions = {}, sections = {} } = this.parts ?? {};
    return [...Object.values(questions), ...Object.values(sections)].some((one) => one.id === id);
  }

  // 1. The frame: what is shown stays until the next one is ready. Of a question that was changed
  // it draws that alone, if it can.
  saved({ changed, structure }) {
    const is_small = !structure && !this.is_stale && this.frame && !this.coming && this.isSeen
      && changed.length && changed.every((id) => id[0] === 'q' && this.knows(id));
    if (!is_small) return this.soon();
    for (const id of changed) this.changed.add(id);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), CALM_MS);
    return undefined;
  }

  renew() {
    this.tell('renew', { ids: [...this.changed] });
    this.changed.clear();
  }

  soon(pause = CALM_MS) {
    if (pause) this.is_stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.is_stale && this.isSeen && this.make(), pause);
  }

  make() {
    if (this.coming) return; // is made again once it is there
    this.is_stale = false;
    this.changed.clear();
    this.coming = element('iframe', { src: this.trial.dataset.frame, title: _('The form on a phone'), className: 'coming' });
    this.coming.dataset.dark = this.dark ? 'on' : 'off';
    this.find('screen').append(this.coming);
    this.late = setTimeout(() => this.give(), PATIENCE_MS);
  }

  // No answer: what is shown goes on being shown.
  give() {
    this.coming?.remove();
    this.coming = null;
    if (this.is_stale) this.soon();
  }

  change() {
    clearTimeout(this.late);
    const before = this.frame;
    this.frame = this.coming;
    this.coming = null;
    if (before) this.goOn(before, this.frame);
    this.frame.classList.remove('coming');
    before?.remove();
    this.trial.dataset.ready = '';
    if (this.is_stale) this.soon();
  }

  // The same question at the same height, and the same field under the fingers.
  goOn(before, after) {
    const [old, now] = [before.contentWindow, after.contentWindow];
    const seen = [...old.document.querySelectorAll('.q,section[id],h1')].find((one) => one.getBoundingClientRect().bottom > 80);
    const same = seen?.id && now.document.getElementById(seen.id);
    const top = same ? same.getBoundingClientRect().top - seen.getBoundingClientRect().top : old.scrollY;
    if (old.scrollY) now.scrollTo(0, top);
    const { id, name, value, type } = old.document.activeElement ?? {};
    if (document.activeElement !== before || !name) return;
    const found = [...now.document.getElementsByName(name)].find((one) => one.id === id && (type !== 'radio' || one.value === value));
    found?.focus({ preventScroll: true });
  }

  darken(button) {
    this.dark = !this.dark;
    button.setAttribute('aria-pressed', this.dark);
    for (const frame of this.trial.querySelectorAll('iframe')) frame.dataset.dark = this.dark ? 'on' : 'off';
  }

  // 2. What the frame tells
  heard({ origin, source, data }) {
    if (origin !== location.origin || data?.of !== this.draft) return;
    const from = [this.coming, this.frame].find((one) => one?.contentWindow === source);
    if (!from) return;
    if (data.what === 'score') this.working = data.working;
    if (data.what === 'stale') this.soon();
    if (data.what === 'ready') {
      this.parts = data.parts;
      if (!data.parts) this.working = null;
      this.is_lost = data.kept === false;
      if (from === this.coming) this.change();
      if (this.selected && this.knows(this.selected)) this.show(this.selected);
      this.showLeftOut(data.left_out);
    }
    this.showScore();
  }

  showScore() {
    const { total = null, verdict = 'not scored', coverage, mark } = this.working ?? {};
    const [shape, whole, part = whole] = VERDICTS[verdict];
    const said = total === null ? '–' : read(total);
    if (this.find('total').textContent !== said) this.find('total').textContent = said;
    this.find('verdict').textContent = coverage < 100 ? part : whole;
    this.find('verdict').dataset.shape = shape;
    const facts = [
      mark !== null && mark !== undefined && _('to pass: %(mark)s', { mark: percent(mark) }),
      total !== null && _('%(share)s seen', { share: percent(coverage ?? 0) }),
    ].filter(Boolean);
    const hint = this.is_lost ? _('This browser keeps nothing, so the form cannot be tried in it.')
      : this.parts ? _('Tap answers below: the score follows.') : '';
    this.find('about').textContent = (!this.is_lost && this.parts && facts.join(' · ')) || hint;
    this.find('why').hidden = total === null;
    this.find('why-title').textContent = _('Why %(total)s?', { total: said });
    this.explain();
  }

  showLeftOut(left_out) {
    const place = this.find('left-out');
    const gone = left_out.filter((one) => !one.is_shown);
    const bare = left_out.filter((one) => one.is_shown);
    const list = (words, some) => some.length && [element('p', {}, words), element('ul', {}, ...some.map((one) => (
      element('li', {}, this.way(one.id, `${one.number} ${one.words}`)))))];
    place.replaceChildren(element('div', {}, ...[
      list(ngettext('Left out of the trial until it is mended:', 'Left out of the trial until they are mended:', gone.length), gone),
      list(_('Shown without the setting that is to be mended:'), bare),
    ].filter(Boolean).flat()));
    place.hidden = !left_out.length;
  }

  // A way to a part's settings.
  way(id, words) {
    const made = element('button', { type: 'button', className: 'way' }, words);
    made.addEventListener('click', () => document.dispatchEvent(new CustomEvent('draft:select', { detail: { id } })));
    return made;
  }

  // 3. Why so much?
  explain() {
    if (!this.find('why').open || !this.parts || (this.working?.total ?? null) === null) return;
    const { sections } = this.working;
    const counted = sections.filter((one) => one.rows.length);
    this.find('working').replaceChildren(
      ...this.ofTotal(this.working), ...counted.map((one) => this.ofSection(one)), this.rest(sections));
  }

  number(key) {
    const [section, turn, question = key] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(key)?.slice(1) ?? [];
    const { id, number, words } = this.parts.questions[question] ?? {};
    const title = section && `${this.parts.sections[section].turn} ${Number(turn) + 1}`;
    return { id, number: title ? `${number} · ${title}` : number, words };
  }

  ofSection(one) {
    const { words } = this.parts.sections[one.key];
    const rows = one.rows.map((row) => this.row(row));
    const heads = [_('Question'), _('Answer'), _('Weight'), _('Points')];
    return element('section', {},
      element('h3', {}, words),
      element('table', {},
        element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
        element('tbody', {}, ...rows),
        element('tfoot', {}, element('tr', {}, element('th', { scope: 'row', colSpan: 3 }, this.sumOf(one)), element('td', {}, about(one.earned))))),
      element('p', { className: 'sum' }, this.shareOf(one)),
      ...this.markOf(one));
  }

  row({ key, share, weight, points, bonus, failed }) {
    const { id, number, words } = this.number(key);
    const name = element('th', { scope: 'row' }, this.way(id, `${number} ${words}`));
    if (failed) name.append(element('b', { className: 'broken' }, _('critical, broken')));
    if (bonus) name.append(element('span', { className: 'soft' }, _('bonus')));
    return element('tr', {}, name, element('td', {}, percent(share)), element('td', {}, `× ${read(weight)}`), element('td', {}, `= ${about(points)}`));
  }

  sumOf({ rows, possible }) {
    const own = rows.filter(({ bonus }) => !bonus).map(({ weight }) => read(weight));
    const most = own.length > 1 && own.length < 8 ? `${own.join(' + ')} = ${about(possible)}` : about(possible);
    return _('Earned, of %(possible)s possible', { possible: most });
  }

  shareOf({ earned, possible, score, over }) {
    if (score === null) return _('Bonus points alone make no score of a section.');
    const sum = `${about(earned)} ÷ ${about(possible)} = ${percent(score)}`;
    return over ? _('%(sum)s, for nothing goes above 100', { sum }) : sum;
  }

  markOf({ mark, score }) {
    if (mark === null || score === null) return [];
    const said = { mark: percent(mark) };
    return [element('p', {}, score < mark ? _('Below the section’s own mark of %(mark)s.', said) : _('The section’s own mark of %(mark)s is reached.', said))];
  }

  ofTotal(all) {
    const lines = [element('h3', {}, _('Total'))];
    lines.push(element('p', { className: 'sum' }, all.weighted ? this.ofWeights(all) : this.ofPoints(all)));
    if (all.weighted && this.isRough(all)) lines.push(element('p', { className: 'soft' }, _('Sections are rounded here and not in the sum, so a hundredth may differ.')));
    if (all.failed.length) lines.push(element('p', {}, this.broken(all)));
    if (all.mark !== null) lines.push(element('p', {}, this.ofMark(all)));
    lines.push(element('p', {}, _('Seen: %(seen)s of %(whole)s points that apply, which is %(share)s.', {
      seen: read(all.seen), whole: read(all.whole), share: percent(all.coverage ?? 0) })));
    return lines;
  }

  ofPoints({ earned, possible, uncapped, over }) {
    const sum = `${about(earned)} ÷ ${about(possible)} = ${percent(uncapped)}`;
    return over ? _('%(sum)s, for nothing goes above 100', { sum }) : _('All points earned of all possible: %(sum)s', { sum });
  }

  // Whether the sum of the sections as they are shown comes out at another hundredth.
  isRough({ sections, divisor, uncapped }) {
    const sum = sections.reduce((so, { score, weight }) => so + (score ?? 0) * weight, 0);
    return Math.abs((sum / divisor).toFixed(2) - uncapped) > 0.001;
  }

  ofWeights({ sections, divisor, uncapped }) {
    const held = sections.filter(({ score }) => score !== null);
    const terms = held.map(({ score, weight }) => `${read(weight)} × ${read(score)}`);
    return _('Sections by their weights: %(sum)s', { sum: `(${terms.join(' + ')}) ÷ ${read(divisor)} = ${percent(uncapped)}` });
  }

  broken({ failed, cap, total, uncapped }) {
    const numbers = failed.map((key) => this.number(key).number).join(', ');
    const words = _('A critical requirement is broken (%(numbers)s): the visit fails whatever the total.', { numbers });
    if (cap === null) return words;
    const said = { cap: percent(cap) };
    const more = uncapped > total ? _('The total is cut to %(cap)s.', said) : _('The total may not be above %(cap)s, and is not.', said);
    return `${words} ${more}`;
  }

  ofMark({ mark, total, missed }) {
    const said = { mark: percent(mark), total: percent(total) };
    if (total < mark) return _('%(total)s is below the mark of %(mark)s.', said);
    if (missed.length) return _('%(total)s reaches the mark of %(mark)s, but a section is below its own.', said);
    return _('%(total)s reaches the mark of %(mark)s.', said);
  }

  rest(sections) {
    const lines = Object.entries(LEFT).map(([state, words]) => {
      const keys = sections.flatMap(({ left }) => left[state] ?? []);
      return keys.length && element('li', {}, `${words()}: `, keys.map((key) => this.number(key).number).join(', '));
    });
    const hidden = sections.reduce((so, { left }) => so + left.hidden, 0);
    if (hidden) lines.push(element('li', {}, ngettext('not asked after these answers: %(num)s question', 'not asked after these answers: %(num)s questions', hidden)));
    const found = lines.filter(Boolean);
    return element('div', { hidden: !found.length }, element('h3', {}, _('Counts nowhere')), element('ul', {}, ...found));
  }
}
