// Values inside values: reading and writing by a path, without touching what was given.
// Texts are plain strings or maps of language to string, as the document has them.
export const isMap = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Of a plain text the first language has the words, the others nothing.
export function at(value, path, first) {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof value === 'string') return step === first && !rest.length ? value : undefined;
  return isMap(value) ? at(value[step], rest, first) : undefined;
}

export function put(value, path, to, first) {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  const isPlain = typeof value === 'string' && first;
  // The words that serve all languages stay so, until another language gets words of its own.
  if (isPlain && step === first && !rest.length) return to;
  const map = isPlain ? { [first]: value } : isMap(value) ? value : {};
  const made = { ...map };
  const inner = put(map[step], rest, to, first);
  if (inner == null || (rest.length && isMap(inner) && !Object.keys(inner).length)) {
    delete made[step];
  } else made[step] = inner;
  return made;
}

export function say(text, language, languages) {
  if (typeof text === 'string') return text;
  if (!isMap(text)) return '';
  const found = [language, ...languages].map((one) => text[one]).find((words) => words);
  return String(found ?? Object.values(text)[0] ?? '');
}
