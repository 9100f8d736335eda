// Server rows {key: {answer, revision}} and own rows {key, answer, revision, dirty} of one draft.
// What is not yet on the server is never given up; else the higher revision holds.
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function joined(own, server) {
  const { answer = null, revision = 0 } = server ?? {};
  if (own.dirty) {
    return server && alike(own.answer, answer) ? { ...own, revision, dirty: false } : own;
  }
  if (revision > own.revision) return { ...own, answer, revision };
  // The server has gone back to an older state: it learns again what it had.
  return revision < own.revision ? { ...own, revision, dirty: true } : own;
}

// {rows: own rows where nothing changed, changes: what to send}
export function merge(server, own) {
  const known = new Set(own.map(({ key }) => key));
  const news = Object.entries(server).filter(([key]) => !known.has(key));
  const rows = [
    ...own.map((row) => joined(row, Object.hasOwn(server, row.key) ? server[row.key] : null)),
    ...news.map(([key, { answer, revision }]) => ({ key, answer, revision, dirty: false })),
  ];
  const changes = rows.filter(({ key, dirty }) => dirty && key[0] !== '~')
    .map(({ key, revision, answer }) => ({ key, base: revision, answer }));
  return { rows, changes };
}
