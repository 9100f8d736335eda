// What stands in the document and no control can show: it can be taken out, nothing else.
import { each, pressed, valueOf } from './parts.js';

export function mount(panel) {
  for (const root of each(panel, '[data-control="odd"]')) {
    const value = valueOf(root);
    pressed(root, '[data-drop]', () => value.set(null, true, true));
  }
}
