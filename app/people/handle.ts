// Letters that do not fall apart into a base letter and a mark.
const folded: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const longest = 40;

/**
 * The n-th handle to try for a name: "Amina Diallo" is amina.diallo, the next one amina.diallo.2. A name of one word
 * gets a number from the start, and one in another script is person.1 and so on, since handles are typed on any
 * keyboard. Every handle holds a dot, which organisations' never do.
 */
export function handleFor(name: string, n: number): string {
  const stem = handleStem(name);
  return n === 1 && stem.includes('.') ? stem : `${stem}.${n}`;
}

/** What all handles for this name begin with. */
export function handleStem(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => folded[letter]!)
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const [first = 'person', ...rest] = words;
  const stem = rest.length > 0 ? `${first}.${rest.join('-')}` : first;
  return stem.slice(0, longest).replace(/[.-]+$/, '');
}
