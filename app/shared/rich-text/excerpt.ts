import { balanceIsolates } from './prepare';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The beginning of a plain text on one line, `max` characters as a reader counts them at most, the mark of omission
 * included. Cut between words where there are any; never within a character such as 👩‍⚕️ or é.
 */
export function excerpt(text: string, max: number): string {
  const line = text
    .replace(/^(?:> |• )+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  let count = 0;
  let fits = 0;
  for (const { index } of graphemes.segment(line)) {
    if (count === max - 1) fits = index;
    if (count++ === max) return `${balanceIsolates(atWord(line, fits))}…`;
  }
  return line;
}

/** A script without spaces would lose half of its words at the last space: then the cut is where it falls. */
function atWord(line: string, end: number): string {
  const space = line[end] === ' ' ? end : line.lastIndexOf(' ', end);
  return line.slice(0, space > end * 0.6 ? space : end).replace(/[\s.,;:–—،؛、，-]+$/u, '');
}
