// The type of a question: what it means is said at once, and what goes with it changes in one step.
import { changeType } from '../core/types.js';
import { each, json, listen, partOf, tell } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="type"]').forEach(start);
}

function start(root) {
  const [held, about] = [json(root, 'value'), json(root, 'about')];
  root.addEventListener('refused', () => hold(root, false));
  listen(root, 'select', (_select, type) => {
    if (type === held.type) return;
    hold(root, true);
    tell(root, { operations: changeType(partOf(root), held, type, about) });
  });
}

// What belongs to the type before is not there any more, though it is still to be seen.
function hold(root, is_held) {
  for (let at = root; at && !at.matches('[data-part]'); at = at.parentNode) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) next.inert = is_held;
  }
}
