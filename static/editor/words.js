// Words in the reader's language; English is what the modules are written in.
const carried = globalThis.document?.getElementById('editor-words');
const table = carried ? JSON.parse(carried.content.textContent) : {};
const plural = new Intl.PluralRules(globalThis.document?.documentElement.lang || 'en');

const PLACE = /%(?:%|\((\w+)\)s)/g;
const fill = (text, values) => text.replace(PLACE, (_all, name) => (name ? values[name] : '%'));

export const _ = (text, values = {}) => fill(table[text] ?? text, values);

export function ngettext(one, many, num, values = {}) {
  const forms = table[one] ?? [one, many];
  const order = forms.length > 2 ? ['one', 'few', 'many'] : ['one', 'other'];
  return fill(forms[order.indexOf(plural.select(num))] ?? forms.at(-1), { num, ...values });
}
