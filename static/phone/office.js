// On pages of the office that shoppers see, such as their profile: signing out asks there too.
import { guard } from './view/leave.js';

if (globalThis.indexedDB) {
  for (const form of document.querySelectorAll('form[action$="/sign-out"]')) guard(form, alert);
}
