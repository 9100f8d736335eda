// A key made of words, as the server makes them: Latin letters, digits and underscores, unlike
// those there are.
const LETTERS = `а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u
ф:f х:h ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u`;
const LATIN = Object.fromEntries(LETTERS.split(/\s/).map((pair) => pair.split(':')));
const LONGEST = 40;

export function keyFor(words, taken, otherwise = 'key') {
  const letters = [...words.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const latin = letters.normalize('NFD').replace(/[^\0-\x7f]|'/g, '');
  return unlike(joined(latin.match(/[a-z0-9]+/g) ?? []) || otherwise, taken);
}

function joined([first = '', ...rest]) {
  let key = first.slice(0, LONGEST);
  for (const word of rest) {
    if (key.length + word.length + 1 > LONGEST) break;
    key += `_${word}`;
  }
  return key;
}

function unlike(key, taken) {
  let number = 1;
  let made = key;
  while (taken.includes(made)) {
    number += 1;
    made = `${key}_${number}`;
  }
  return made;
}
