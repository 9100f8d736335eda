// The editor of a draft: which part is open, what is pressed; wires outline, panel and saving.
import { Answers } from './answers.js';
import { markup } from './api.js';
import { Bar } from './bar.js';
import { Changes } from './changes.js';
import { isTyping } from './dom.js';
import { Outline } from './outline.js';
import { Panel } from './panel.js';
import { Saving } from './saving.js';

const place = document.querySelector('[data-draft]');
const find = (name) => place.querySelector(`[data-${name}]`);
const wide = matchMedia('(min-width: 56.01rem)');

class Editor {
  async begin() {
    this.place = place;
    this.bar = new Bar(place, this);
    this.answers = new Answers(this);
    this.saving = new Saving(this.answers);
    this.changes = new Changes(this);
    this.outline = new Outline(find('side'), (id) => this.changes.moved(id));
    const controls = await import('./controls/index.js');
    this.panel = new Panel(find('part-place'), this, controls);
    this.answers.problems(JSON.parse(document.getElementById('problems').textContent));
    this.listen();
    this.openAsked();
    this.answers.begin();
    if (find('preview')) import('./preview.js').then((one) => one.mount(find('preview')));
    place.dataset.ready = '';
  }

  listen() {
    window.addEventListener('hashchange', () => this.openAsked());
    place.addEventListener('click', (event) => {
      this.clicked(event.target.closest('[data-do]'));
      this.leave(event, event.target.closest('.spoken a, a.first'));
    });
    document.addEventListener('keydown', (event) => this.pressed(event));
    place.addEventListener('pointerover', ({ target }) => {
      if (target.localName === 'select') target.title = target.selectedOptions[0]?.text ?? '';
    });
    document.addEventListener('draft:select', ({ detail }) => this.select(detail.id));
  }

  // The address says which part is open, so that going back works.
  get id() { return this.panel.id; }

  select(id, focus = false) {
    this.focusing = focus ? id : null;
    if (location.hash === `#${id}`) this.openAsked();
    else location.hash = id;
  }

  async openAsked() {
    const asked = location.hash.slice(1);
    const id = asked || (wide.matches ? 'document' : '');
    place.dataset.shown = asked ? 'part' : 'outline';
    this.linkLanguages();
    if (!id) {
      this.outline.row(this.id)?.scrollIntoView({ block: 'center' });
      this.outline.choose(null);
      this.panel.close();
      return;
    }
    this.outline.show(id);
    this.showHead(id);
    document.dispatchEvent(new CustomEvent('draft:selected', { detail: { id } }));
    if (!wide.matches) window.scrollTo(0, 0);
    const { focusing } = this;
    this.focusing = null;
    if (await this.panel.open(id) && focusing === id) this.panel.focus();
    this.answers.showConflicts();
  }

  // How the open part is called above it.
  get headed() { return find('part-title').textContent; }

  showHead(id) {
    const row = this.outline.row(id);
    const lost = this.answers.lost.get(id)?.title;
    const title = (row && this.outline.title(id)) || lost || place.dataset.about;
    Object.assign(find('part-title'), { textContent: title, title });
    find('part-actions').hidden = !row;
    find('below').hidden = !row;
    find('within').hidden = row?.dataset.kind !== 'section';
    find('beside').hidden = !find('within').hidden;
    if (!row) return;
    const tool = (act) => place.querySelector(`[data-do=${act}]`);
    const section = row.parentNode.closest('.row');
    tool('move').hidden = row.dataset.kind !== 'question';
    tool('up').disabled = !row.previousElementSibling && !section?.previousElementSibling;
    tool('down').disabled = !row.nextElementSibling && !section?.nextElementSibling;
  }

  clicked(pressed) {
    if (!pressed) return;
    const { do: act, kind, into } = pressed.dataset;
    const { changes, outline, id } = this;
    if (act === 'add') changes.add(kind, into, null);
    else if (act === 'up' || act === 'down') outline.shift(id, act === 'up' ? -1 : 1);
    else if (['below', 'copy', 'move', 'remove', 'undo', 'redo'].includes(act)) changes[act](id);
    else if (['back', 'mend', 'try'].includes(act)) this[act]();
  }

  pressed(event) {
    if (event.key === 'Escape' && place.dataset.trying !== undefined) this.try();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'enter') this.act(event, 'below');
    if (isTyping(event.target) && event.target.localName !== 'select') return;
    if (key === 'y' || (key === 'z' && event.shiftKey)) this.act(event, 'redo');
    else if (key === 'z') this.act(event, 'undo');
  }

  act(event, act) {
    event.preventDefault();
    this.changes[act](this.id);
  }

  back() {
    const { id } = this;
    history.pushState(null, '', location.pathname + location.search);
    this.openAsked();
    this.outline.row(id)?.querySelector('a').focus({ preventScroll: true });
  }

  // What leads away waits until everything is saved.
  async leave(event, way) {
    if (!way || event.ctrlKey || event.metaKey) return;
    this.panel.fields.flush();
    if (!this.saving.isBusy) return;
    event.preventDefault();
    await this.saving.idle();
    location.assign(way.href);
  }

  // The document has other languages now: so has the page.
  async renewLanguages() {
    const { status, body } = await markup('');
    if (status !== 200) return;
    const fresh = new DOMParser().parseFromString(body, 'text/html');
    const [was, is] = [place, fresh].map((one) => one.querySelector('.spoken'));
    was.replaceChildren(...is.children);
    was.hidden = is.hidden;
    place.dataset.first = this.changes.first = fresh.querySelector('[data-draft]').dataset.first;
    this.linkLanguages();
  }

  // Another language opens the same part.
  linkLanguages() {
    for (const link of place.querySelectorAll('.spoken a')) link.hash = location.hash;
  }

  mend() {
    const id = this.outline.nextFault();
    if (id) this.select(id, true);
  }

  try() {
    const is_on = place.dataset.trying === undefined;
    if (is_on) place.dataset.trying = '';
    else delete place.dataset.trying;
    for (const one of place.querySelectorAll('.editor-bar, .editor-outline, .editor-part')) one.inert = is_on;
    find('preview').dispatchEvent(new CustomEvent(is_on ? 'preview:shown' : 'preview:hidden'));
    place.querySelector(`${is_on ? '.editor-preview' : '.editor-bar'} [data-do=try]`).focus();
  }
}

new Editor().begin();
