// A stopwatch as data that survives a reload: {ms, since}, by a wall clock given each time.
// Who looks at it keeps what `seen` returns: then a clock put back costs only what came after.
export const reset = () => ({ ms: 0, since: null });

export const elapsed = ({ ms, since }, at) => (since === null ? ms : ms + Math.max(0, at - since));

export const start = (watch, at) => (watch.since === null ? { ...watch, since: at } : watch);

export const stop = (watch, at) => ({ ms: elapsed(watch, at), since: null });

export const seen = (watch, at) => (watch.since === null ? watch : { ms: elapsed(watch, at), since: at });
