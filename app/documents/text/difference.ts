import type { Node } from '@tiptap/pm/model';
import { diffArrays } from 'diff';
import { align, type Pair } from './align';
import { fingerprint } from './fingerprint';
import { sectionKeys } from './ids';
import { type Line, linesOf, type Token, textOfTokens, tokensOf, type Words } from './lines';
import { rejectAll } from './suggestions';

/** Words that stay, come or go. `look`: they stay, but look otherwise or lead elsewhere. */
export interface Part {
  change: 'same' | 'added' | 'removed' | 'look';
  text: string;
  cited?: Token['cited'];
}

export interface Row {
  change: 'same' | 'changed' | 'added' | 'removed';
  cells: Part[][];
}

export interface Entry {
  change: 'same' | 'changed' | 'added' | 'removed';
  kind: Line['kind'];
  level: number;
  /** Block id in the text where it stands last; '' where it has none. */
  id: string;
  section: string;
  parts: Part[];
  /** Of a table; `parts` is empty then. */
  rows?: Row[];
  /** It stands elsewhere in the other text. */
  moved?: true;
  /** It was another kind of block, or another level. */
  was?: { kind: Line['kind']; level: number };
  /** Another picture with the same or other words. */
  picture?: true;
}

/**
 * What changed between two texts as they stand: blocks beside each other by their ids, else by likeness; words within
 * them; tables cell by cell. What went stands before what came in its place.
 */
export function difference(from: Node, to: Node): Entry[] {
  const pairs = align(linesOf(rejectAll(from)), linesOf(rejectAll(to)), {
    id: (line) => line.id,
    text: (line) => `${line.kind} ${line.text}`,
    likeness: (a, b) => (isComparable(a, b) ? likeness(a.words, b.words) : 0),
  });
  const entries = pairs.flatMap(entriesOf);
  const ids = (change: Entry['change']) => new Set(entries.filter((e) => e.change === change).map(({ id }) => id));
  const [went, came] = [ids('removed'), ids('added')];
  for (const entry of entries) {
    if (entry.id && went.has(entry.id) && came.has(entry.id) && entry.change !== 'same') entry.moved = true;
  }
  return entries;
}

export function isSame(entries: Entry[]): boolean {
  return entries.every(({ change }) => change === 'same');
}

export interface ChangedSection {
  key: string;
  title: string;
  change: 'added' | 'removed' | 'changed';
}

/** The sections that a reader could tell apart, in the order of the later text; those that went come last. */
export function changedSections(from: Node, to: Node): ChangedSection[] {
  const [before, after] = [sectionsOf(from), sectionsOf(to)];
  const changed: ChangedSection[] = [];
  for (const [key, { title, print }] of after) {
    const old = before.get(key);
    if (old?.print !== print) changed.push({ key, title, change: old ? 'changed' : 'added' });
  }
  for (const [key, { title }] of before) if (!after.has(key)) changed.push({ key, title, change: 'removed' });
  return changed;
}

function sectionsOf(text: Node): Map<string, { title: string; print: string }> {
  const sections = new Map<string, { title: string; print: string }>();
  const keyOf = sectionKeys();
  let key = '';
  for (const block of rejectAll(text).content.content) {
    const begins = keyOf(block);
    key = begins ?? key;
    const section = sections.get(key) ?? { title: begins === undefined ? '' : block.textContent, print: '' };
    sections.set(key, { ...section, print: section.print + fingerprint(block) });
  }
  return sections;
}

function isComparable(a: Line, b: Line): boolean {
  const special: Line['kind'][] = ['picture', 'rule', 'table'];
  return a.kind === b.kind || (!special.includes(a.kind) && !special.includes(b.kind));
}

/** Of the words in both, how many they share: 0 to 1. Spaces and signs tell nothing. */
function likeness(a: Words, b: Words): number {
  const [bag, other] = [bagOf(a), bagOf(b)];
  if (!bag.length && !other.length) return 1;
  const left = new Map<string, number>();
  for (const word of bag) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const n = left.get(word) ?? 0;
    if (n) shared++;
    left.set(word, n - 1);
  }
  return (2 * shared) / (bag.length + other.length);
}

const bags = new WeakMap<Words, string[]>();

function bagOf(words: Words): string[] {
  let bag = bags.get(words);
  if (!bag) {
    const text = words
      .map((piece) => piece.text)
      .join(' ')
      .toLowerCase();
    // Letters without capitals: among them those of languages that write without spaces.
    bag = /\p{Lo}/u.test(text)
      ? tokensOf([{ text, look: '' }]).flatMap(({ text: word }) => (/[\p{L}\p{N}]/u.test(word) ? [word] : []))
      : (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
    bags.set(words, bag);
  }
  return bag;
}

function entriesOf(pair: Pair<Line>): Entry[] {
  if (!pair.from || !pair.to) return [whole(pair.from ?? pair.to!, pair.from ? 'removed' : 'added')];
  const { from, to } = pair;
  if (!isComparable(from, to)) return [whole(from, 'removed'), whole(to, 'added')];
  const entry: Entry = { ...placeOf(to), change: 'same', parts: to.rows ? [] : differentWords(from.words, to.words) };
  if (to.rows) entry.rows = differentRows(from.rows!, to.rows);
  if (from.kind !== to.kind || from.level !== to.level) entry.was = { kind: from.kind, level: from.level };
  if (from.picture !== to.picture) entry.picture = true;
  const differs = entry.was || entry.picture || entry.rows?.some(({ change }) => change !== 'same');
  if (differs || entry.parts.some(({ change }) => change !== 'same')) entry.change = 'changed';
  return [entry];
}

function placeOf({ kind, level, id, section }: Line): Pick<Entry, 'kind' | 'level' | 'id' | 'section'> {
  return { kind, level, id, section };
}

function whole(line: Line, change: 'added' | 'removed'): Entry {
  const entry: Entry = { ...placeOf(line), change, parts: line.rows ? [] : partsOf(line.words, change) };
  if (line.rows) entry.rows = line.rows.map((cells) => ({ change, cells: cells.map((cell) => partsOf(cell, change)) }));
  return entry;
}

function differentRows(from: Words[][], to: Words[][]): Row[] {
  const pairs = align(from, to, {
    id: () => '',
    text: (row) => JSON.stringify(row.map(textOfTokens)),
    likeness: (a, b) => likeness(a.flat(), b.flat()),
  });
  return pairs.map((pair): Row => {
    if (!pair.from || !pair.to) {
      const change = pair.from ? 'removed' : 'added';
      return { change, cells: (pair.from ?? pair.to!).map((cell) => partsOf(cell, change)) };
    }
    const cells = differentCells(pair.from, pair.to);
    return { change: cells.flat().every(({ change }) => change === 'same') ? 'same' : 'changed', cells };
  });
}

/** As many cells as before stand where they stood; else a column came or went. */
function differentCells(from: Words[], to: Words[]): Part[][] {
  if (from.length === to.length) return to.map((cell, i) => differentWords(from[i]!, cell));
  const pairs = align(from, to, { id: () => '', text: textOfTokens, likeness });
  return pairs.map(({ from: old, to: now }) => {
    if (old && now) return differentWords(old, now);
    // An empty cell that came or went is told by a space.
    const cell = old ?? now!;
    return partsOf(cell.length ? cell : [{ text: ' ', look: '' }], old ? 'removed' : 'added');
  });
}

function partsOf(words: Words, change: Part['change']): Part[] {
  return merged(words.map(({ text, cited }) => ({ change, text, ...(cited ? { cited } : {}) })));
}

/** Two blocks that share next to nothing are easier to read one after the other. */
function differentWords(before: Words, after: Words): Part[] {
  if (looksSame(before, after)) return partsOf(after, 'same');
  const isOther = before.length && after.length && likeness(before, after) < 0.2;
  const [from, to] = [tokensOf(before), tokensOf(after)];
  const sameText = (a: Token, b: Token) => a.text === b.text;
  const parts = isOther ? undefined : diffArrays(from, to, { comparator: sameText, maxEditLength: 4000 });
  if (!parts) return [...partsOf(before, 'removed'), ...partsOf(after, 'added')];
  let i = 0;
  const found = parts.flatMap(({ added, removed, value }): Part[] => {
    if (!added) i += value.length;
    if (added || removed) return partsOf(value, added ? 'added' : 'removed');
    // What stays is the later text's, looking as it does there; the earlier look is at the same place in the other.
    const old = from.slice(i - value.length, i);
    return value.flatMap((token, k) => partsOf([token], old[k]!.look === token.look ? 'same' : 'look'));
  });
  return merged(readable(found));
}

function looksSame(a: Words, b: Words): boolean {
  return a.length === b.length && a.every(({ text, look }, i) => b[i]!.text === text && b[i]!.look === look);
}

/** A space between two changed words would cut one change into many. */
function readable(parts: Part[]): Part[] {
  const made: Part[] = [];
  let run: Part[] = [];
  const close = () => {
    made.push(...run.filter((p) => p.change === 'removed'), ...run.filter((p) => p.change === 'added'));
    run = [];
  };
  parts.forEach((part, i) => {
    const next = parts[i + 1];
    const isGap =
      part.change === 'same' && !part.text.trim() && run.length && next && !['same', 'look'].includes(next.change);
    if (part.change === 'added' || part.change === 'removed') run.push(part);
    else if (isGap) run.push({ ...part, change: 'removed' }, { ...part, change: 'added' });
    else {
      close();
      made.push(part);
    }
  });
  close();
  return made;
}

function merged(parts: Part[]): Part[] {
  const made: Part[] = [];
  for (const part of parts) {
    const last = made.at(-1);
    if (last && last.change === part.change && !last.cited && !part.cited) last.text += part.text;
    else made.push({ ...part });
  }
  return made;
}
