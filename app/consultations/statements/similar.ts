/** From which likeness on two statements are held against each other, 0 to 1. */
const alike = 0.45;
const mostHints = 3;

/**
 * Statements that say nearly the same as these words, the nearest first, three at most: shown before one more is added. By
 * the pieces of three letters that they share (Dice), in any script, whatever the marks, the case and the punctuation.
 */
export function similarTo<S extends { id: number; words: string }>(words: string, among: readonly S[]): S[] {
  const pieces = piecesOf(words);
  return among
    .map((statement) => ({ statement, likeness: likenessOf(pieces, piecesOf(statement.words)) }))
    .filter(({ likeness }) => likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness || a.statement.id - b.statement.id)
    .slice(0, mostHints)
    .map(({ statement }) => statement);
}

function likenessOf(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared++;
  return (2 * shared) / (a.size + b.size);
}

function piecesOf(words: string): Set<string> {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const letters = [...` ${plain} `];
  const pieces = new Set<string>();
  // Of signs that are whole words a piece of three would be a sentence.
  const length = /\p{Script=Han}/u.test(plain) ? 2 : 3;
  for (let i = 0; i + length <= letters.length; i++) pieces.add(letters.slice(i, i + length).join(''));
  return pieces;
}
