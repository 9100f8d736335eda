// Where the answers are, in words, and how much of the form is left.
import { element } from './problems.js';
import { _ } from './words.js';

const SAID = {
  saving: () => _('saving …'),
  phone: () => _('on this phone'),
  waiting: () => _('on this phone, waiting for network'),
  server: () => _('on the server'),
  lost: () => _('not saved'),
  practice: () => _('practice, on this phone'),
};

export class Status {
  constructor(form) {
    this.form = form;
    this.saved = document.querySelector('.saved');
    this.left = document.querySelector('.foot p');
  }

  // From now on the script does what the plain form did.
  begin() {
    document.querySelector('.foot .main').textContent = _('Next');
    this.saved.setAttribute('role', 'status');
    document.querySelectorAll('main > .status').forEach((node) => node.remove());
  }

  show() {
    const { draft } = this.form;
    const place = draft.practice && draft.place === 'phone' ? 'practice' : draft.place;
    if (this.told === place + draft.why) return;
    this.told = place + draft.why;
    this.saved.replaceChildren(element('b', { textContent: SAID[place]() }));
    this.saved.dataset.place = place;
    const lost = _('This phone keeps nothing: its storage is full or closed. Free some room, then touch the answer again.');
    this.notice('lost', place === 'lost' ? lost : '');
    this.showWhy(draft.why);
  }

  showWhy(why) {
    const words = {
      sign_in: _('You are no longer signed in. What you entered stays on this phone.'),
      other_person: _('Someone else is signed in on this phone. What you entered stays here until you sign in again.'),
    }[why] ?? '';
    const href = `/accounts/sign-in?next=${encodeURIComponent(location.pathname)}`;
    this.notice('why', words, element('a', { className: 'button wide', href, textContent: _('Sign in') }));
  }

  count() {
    const { form } = this;
    const left = form.waiting.length;
    const { asking, rules, sheet } = form;
    const all = (rules.check_in === 'required' ? 2 : 1) + asking.asked.filter((one) => (
      one.state !== 'hidden' && !sheet.na_sections.includes(one.section.key) && one.kind.answerable
      && (one.question.required !== false || form.issues.has(one.key))
    )).length;
    const words = left ? _('%(left)s of %(all)s required left', { left, all }) : _('Nothing required is left');
    if (this.left.textContent !== words) this.left.textContent = words;
    this.show();
  }

  score(total) {
    const words = total === null ? '' : _('Score so far: %(score)s', { score: total.replace('.', this.form.comma) });
    this.notice('score', words);
  }

  notice(name, words, ...more) {
    let place = document.getElementById(`notice-${name}`);
    if (!place) {
      place = element('p', { id: `notice-${name}`, className: 'status' });
      document.querySelector('main .card').before(place);
    }
    if (place.firstChild?.data !== words) place.replaceChildren(words, ...more);
    if (place.hidden === Boolean(words)) place.hidden = !words;
  }

  // The office has taken the visit back or has it already; nothing here is thrown away.
  closed({ withdrawn, receipt }) {
    const words = receipt
      ? _('This visit was sent. What is on this phone was not added to it.')
      : withdrawn
        ? _('This visit is no longer needed. If you had already made it, you can still send what you saw.')
        : _('This visit cannot be filled in now. What you entered is kept on this phone.');
    const { draft, version } = this.form;
    const save = element('button', { type: 'button', className: 'plain wide', textContent: _('Save as a file') });
    save.addEventListener('click', async () => {
      const { download } = await import('../shell/rescue.js');
      download(draft.person, { id: draft.visit, version });
    });
    this.notice('closed', words, save);
  }
}
