/*
 * The copy of a text on this device, so that one can go on without a line. It belongs to one person: named by person,
 * document and epoch, and forgotten at sign-out, at loss of rights and when another person comes.
 */

const prefix = 'plenary-text';

export interface CopyOf {
  person: number;
  document: number;
  epoch: number;
}

export function copyName({ person, document, epoch }: CopyOf): string {
  return `${prefix}/${person}/${document}/${epoch}`;
}

/** What a database of this browser is a copy of; undefined for one that is none of ours. */
export function copyOf(name: string): CopyOf | undefined {
  const [first, person, document, epoch, ...rest] = name.split('/');
  if (first !== prefix || rest.length > 0) return undefined;
  const numbers = [person, document, epoch].map(Number);
  if (numbers.some((n) => !Number.isInteger(n))) return undefined;
  return { person: numbers[0]!, document: numbers[1]!, epoch: numbers[2]! };
}

/** Forgets the copies that `which` says; those that are open in another tab go when it lets go of them. */
export async function forgetCopies(which: (copy: CopyOf) => boolean): Promise<void> {
  await Promise.all((await copiesHere()).filter(which).map((copy) => forget(copyName(copy))));
}

/** The copies on this device, of whoever. */
export async function copiesHere(): Promise<CopyOf[]> {
  if (!('indexedDB' in globalThis)) return [];
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  return databases.flatMap(({ name = '' }) => copyOf(name) ?? []);
}

function forget(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/**
 * Copies that this visit must not find: those of other people, and this document's from before a redaction. A later one
 * is that of another tab, which has heard of the redaction already.
 */
export function isForeign(copy: CopyOf, mine: CopyOf): boolean {
  return copy.person !== mine.person || (copy.document === mine.document && copy.epoch < mine.epoch);
}
