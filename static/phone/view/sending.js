// After "Send": the visit is put into the queue whole, and the page says where it is from then on.
import { payload } from '../core/sheet.js';
import * as queue from '../shell/sending.js';
import * as store from '../shell/store.js';
import { element } from './problems.js';
import { _ } from './words.js';

export class Sending {
  constructor(form) {
    this.form = form;
  }

  async send() {
    const { draft, sheet, asking, about, version } = this.form;
    if (draft.practice) return this.practised();
    const { started_at, elapsed_ms } = draft.answer('~clock');
    const photos = named(asking).map(({ key, sha256 }) => {
      const { size_bytes = 0, media_type = '', name = '' } = draft.photos.get(sha256) ?? {};
      return { key, sha256, size_bytes, media_type, name };
    });
    const uuid = crypto.randomUUID();
    const body = JSON.stringify(payload(sheet, {
      visit: draft.visit, version, started_at, finished_at: new Date().toISOString(),
      elapsed_s: elapsed_ms / 1000, photos,
    }));
    const { title = '', location = '' } = about ?? {};
    draft.sent = true;
    await queue.enqueue({ uuid, person: draft.person, visit: draft.visit, title, location, payload: body, photos });
    await draft.put('~sent', { uuid });
    return this.watch(uuid);
  }

  async watch(uuid) {
    this.form.draft.sent = true;
    queue.watch((item) => item?.uuid === uuid && this.show(item));
    queue.start();
    this.show(await store.item(uuid));
  }

  show(item) {
    const { state = 'received', sentence, receipt } = item ?? {};
    const words = {
      waiting: _('Kept on this phone. It goes by itself as soon as there is network.'),
      sending: _('Kept on this phone. It is being sent …'),
      received: _('Received on the server.'),
      held: sentence || _('The server did not take it. It is kept on this phone.'),
    }[state];
    const facts = receipt ? [element('dl', {}, element('dt', { textContent: _('Receipt') }), element('dd', { className: 'receipt', textContent: receipt }))] : [];
    this.page(state === 'received' ? _('Sent. Thank you') : _('Ready to go'), words, facts, _('My visits'), '/phone/');
  }

  practised() {
    this.page(_('That was practice'), _('Nothing was sent and nothing counts. What you entered is still on this phone.'), [], _('Practise again'), '');
    document.querySelector('#sent a').addEventListener('click', async (event) => {
      event.preventDefault();
      await store.dropDraft(this.form.draft.id);
      location.reload();
    });
  }

  page(title, words, facts, link, href) {
    document.querySelectorAll('.bars,.foot,.saved').forEach((node) => node.remove());
    const card = element('div', { className: 'card', role: 'status' }, element('p', { textContent: words }), ...facts);
    const heading = element('h1', { textContent: title, tabIndex: -1 });
    const main = element('main', { id: 'sent' }, heading, card,
      element('a', { className: 'button main wide', href, textContent: link }));
    const before = document.getElementById('sent') ?? this.form.root;
    const isNew = before === this.form.root;
    before.replaceWith(main);
    if (isNew) {
      scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
  }
}

// The photos and files that answers name, hidden questions left out.
function named(asking) {
  const found = [];
  for (const { key, state, answer, kind } of asking.asked) {
    if (state === 'hidden' || !answer) continue;
    const own = kind.files ? [answer.value ?? []].flat() : [];
    for (const sha256 of [...own, ...answer.photos]) found.push({ key, sha256 });
  }
  return found;
}
