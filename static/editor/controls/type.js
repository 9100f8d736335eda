// The type of a question: what it means is said at once, and what goes with it changes in one step.
import { changeType } from '../core/types.js';
import { each, json, listen, partOf, tell } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="type"]').forEach(start);
}

function start(root) {
  const [held, about] = [json(root, 'value'), json(root, 'about')];
  listen(root, 'select', (_select, type) => {
    if (type === held.type) return;
    tell(root, { operations: changeType(partOf(root), held, type, about) });
  });
}
