// Pictures of how it should be open over the whole screen.
import { button, look } from './parts.js';

export function mount({ element }) {
  for (const image of element.querySelectorAll('.fold img')) {
    const open = button('', () => look(image), 'ideal');
    image.replaceWith(open);
    open.append(image);
  }
}
