// Whose answers a question has: its own, or a set that many questions share.
import { each, json, listen, partOf, pressed, tell, valueOf } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="answers"]').forEach(start);
}

function start(root) {
  const sets = json(root, 'sets', {});
  const value = valueOf(root);
  const source = root.querySelector('[data-source]');
  const own = root.querySelector('[data-own]');
  const table = own.querySelector('[data-control="rows"]');

  function refresh() {
    const name = typeof value.get() === 'string' ? value.get() : '';
    if (source) source.value = name; // there are shared answers
    own.hidden = name !== '';
    for (const set of each(root, '[data-set]')) set.hidden = set.dataset.set !== name;
  }

  function become(options) {
    value.set(options);
    const detail = Array.isArray(options) ? options : null;
    table.dispatchEvent(new CustomEvent('reset', { detail }));
    refresh();
  }

  listen(root, '[data-source]', (_control, name) => {
    const before = value.get();
    become(name || (typeof before === 'string' ? sets[before] ?? null : before));
  });

  pressed(root, '[data-unshare]', () => become(sets[value.get()] ?? null));

  // The table below tells its own edits; what stands here goes with them.
  table.addEventListener('edit', ({ detail }) => value.take(detail.to));

  pressed(root, '[data-share]', () => {
    const options = value.get();
    const { free: name } = root.dataset;
    if (!Array.isArray(options)) return;
    tell(root, {
      operations: [
        { do: 'set', at: '', field: ['answer_sets', name], was: null, to: options },
        { do: 'set', at: partOf(root), field: ['options'], was: options, to: name },
      ],
      renew: true,
    });
  });
  refresh();
}
