// A question of another type: what is set with it. The server takes away what the new type does not
// know. about: {defaults: {type: {…}}, scored: [types]}.
const set = (id, field, was, to) => ({ do: 'set', at: id, field: [field], was: was ?? null, to });

export function changeType(id, part, type, { defaults, scored }) {
  const wanted = Object.entries(defaults[type] ?? {}).filter(([field]) => part[field] == null);
  const operations = wanted.map(([field, to]) => set(id, field, null, to));
  operations.unshift(set(id, 'type', part.type, type));
  return scored.includes(type) ? operations : [...operations, ...unscored(id, part)];
}

// What is not scored cannot fail: the format refuses these there.
function unscored(id, part) {
  const operations = ['critical', 'bonus'].filter((field) => part[field] != null)
    .map((field) => set(id, field, part[field], null));
  const { evidence } = part;
  if (evidence?.when === 'fail') {
    operations.push(set(id, 'evidence', evidence, { ...evidence, when: 'always' }));
  }
  return operations;
}
