// Turns of a repeated section: made from the page's own pattern, the last one dropped again.
import { addTurn, dropTurn, turnIsEmpty } from '../core/sheet.js';
import { element } from './problems.js';
import { _ } from './words.js';

export class Turns {
  constructor(form) {
    this.form = form;
  }

  get repeated() {
    return this.form.rules.sections.filter((section) => section.repeat);
  }

  count(section) {
    return document.querySelectorAll(`#s-${section.key} .turn`).length;
  }

  // As many turns on the page as the answers have.
  open() {
    for (const section of this.repeated) {
      const turns = [...this.form.draft.rows.values()].filter(({ answer }) => answer).map(({ key }) => (
        key.startsWith(`${section.key}[`) ? Number(key.slice(section.key.length + 1).split(']')[0]) + 1 : 0
      ));
      const wanted = Math.max(section.repeat.min ?? 1, ...turns);
      while (this.count(section) < wanted) this.draw(section, this.count(section));
      while (this.count(section) > wanted) this.erase(section, this.count(section) - 1);
    }
  }

  draw(section, at) {
    const pattern = document.querySelector(`#s-${section.key} > template`);
    const made = pattern.content.cloneNode(true);
    for (const node of made.querySelectorAll('*')) {
      for (const one of node.attributes) {
        if (/[.[]#/.test(one.value)) one.value = one.value.replace(/\.#/g, `.${at}`).replace('[#]', `[${at}]`);
      }
    }
    const title = made.querySelector('.turn');
    title.textContent = title.textContent.replace('#', at + 1);
    pattern.before(made);
  }

  erase(section, at) {
    const heading = document.getElementById(`t-${section.key}.${at}`);
    while (heading.nextElementSibling.localName !== 'template') heading.nextElementSibling.remove();
    heading.remove();
    const { fields, shown } = this.form;
    for (const key of [...fields.keys()].filter((one) => one.startsWith(`${section.key}[${at}].`))) {
      fields.delete(key);
      shown.delete(key);
    }
    for (const key of [...shown.keys()].filter((one) => one.startsWith(`${section.key}[${at}].`))) shown.delete(key);
  }

  buttons({ key, repeat }) {
    if (!repeat) return;
    const turns = this.count({ key });
    const place = document.getElementById(`turns-${key}`);
    place.querySelector('[value^="add:"]').hidden = turns >= (repeat.max ?? 500);
    place.querySelector('[value^="drop:"]').hidden = turns <= (repeat.min ?? 1);
  }

  change(what, key) {
    const { form } = this;
    const section = this.repeated.find((one) => one.key === key);
    const turns = this.count(section);
    if (what === 'add') {
      for (const [first, answer] of Object.entries(addTurn(section, turns) ?? {})) form.draft.put(first, answer);
      this.draw(section, turns);
      form.update();
      form.widgets.mountShown();
      document.getElementById(`t-${key}.${turns}`).scrollIntoView();
    } else if (what === 'drop' && !turnIsEmpty(form.sheet, section, turns - 1)) {
      this.ask(section, turns - 1);
    } else if (what === 'drop' || what === 'really-drop') {
      this.drop(section, turns - 1);
    } else {
      document.querySelector(`#turns-${key} .ask`)?.parentElement.querySelectorAll('.asked').forEach((node) => node.remove());
    }
  }

  ask({ key }, at) {
    const place = document.getElementById(`turns-${key}`);
    place.querySelectorAll('.asked').forEach((node) => node.remove());
    const turn = document.getElementById(`t-${key}.${at}`).textContent;
    const words = _('“%(turn)s” has answers. Remove it with everything in it?', { turn });
    const button = (value, textContent) => element('button', { name: 'do', value, textContent, className: 'asked' });
    place.prepend(element('p', { className: 'ask asked', textContent: words }),
      button(`really-drop:${key}`, _('Remove it')), button(`keep:${key}`, _('Keep it')));
    place.querySelector('button').focus();
  }

  drop(section, at) {
    const { form } = this;
    const gone = dropTurn(form.sheet, section, at + 1) ?? {};
    for (const key of Object.keys(gone)) form.draft.put(key, null);
    this.erase(section, at);
    document.querySelectorAll(`#turns-${section.key} .asked`).forEach((node) => node.remove());
    form.update();
  }
}
