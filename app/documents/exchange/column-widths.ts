import type { Block, Cell, Piece } from './flow-types';

/** Characters in a line, and the longest of its words. */
interface Measure {
  words: number;
  longest: number;
}

function wordsOf(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'words' ? piece.words : piece.kind === 'break' ? ' ' : '')).join('');
}

function measure(cell: Cell): Measure {
  const lines = cell.blocks.map((block) => (block.kind === 'line' ? wordsOf(block.pieces) : ''));
  const longest = lines
    .flatMap((line) => line.split(/[\s\-–/]+/))
    .reduce((most, word) => Math.max(most, word.length), 0);
  return { words: lines.reduce((sum, line) => sum + line.length, 0), longest: cell.head ? longest * 1.15 : longest };
}

/**
 * How wide each column is to be, summing to `width`: enough for its longest word, and the more the more there is to
 * read in it. Office programs that are told nothing make all columns equal, or one letter wide.
 */
export function columnWidths(table: Block & { kind: 'table' }, width: number): number[] {
  const columns = Math.max(1, ...table.rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.columns, 0)));
  const longest = new Array<number>(columns).fill(3);
  const amount = new Array<number>(columns).fill(3);
  for (const row of table.rows) {
    let at = 0;
    for (const cell of row.cells) {
      if (cell.columns === 1 && at < columns) {
        const found = measure(cell);
        longest[at] = Math.max(longest[at]!, Math.min(found.longest, 24));
        amount[at] = Math.max(amount[at]!, Math.min(found.words, 160));
      }
      at += cell.columns;
    }
  }
  // Room for a word of n letters is about n + 3 letters wide, with the margins of a cell.
  const least = longest.map((letters) => letters + 3);
  const spare = Math.max(0, 92 - least.reduce((a, b) => a + b, 0));
  const wish = amount.map((words) => Math.sqrt(words));
  const wishes = wish.reduce((a, b) => a + b, 0);
  const letters = least.map((room, i) => room + (spare * wish[i]!) / wishes);
  const sum = letters.reduce((a, b) => a + b, 0);
  const widths = letters.map((room) => Math.floor((room * width) / sum));
  widths[columns - 1]! += width - widths.reduce((a, b) => a + b, 0);
  return widths;
}
