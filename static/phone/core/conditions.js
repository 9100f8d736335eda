// Conditions: when a question is asked, and the order of what they compare: numbers and moments
// as ISO 8601 writes them. What became of a question, `look` says by its key.
const MOMENT = /^(?:(\d{4})-(0[1-9]|1[0-2])-(\d\d))?(?:(^|T)([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,6})?))?(?:(Z)|([+-]\d\d):(\d\d))?)?$/;
const ORDERS = {
  above: (one, other) => one > other,
  at_least: (one, other) => one >= other,
  below: (one, other) => one < other,
  at_most: (one, other) => one <= other,
};

// Days since some day long ago; a thirteenth month is the next year's first.
const dayOf = (year, month, day) => {
  const y = month < 3 ? year - 1 : year;
  return 365 * y + (y >> 2) - (y / 100 | 0) + (y / 400 | 0) + ((month + 9) % 12 * 153 + 2) / 5 + day | 0;
};

// {shape: date, time, datetime; zoned, at: seconds}, or null if there is no such moment
export function moment(raw) {
  const found = MOMENT.exec(raw);
  if (!found?.[0]) return null;
  const [, year, month, day, , hour, minute, second, utc, ahead, and] = found;
  const [y, m, d] = [+year, +month, +day];
  const off = (Math.abs(ahead) * 60 + +and) * (ahead?.[0] === '-' ? -1 : 1) || 0;
  const zoned = Boolean(utc ?? ahead);
  const dated = y > 0 && d > 0 && d <= dayOf(y, m + 1, 1) - dayOf(y, m, 1);
  if ((year ? !dated : zoned) || Math.abs(off) > 1439) return null;
  return {
    shape: (year ? 'date' : '') + (hour ? 'time' : ''),
    zoned,
    at: (((dated && dayOf(y, m, d)) * 24 + +(hour ?? 0)) * 60 + +(minute ?? 0) - off) * 60 + +(second ?? 0),
  };
}

const point = (value) => (typeof value === 'number' ? { at: value } : moment(value));

// Whether the order holds; of what cannot be compared, none does.
export function inOrder(order, value, bound) {
  const [one, other] = [point(value), point(bound)];
  return Boolean(one && one.shape === other?.shape && one.zoned === other.zoned)
    && ORDERS[order](one.at, other.at);
}

const same = (value, operand) => (Array.isArray(value) && Array.isArray(operand)
  ? value.length === operand.length && value.every((one) => operand.includes(one))
  : value === operand);

export function holds(condition, look) {
  const { question, all, any, not, ...test } = condition;
  const branch = (one) => holds(one, look);
  if (all) return all.every(branch);
  if (any) return any.some(branch);
  if (not) return !branch(not);
  const { inForce = false, setAside = false, value } = look(question) ?? {};
  const [[name, operand]] = Object.entries(test);
  if (name === 'answered') return inForce === operand;
  if (name === 'na') return setAside === operand;
  if (!inForce) return false;
  if (name === 'equals') return same(value, operand);
  if (name === 'in') return operand.some((one) => same(value, one));
  if (name === 'includes') return Array.isArray(value) && value.includes(operand);
  return inOrder(name, value, operand);
}
