// Words found in words, as the lists of the office find them: without case, all of them somewhere.
const folded = (words) => words.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');

export function finder(words) {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return (text) => {
    const held = folded(text);
    return wanted.every((word) => held.includes(word));
  };
}
