// The outline: rows of sections and questions, their numbers and marks, found, folded and moved.
import { markup } from './api.js';
import { element, fragment } from './dom.js';
import { _, ngettext } from './words.js';

const VENDOR = '../vendor/sortablejs/sortablejs.js';
const plain = (words) => words.toLowerCase().replaceAll('ё', 'е');

export class Outline {
  // moved(id): a row was put elsewhere by hand.
  constructor(place, moved) {
    Object.assign(this, { place, moved, current: null, counts: new Map(), folded: new Set() });
    this.holder = place.querySelector('[data-outline]');
    this.search = place.querySelector('[type=search]');
    this.found = place.querySelector('[data-found]');
    this.search.addEventListener('input', () => this.filter());
    this.search.addEventListener('keydown', (event) => this.searched(event));
    this.holder.addEventListener('click', ({ target }) => this.clicked(target));
    this.holder.addEventListener('keydown', (event) => this.pressed(event));
    // Where nothing hovers, the first touch may already be that of a row being taken along.
    if (matchMedia('(hover: none)').matches) this.sortable();
    else this.holder.addEventListener('pointerover', () => this.sortable(), { once: true });
    this.number();
  }

  row(id) { return document.getElementById(`row-${id}`); }

  get rows() { return [...this.holder.querySelectorAll('.row')]; }

  get sections() { return [...this.holder.querySelectorAll('.row[data-kind=section]')]; }

  // Where a row stands, as operations say it.
  stands(row) {
    return { in: row.parentNode.dataset.in, before: row.nextElementSibling?.dataset.row ?? null };
  }

  words(id) { return this.row(id)?.querySelector('.words')?.textContent ?? ''; }

  title(id) {
    const number = this.row(id)?.querySelector('.nr').textContent;
    return [number, this.words(id)].filter(Boolean).join(' ');
  }

  // 1. What stands there
  async fetch() {
    if (this.dragging) { this.late = true; return; }
    const { status, body } = await markup('/outline');
    if (status !== 200) return;
    const { scrollTop } = this.place;
    this.keepingFocus(() => this.holder.replaceChildren(fragment(body)));
    this.lists?.forEach((one) => one.destroy());
    this.lists = null;
    if (this.Sortable) this.makeSortable();
    this.settle();
    this.place.scrollTop = scrollTop;
  }

  // The row that had the keyboard keeps it, though the server has drawn it anew.
  keepingFocus(draw) {
    const held = document.activeElement;
    const id = this.holder.contains(held) && held.closest('.row')?.dataset.row;
    draw();
    if (id && !this.holder.contains(document.activeElement)) {
      this.row(id)?.querySelector('a')?.focus({ preventScroll: true });
    }
  }

  // Rows that the server made anew take the place of theirs; those inside a section stay.
  renew(rows) {
    this.keepingFocus(() => this.redraw(rows));
    this.choose(this.current);
  }

  redraw(rows) {
    for (const [id, html] of Object.entries(rows)) {
      const was = this.row(id)?.querySelector('.line');
      const line = fragment(html).querySelector('.line');
      if (!was || was.textContent === line.textContent) continue;
      for (const kept of ['.nr', '.faults']) {
        line.querySelector(kept).replaceWith(was.querySelector(kept));
      }
      was.replaceWith(line);
    }
  }

  // A part that the server has not heard of yet; once it has, this is drawn anew.
  addFresh(kind, id, at) {
    const drawn = JSON.parse(this.holder.dataset.fresh)[kind];
    this.add(drawn.replaceAll(`${kind[0]}00000000`, id), at);
    const row = this.row(id);
    row?.classList.add('pending');
    row?.scrollIntoView({ block: 'nearest' });
  }

  settled(id) { this.row(id)?.classList.remove('pending'); }

  add(html, { in: into, before }) {
    const list = this.holder.querySelector(`[data-in="${CSS.escape(into)}"]`);
    const made = fragment(html).querySelector('.row');
    if (!list || !made || this.row(made.dataset.row)) return;
    list.insertBefore(made, before ? this.row(before) : null);
    if (this.Sortable) this.makeSortable();
    this.settle();
  }

  remove(id) {
    this.row(id)?.remove();
    this.settle();
  }

  move(id, into, before) {
    const list = this.holder.querySelector(`[data-in="${CSS.escape(into)}"]`);
    list.insertBefore(this.row(id), before ? this.row(before) : null);
    this.settle();
  }

  settle() {
    this.number();
    this.mark();
    this.choose(this.current);
    for (const one of this.sections) this.fold(one, this.folded.has(one.dataset.row));
    if (this.search.value) this.filter();
  }

  number() {
    const put = (row, number) => {
      const place = row.querySelector('.nr');
      if (place && place.textContent !== number) place.textContent = number;
    };
    this.sections.forEach((section, at) => {
      put(section, `${at + 1}`);
      const inside = [...section.querySelectorAll('.row')];
      inside.forEach((row, under) => put(row, `${at + 1}.${under + 1}`));
    });
  }

  // 2. What is to be mended
  count(problems) {
    const was = this.counts;
    this.counts = new Map();
    for (const { at } of problems) this.counts.set(at, (this.counts.get(at) ?? 0) + 1);
    if (JSON.stringify([...was]) !== JSON.stringify([...this.counts])) this.mark();
  }

  mark() {
    const all = [...this.place.querySelectorAll('[data-row="document"]'), ...this.rows];
    for (const row of all) {
      const id = row.dataset.row;
      let count = this.counts.get(id === 'document' ? '' : id) ?? 0;
      if (this.folded.has(id)) {
        const inside = [...row.querySelectorAll('.row')].map((one) => one.dataset.row);
        for (const one of inside) count += this.counts.get(one) ?? 0;
      }
      const place = row.querySelector('.faults');
      if (place.dataset.count === `${count}`) continue;
      place.dataset.count = `${count}`;
      place.hidden = !count;
      place.replaceChildren(
        element('span', { ariaHidden: 'true' }, `${count}`),
        element('span', { className: 'hidden-text' }, ngettext('%(num)s fault', '%(num)s faults', count)),
      );
    }
  }

  // The next row after the open one at which something is to be mended.
  nextFault() {
    const ids = ['document', ...this.rows.map((row) => row.dataset.row)];
    const from = ids.indexOf(this.current ?? 'document') + 1;
    const order = [...ids.slice(from), ...ids.slice(0, from)];
    return order.find((id) => this.counts.get(id === 'document' ? '' : id));
  }

  // 3. Choosing, folding, finding
  choose(id) {
    this.current = id;
    const link = this.place.querySelector(`a[href="#${CSS.escape(id ?? '')}"]`);
    if (link?.hasAttribute('aria-current')) return link;
    const chosen = this.place.querySelectorAll('[aria-current]');
    for (const one of chosen) one.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    return link;
  }

  show(id) {
    const row = this.row(id);
    const section = row?.parentNode.closest('.row');
    if (section) this.fold(section, false);
    this.choose(id)?.scrollIntoView({ block: 'nearest' });
  }

  fold(section, folded) {
    const id = section.dataset.row;
    const was = this.folded.has(id);
    this.folded[folded ? 'add' : 'delete'](id);
    section.classList.toggle('folded', folded);
    section.querySelector('.fold').setAttribute('aria-expanded', `${!folded}`);
    if (was !== folded) this.mark();
  }

  clicked(target) {
    const fold = target.closest('.fold');
    if (!fold) return;
    const section = fold.closest('.row');
    this.fold(section, !this.folded.has(section.dataset.row));
  }

  filter() {
    const wanted = plain(this.search.value).split(/\s+/).filter(Boolean);
    const fits = (row) => {
      const told = plain(row.querySelector('.line').textContent);
      return wanted.every((word) => told.includes(word));
    };
    this.holder.classList.toggle('narrowed', wanted.length > 0);
    let [all, found] = [0, 0];
    this.first = null;
    for (const row of this.rows) {
      const hit = fits(row);
      if (row.dataset.kind !== 'section') [all, found] = [all + 1, found + hit];
      if (hit) this.first ??= row;
      row.classList.toggle('missed', !hit);
    }
    for (const one of this.sections) {
      if (one.querySelector('.row:not(.missed)')) one.classList.remove('missed');
    }
    const words = found ? _('%(found)s of %(all)s', { found, all }) : _('Nothing is called so.');
    this.found.textContent = wanted.length ? words : '';
  }

  searched(event) {
    if (event.key === 'Escape' && this.search.value) {
      this.search.value = '';
      this.filter();
      event.preventDefault();
    }
    if (event.key === 'Enter' && this.search.value) this.first?.querySelector('a').click();
    if (event.key === 'ArrowDown') this.step(null, 1, event);
  }

  // 4. By keyboard: arrows go from row to row, with Alt they take the row along.
  pressed(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest('.row');
    if (!way || !row || event.ctrlKey || event.metaKey) return;
    if (!event.altKey) { this.step(row, way, event); return; }
    event.preventDefault();
    this.shift(row.dataset.row, way);
    row.querySelector('a').focus();
  }

  step(row, way, event) {
    const seen = this.rows.filter((one) => one.offsetParent);
    const next = row ? seen[seen.indexOf(row) + way] : seen[0];
    (next?.querySelector('a') ?? (way < 0 ? this.search : null))?.focus();
    event.preventDefault();
  }

  // One place up or down, into the next section at an end.
  shift(id, way) {
    const row = this.row(id);
    const beside = way < 0 ? 'previousElementSibling' : 'nextElementSibling';
    const section = row.parentNode.closest('.row');
    const near = row[beside];
    if (near) (way < 0 ? near.before(row) : near.after(row));
    else {
      const list = section?.[beside]?.querySelector('[data-in]');
      if (!list) return;
      list[way < 0 ? 'append' : 'prepend'](row);
    }
    this.settle();
    this.show(id);
    this.moved(id);
  }

  // 5. By hand
  async sortable() {
    if (this.Sortable) return;
    this.Sortable = (await import(VENDOR)).default;
    this.makeSortable();
    this.holder.dataset.sortable = '';
  }

  makeSortable() {
    const known = new Set(this.lists?.map((one) => one.el));
    const fresh = [...this.holder.querySelectorAll('[data-in]')].filter((one) => !known.has(one));
    this.lists = [...this.lists ?? [], ...fresh.map((one) => this.list(one))];
  }

  list(place) {
    const kind = place.dataset.kind;
    return this.Sortable.create(place, {
      group: kind,
      draggable: '.row',
      handle: kind === 'sections' ? '.section > .line > .grip' : '.grip',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
      ghostClass: 'placed',
      dragClass: 'dragged',
      emptyInsertThreshold: 12,
      onStart: () => { this.dragging = true; },
      onEnd: (event) => this.dropped(event),
    });
  }

  dropped({ item, from, to, oldIndex, newIndex }) {
    this.dragging = false;
    this.settle();
    if (from !== to || oldIndex !== newIndex) this.moved(item.dataset.row);
    if (this.late) this.fetch();
    this.late = false;
  }
}
