// What stands in the way of sending: a list with links at the top, and words at each question.
import { _, ngettext } from './words.js';

export function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (!/^aria|^role$/.test(key)) made[key] = value;
    else made.setAttribute(key.replace('aria', 'aria-').toLowerCase(), value); // Firefox before 119
  }
  made.append(...children);
  return made;
}

// `listed`: {target, number, words, issue} in the order of the form.
export function list(listed, before) {
  document.getElementById('problems')?.remove();
  if (!listed.length) return;
  const missing = listed.filter(({ issue }) => issue.code === 'answers.missing');
  const wrong = listed.filter(({ issue }) => issue.code !== 'answers.missing');
  const title = ngettext('One thing is to be mended', '%(num)s things are to be mended', listed.length);
  const card = element('div', { id: 'problems', className: 'card problems', tabIndex: -1, role: 'alert' },
    element('h2', { textContent: title }),
    element('p', { textContent: _('Nothing was sent yet. Everything you entered is kept.') }),
    element('ul', {}, ...wrong.map(line)));
  if (missing.length) {
    card.append(element('h3', { textContent: _('Not answered yet') }), element('ul', {}, ...missing.map(line)));
  }
  before.before(card);
}

function line({ target, number, words, issue }) {
  const link = element('a', { href: `#${target}`, textContent: `${number} ${words}` });
  const told = issue.code === 'answers.missing' ? [] : [_(issue.sentence, issue.details)];
  return element('li', {}, link, ...told);
}

// Words at one question; an empty list takes them away.
export function tell(fieldset, id, issues) {
  const known = document.getElementById(`e-${id}`);
  const text = issues.map((issue) => _(issue.sentence, issue.details)).join(' ');
  if ((known?.textContent.trim() ?? '') === text) return;
  known?.remove();
  const inputs = fieldset.querySelectorAll('input:not([type=radio],[type=checkbox],[type=file],[type=hidden]),select');
  if (text) {
    fieldset.querySelector('legend').after(element('p', { id: `e-${id}`, className: 'wrong', textContent: text }));
    fieldset.setAttribute('aria-describedby', `e-${id}`);
    fieldset.tabIndex = -1;
  } else {
    fieldset.removeAttribute('aria-describedby');
  }
  for (const input of inputs) {
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
}
