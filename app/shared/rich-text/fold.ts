/** A bit of text as a reader sees it, and where in the source it comes from. */
export type Piece = [text: string, from: number, to: number];

/** How far apart two letters stand: together, with a mark that may be none at all, or as two words. */
const together = 0;
const loose = 1;
const apart = 2;

/**
 * The letters and figures of a text, folded so that what looks the same compares the same, each with the place it has
 * in the source and with its distance from the letter before.
 */
export interface Folded {
  letters: string;
  from: number[];
  to: number[];
  gaps: number[];
}

export interface Place {
  from: number;
  to: number;
}

/** Not seen at all: soft hyphens, joiners, marks of direction; and vowel signs that Arabic and Hebrew may leave out. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640\u064B-\u065F\u0670\u0591-\u05BD\u05BF-\u05C7]/u;
/** What Markdown may take for a mark, and what is written or left out within one name: O'Brien, Al-Amin, J.R. */
const looseMark = /[*_~`[\]()<>#\\|!'’‘ʼ´′.·@]|\p{Pd}/u;
const letter = /[\p{L}\p{N}\p{M}\p{So}\p{Sc}\p{Cn}\p{Co}]/u;

export function fold(pieces: Iterable<Piece>): Folded {
  const folded: Folded = { letters: '', from: [], to: [], gaps: [] };
  let gap = together;
  let cluster: Piece | undefined;
  const flush = () => {
    if (cluster) gap = addCluster(folded, cluster, gap);
    cluster = undefined;
  };
  for (const piece of pieces) {
    // A letter and its accents are one: they may be written as one character or as several.
    if (cluster && /^\p{M}$/u.test(piece[0])) cluster = [cluster[0] + piece[0], cluster[1], piece[2]];
    else {
      flush();
      cluster = piece;
    }
  }
  flush();
  return folded;
}

export function foldText(text: string): Folded {
  return fold(piecesOf(text.normalize('NFC')));
}

export function* piecesOf(text: string): Iterable<Piece> {
  let at = 0;
  for (const c of text) {
    yield [c, at, at + c.length];
    at += c.length;
  }
}

function addCluster(folded: Folded, [text, from, to]: Piece, gapBefore: number): number {
  let gap = gapBefore;
  for (const c of /^[a-z0-9 ]$/.test(text) ? text : foldCase(text)) {
    if (unseen.test(c)) {
      // What hangs on a letter unseen goes where the letter goes.
      if (gap === together && folded.to.length) folded.to[folded.to.length - 1] = to;
    } else if (looseMark.test(c)) gap = Math.max(gap, loose);
    else if (!letter.test(c)) gap = apart;
    else {
      for (let i = 0; i < c.length; i++) {
        folded.from.push(from);
        folded.to.push(to);
        folded.gaps.push(i ? together : gap);
      }
      folded.letters += c;
      gap = together;
    }
  }
  return gap;
}

/** By way of upper case, for ß and ss, ſ and s, ı and i; a dotted capital İ leaves its dot behind. */
function foldCase(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/i\u0307/g, 'i');
}

/** Where the passage stands in the text, from its first letter to its last, without overlaps. */
export function findFolded(text: Folded, passage: Folded): Place[] {
  const places: Place[] = [];
  const length = passage.letters.length;
  if (!length) return places;
  const rules = rulesFor(passage);
  for (let at = text.letters.indexOf(passage.letters); at >= 0; ) {
    const found = fits(text, passage, at, rules);
    if (found) places.push({ from: text.from[at]!, to: text.to[at + length - 1]! });
    at = text.letters.indexOf(passage.letters, at + (found ? length : 1));
  }
  return places;
}

interface Rules {
  startsWord: boolean;
  endsWord: boolean;
  looseFigures: boolean;
}

/**
 * A word of up to four letters at either end of the passage has to be a word of its own in the text, or erasing Ali would
 * reach into "quality" and Ana Silva into Joana Silva. A longer one may be inflected or part of a compound. A telephone
 * number is the same however its figures are grouped.
 */
function rulesFor(passage: Folded): Rules {
  const { letters, gaps } = passage;
  const length = letters.length;
  let first = 1;
  while (first < length && gaps[first] === together) first++;
  let last = length - 1;
  while (last > 0 && gaps[last] === together) last--;
  return {
    startsWord: first <= 4 && !unspaced.test(letters.slice(0, first)),
    endsWord: length - last <= 4 && !unspaced.test(letters.slice(last)),
    looseFigures: (letters.match(/\d/g)?.length ?? 0) >= 6,
  };
}

function fits(text: Folded, passage: Folded, at: number, rules: Rules): boolean {
  const length = passage.letters.length;
  for (let i = 1; i < length; i++) {
    const here = text.gaps[at + i]!;
    const there = passage.gaps[i]!;
    if (Math.abs(here - there) < apart) continue;
    if (rules.looseFigures && isFigure(passage.letters, i - 1) && isFigure(passage.letters, i)) continue;
    return false;
  }
  return (!rules.startsWord || startsWord(text, at)) && (!rules.endsWord || endsWord(text, at + length));
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** "And", "to", "with" and the article, which Arabic writes as one with the word after them. */
const arabicPrefix = /^[وف]?(?:[بلك]|ال|[بك]ال|لل)?$/;

function startsWord(text: Folded, at: number): boolean {
  let start = at;
  while (start > 0 && text.gaps[start] === together && at - start < 4) start--;
  const before = text.letters.slice(start, at);
  return !before || unspaced.test(before.at(-1)!) || (isBoundary(text, start) && arabicPrefix.test(before));
}

function endsWord(text: Folded, at: number): boolean {
  return isBoundary(text, at) || unspaced.test(text.letters[at]!);
}

function isBoundary(text: Folded, at: number): boolean {
  return at === 0 || at === text.letters.length || text.gaps[at] !== together;
}

function isFigure(letters: string, at: number): boolean {
  return /\d/.test(letters[at]!);
}
