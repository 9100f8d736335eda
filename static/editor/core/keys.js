// A key made of words: Latin letters, digits and underscores, unlike those there are.
const LETTERS = 'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya і i ї yi є ye ґ g ў u'.split(' ');
const LATIN = Object.fromEntries(LETTERS.flatMap((letter, i) => (i % 2 ? [] : [[letter, LETTERS[i + 1]]])));
const LONGEST = 40;

export function keyFor(words, taken, otherwise = 'key') {
  const latin = [...words.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('').replaceAll('-', ' ');
  const plain = latin.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '_');
  const whole = plain.replace(/^_+|_+$/g, '');
  const key = whole.length > LONGEST ? whole.slice(0, LONGEST).replace(/_[^_]*$/, '') : whole;
  return unlike(key || otherwise, taken);
}

function unlike(key, taken) {
  if (!taken.includes(key)) return key;
  let number = 2;
  while (taken.includes(`${key}_${number}`)) number += 1;
  return `${key}_${number}`;
}
