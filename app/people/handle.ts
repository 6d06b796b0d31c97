import anyAscii from 'any-ascii';

const longest = 40;

/**
 * The n-th handle to try for a name: "Amina Diallo" is amina.diallo, the next one amina.diallo.2. A name of one word
 * gets a number from the start. Handles are typed on any keyboard, so other scripts are put into Latin letters, and a
 * name of which nothing remains then is person.1 and so on. Every handle holds a dot, which organisations' never do.
 */
export function handleFor(name: string, n: number): string {
  const stem = handleStem(name);
  return n === 1 && stem.includes('.') ? stem : `${stem}.${n}`;
}

/** What all handles for this name begin with. */
export function handleStem(name: string): string {
  // Names in these scripts are written without spaces: the first syllable is most often the family's. The Arabic alef,
  // which the library leaves out, is what keeps such names readable.
  const apart = name
    .normalize('NFC')
    .replace(/[آأإٱا]/g, 'a')
    .replace(/[\p{Script=Han}\p{Script=Hangul}]/gu, ' $& ');
  const words = anyAscii(apart)
    .toLowerCase()
    .replace(/['’`"]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const [first = 'person', ...rest] = words;
  const stem = rest.length > 0 ? `${first}.${rest.join('-')}` : first;
  return stem.slice(0, longest).replace(/[.-]+$/, '');
}
