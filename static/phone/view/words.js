// Words in the person's language; English is what the modules are written in.
let table = {};
let plural = new Intl.PluralRules('en');

export function speak(language, words) {
  table = words;
  plural = new Intl.PluralRules(language);
}

// Pages carry their words; the form learns its own with its rules.
const carried = globalThis.document?.getElementById('words');
if (carried) speak(document.documentElement.lang, JSON.parse(carried.content.textContent));

const fill = (text, values) => text.replace(/%(?:%|\((\w+)\)s)/g, (_all, name) => (name ? values[name] : '%'));

export const _ = (text, values = {}) => fill(table[text] ?? text, values);

export function ngettext(one, many, num, values = {}) {
  const forms = table[one] ?? [one, many];
  const order = forms.length > 2 ? ['one', 'few', 'many'] : ['one', 'other'];
  return fill(forms[order.indexOf(plural.select(num))] ?? forms.at(-1), { num, ...values });
}
