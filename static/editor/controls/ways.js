// Ways from one part to another: to a question without a clause, to the answers that are shared.
import { each } from './parts.js';

export function mount(panel) {
  for (const button of each(panel, '[data-go]')) {
    const detail = { id: button.dataset.go };
    button.onclick = () => document.dispatchEvent(new CustomEvent('draft:select', { detail }));
  }
}
