import { diffArrays } from 'diff';

/** Of each pair one or both: two that are taken for the same, one that went, or one that came. */
export type Pair<T> = { from: T; to: T } | { from: T; to?: undefined } | { from?: undefined; to: T };

export interface Alike<T> {
  /** What tells two apart for certain, '' where it has nothing of the kind. */
  id: (item: T) => string;
  /** Two with the same one are the same. */
  text: (item: T) => string;
  /** How alike two are, 0 to 1; under a half they are two things. */
  likeness: (a: T, b: T) => number;
}

/** More comparisons than these are not made between two anchors: the parts in between are too different to be told. */
const mostCompared = 4000;

/** Puts two lists beside each other: by ids, between those by equal words, between those by likeness. */
export function align<T>(from: T[], to: T[], alike: Alike<T>): Pair<T>[] {
  return between(from, to, matchedById(from, to, alike.id), (a, b) => alignByText(a, b, alike));
}

type Match = [from: number, to: number];

/** What stands between matches, and the matches themselves, in order. */
function between<T>(from: T[], to: T[], matches: Match[], rest: (from: T[], to: T[]) => Pair<T>[]): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  let [a, b] = [0, 0];
  for (const [i, j] of [...matches, [from.length, to.length] as Match]) {
    pairs.push(...rest(from.slice(a, i), to.slice(b, j)));
    if (i < from.length && j < to.length) pairs.push({ from: from[i]!, to: to[j]! });
    [a, b] = [i + 1, j + 1];
  }
  return pairs;
}

/** The longest run of matches in which neither list goes back; what was moved out of it is not matched. */
function matchedById<T>(from: T[], to: T[], id: (item: T) => string): Match[] {
  const places = uniquePlaces(to, id);
  const found = [...uniquePlaces(from, id)].flatMap(([key, i]): Match[] =>
    places.has(key) ? [[i, places.get(key)!]] : [],
  );
  const tails: number[] = [];
  const previous: number[] = [];
  found.forEach(([, j], at) => {
    let low = 0;
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (found[tails[middle]!]![1] < j) low = middle + 1;
      else high = middle;
    }
    previous[at] = low ? tails[low - 1]! : -1;
    tails[low] = at;
  });
  const run: Match[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) run.unshift(found[at]!);
  return run;
}

function uniquePlaces<T>(items: T[], id: (item: T) => string): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  items.forEach((item, i) => {
    const key = id(item);
    if (!key || twice.has(key)) return;
    if (places.delete(key)) twice.add(key);
    else places.set(key, i);
  });
  return places;
}

function alignByText<T>(from: T[], to: T[], alike: Alike<T>): Pair<T>[] {
  if (!from.length || !to.length) return apart(from, to);
  const matches: Match[] = [];
  let [i, j] = [0, 0];
  const parts = diffArrays(from.map(alike.text), to.map(alike.text), { maxEditLength: 2000 });
  for (const { added, removed, count } of parts ?? []) {
    // An empty line is like any other, and ties nothing together.
    if (!added && !removed) {
      for (let k = 0; k < count; k++) if (alike.text(from[i + k]!).trim()) matches.push([i + k, j + k]);
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  return between(from, to, matches, (a, b) => alignByLikeness(a, b, alike.likeness));
}

/** The pairing in order that is the most alike in sum. */
function alignByLikeness<T>(from: T[], to: T[], likeness: (a: T, b: T) => number): Pair<T>[] {
  if (!from.length || !to.length || from.length * to.length > mostCompared) return apart(from, to);
  const scores = from.map((a) => to.map((b) => likeness(a, b)));
  const best = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const paired = scores[i]![j]! >= 0.5 ? scores[i]![j]! + best[i + 1]![j + 1]! : 0;
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, paired);
    }
  }
  const matches: Match[] = [];
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    const score = scores[i]![j]!;
    if (score >= 0.5 && best[i]![j] === score + best[i + 1]![j + 1]!) matches.push([i++, j++]);
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++;
    else j++;
  }
  return between(from, to, matches, apart);
}

function apart<T>(from: T[], to: T[]): Pair<T>[] {
  return [...from.map((item) => ({ from: item })), ...to.map((item) => ({ to: item }))];
}
