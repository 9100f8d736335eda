// The rules of a checklist as rules.json carries them, and how to find a question among them.
export function readRules(rules) {
  const found = new Map();
  rules.sections.forEach(({ questions }, section) => questions.forEach((question, at) => {
    found.set(question.key, { question, number: `${section + 1}.${at + 1}` });
  }));
  return {
    ...rules,
    question: (key) => found.get(key)?.question,
    numberOf: (key) => found.get(key)?.number ?? '',
  };
}
