// Patterns in the server's dialect (Rust's regex), of the whole text. What JavaScript would read
// otherwise, or could brood over for minutes, is left to the server: here everything matches it.
const WORD = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}';
const SETS = { d: '\\p{Nd}', D: '\\P{Nd}', s: '\\p{White_Space}', S: '\\P{White_Space}', w: WORD };
const OUTSIDE = { w: `[${WORD}]`, W: `[^${WORD}]`, A: '^', z: '$' };
const PART = /\\([pP])(\w)|\\(.)|\[(\^?)(\]?)|\(\?(?:P?<\w+>|(:)?)|[^]/gsu;
const LONGEST = 200;
const known = new Map();

const refuse = () => { throw new SyntaxError(); };
const escaped = (char) => (/[<>]/.test(char) ? refuse() : `\\u{${char.codePointAt(0).toString(16)}}`);

// Of one escape outside of brackets, or inside.
function escape(char, inside) {
  if (/\W/.test(char)) return escaped(char);
  return (inside ? SETS : { ...SETS, ...OUTSIDE })[char]
    ?? (/[nrtfvxupP]/.test(char) ? `\\${char}` : refuse());
}

function translated(pattern) {
  let inside = false;
  let risks = [false]; // of each open group: whether it repeats or chooses
  let closed = false;
  const risk = () => { risks = risks.map(() => true); };
  return pattern.replace(PART, (part, sign, property, char, not, bracket, plain) => {
    const after = closed;
    closed = false;
    if (sign) return `\\${sign}{${property}}`;
    if (char) return escape(char, inside);
    if (inside) {
      if (/[[&~]/.test(part)) refuse();
      inside = part !== ']';
      return part;
    }
    if (not !== undefined) {
      inside = true;
      return `[${not}${bracket && '\\]'}`;
    }
    if (part[0] === '(') {
      risks.push(false);
      if (part === '(?') refuse();
      return plain ? part : '(';
    }
    if (part === ')') closed = risks.pop();
    if (after && '*+{'.includes(part)) refuse();
    if ('*+?{|'.includes(part)) risk();
    return part === '.' ? '[^\\n]' : part;
  });
}

function compiled(pattern) {
  try {
    return new RegExp(`^(?:${translated(pattern)})$`, 'u');
  } catch {
    return null;
  }
}

export function matches(pattern, text) {
  if (!known.has(pattern)) known.set(pattern, compiled(pattern));
  return !(text.length <= LONGEST && known.get(pattern)?.test(text) === false);
}
