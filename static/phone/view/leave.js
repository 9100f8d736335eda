// Signing out deletes nothing of one's own, but with unsent work it is asked first. Afterwards pages
// without network show nobody's things, and no checklist is left behind.
import { become, session } from '../shell/session.js';
import * as store from '../shell/store.js';
import { keepOnly } from '../shell/worker.js';
import { known, unsent } from './where.js';
import { _, ngettext } from './words.js';

export function guard(form, tell) {
  form.onsubmit = async (event) => {
    event.preventDefault();
    const left = await store.meta('person').then(known).then(unsent).catch(() => []); // closed storage
    if (left.size && !await isSure(left.size)) return;
    const who = await session(true).catch(() => undefined);
    if (who === undefined) {
      tell(_('Signing out needs network.'));
      return;
    }
    await become(null).then(() => keepOnly([])).catch(console.warn);
    if (who) form.elements.csrf_token.value = who.csrf;
    form.submit();
  };
}

function isSure(num) {
  const words = ngettext('%(num)s visit is not sent yet. It stays on this phone and goes when you sign in here again.', '%(num)s visits are not sent yet. They stay on this phone and go when you sign in here again.', num);
  const asked = document.querySelector('[data-is=leaving]');
  if (!asked) return confirm(words);
  asked.querySelector('p').textContent = words;
  asked.showModal();
  return new Promise((answer) => {
    asked.onclose = () => answer(asked.returnValue === 'leave');
  });
}
