// The clause that a question tests, found by its code, its title or what it requires.
import { finder } from '../core/finding.js';
import { each, pressed, valueOf } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="clauses"]').forEach(start);
}

function start(root) {
  const value = valueOf(root);
  const [box, search] = [root.querySelector('details'), root.querySelector('input[type=search]')];
  const shown = root.querySelector('[data-chosen]');
  const rows = each(root, 'li');

  function find() {
    const fits = finder(search.value);
    for (const row of rows) row.hidden = !fits(row.dataset.words ?? '');
    root.querySelector('[data-nothing]').hidden = rows.some((row) => !row.hidden);
  }

  const seen = () => rows.filter((row) => !row.hidden).map((row) => row.querySelector('button'));

  function choose(button) {
    const code = button.dataset.code || null;
    for (const one of each(root, '[data-code]')) {
      one.setAttribute('aria-pressed', String(one === button));
    }
    shown.replaceChildren(...button.cloneNode(true).childNodes);
    box.open = false;
    box.querySelector('summary').focus();
    if (code !== value.get()) value.set(code);
  }

  pressed(root, '[data-code]', choose);
  search.addEventListener('input', find);
  box.addEventListener('toggle', () => {
    if (!box.open) return;
    search.value = '';
    find();
    root.scrollIntoView({ block: 'nearest' });
    search.focus({ preventScroll: true });
  });
  root.addEventListener('keydown', (event) => {
    const buttons = seen();
    const here = buttons.indexOf(document.activeElement);
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && box.open) {
      box.open = false;
      box.querySelector('summary').focus();
    } else if (event.key === 'Enter' && event.target === search) buttons[0]?.click();
    else if (way && box.open) (buttons[here + way] ?? search).focus();
    else return;
    event.preventDefault();
  });
}
