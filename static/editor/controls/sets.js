// The answer sets of a document: a set is added with answers to start from, and taken out.
import { keyFor } from '../core/keys.js';
import { each, json, pressed, tell } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="sets"]').forEach(start);
}

function start(root) {
  const names = json(root, 'names', []);
  const change = (name, was, to) =>
    tell(root, { field: ['answer_sets', name], was, to, renew: true });
  pressed(root, '[data-add-set]', () => {
    change(keyFor('', names, 'answers'), null, json(root, 'fresh'));
  });
  pressed(root, '[data-drop-set]', (button) => {
    change(button.dataset.dropSet, json(button, 'was'), null);
  });
}
