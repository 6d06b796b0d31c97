/** A text that somebody answered with. */
export interface Text {
  id: string;
  text: string;
}

/** Answers in nearly the same words, by id in one order; `first` is the one that stands for them. */
export interface Campaign {
  first: string;
  members: string[];
}

/** Two texts are nearly the same where they share this much of all their runs of words (Jaccard). */
export const alike = 0.6;

/** Shorter answers are often the same by chance: "nothing to add" is no campaign. Words, or signs where words are not parted. */
const shortest = { words: 8, signs: 24 };
const run = { words: 3, signs: 5 };
const hashes = 64;
const bands = 16;

/**
 * Answers that came in nearly the same words, as letters of a campaign do: two or more, the largest group first. The same
 * texts give the same groups in whatever order they come. `apart`: ids that somebody took out of their group. Candidates are
 * found by MinHash (Broder, 1997) and compared in full.
 */
export function campaignsOf(texts: Text[], apart: ReadonlySet<string> = new Set()): Campaign[] {
  const byWords = new Map<string, { ids: string[]; runs: Set<string> }>();
  for (const { id, text } of [...texts].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const plain = plainWords(text);
    const runs = apart.has(id) ? null : runsOf(plain);
    if (!runs) continue;
    const known = byWords.get(plain);
    if (known) known.ids.push(id);
    else byWords.set(plain, { ids: [id], runs });
  }
  // In the order of their words, not of their coming.
  const distinct = [...byWords].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const groupOf = joined(distinct.map((one) => one.runs));
  const groups = new Map<number, typeof distinct>();
  for (const [i, one] of distinct.entries()) groups.set(groupOf[i]!, [...(groups.get(groupOf[i]!) ?? []), one]);
  return [...groups.values()]
    .map((same) => {
      // The words that most have used stand for all.
      const most = same.reduce((a, b) => (b.ids.length > a.ids.length ? b : a));
      return { first: most.ids[0]!, members: same.flatMap((one) => one.ids).sort() };
    })
    .filter((group) => group.members.length > 1)
    .sort((a, b) => b.members.length - a.members.length || (a.first < b.first ? -1 : 1));
}

/** Letters and figures alone, in one form: what differs by signs, spaces or capitals is the same. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Runs of words, or of signs where the script does not part words; null where the text is too short to tell. */
function runsOf(plain: string): Set<string> | null {
  const words = plain.split(' ');
  const parted = words.length >= shortest.words;
  const signs = parted ? [] : [...plain.replaceAll(' ', '')];
  if (!parted && (signs.length < shortest.signs || !/[\p{scx=Han}\p{scx=Thai}\p{scx=Hiragana}]/u.test(plain)))
    return null;
  const [units, length] = parted ? [words, run.words] : [signs, run.signs];
  return new Set(units.slice(0, units.length - length + 1).map((_, i) => units.slice(i, i + length).join(' ')));
}

/** The number of its group for each; those that are alike, or alike to one that is, have the same. */
function joined(all: Set<string>[]): number[] {
  const parent = all.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const marks = all.map(marksOf);
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<string, number[]>();
    for (const [i, mark] of marks.entries()) {
      const key = mark.subarray((band * hashes) / bands, ((band + 1) * hashes) / bands).join(' ');
      const here = buckets.get(key) ?? [];
      for (const other of here) {
        const [a, b] = [rootOf(i), rootOf(other)];
        if (a !== b && jaccard(all[i]!, all[other]!) >= alike) parent[Math.max(a, b)] = Math.min(a, b);
      }
      buckets.set(key, [...here, i]);
    }
  }
  return all.map((_, i) => rootOf(i));
}

/** The least of all runs under each of some fixed ways of shuffling them: alike sets have alike marks. */
function marksOf(runs: Set<string>): Uint32Array {
  const least = new Uint32Array(hashes).fill(0xffffffff);
  for (const one of runs) {
    const base = fnv(one);
    for (let h = 0; h < hashes; h++) {
      const hash = mixed(base ^ Math.imul(h + 1, 0x9e3779b1));
      if (hash < least[h]!) least[h] = hash;
    }
  }
  return least;
}

function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mixed(hash: number): number {
  const a = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) >>> 0;
}

function jaccard(a: Set<string>, b: Set<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both);
}
