// Help behind a label: the button beside it opens and closes the words.
import { each } from './parts.js';

export function mount(panel) {
  for (const button of each(panel, 'button.hint')) {
    button.onclick = () => {
      const help = document.getElementById(button.getAttribute('aria-controls'));
      help.hidden = !help.hidden;
      button.setAttribute('aria-expanded', String(!help.hidden));
    };
  }
}
