/**
 * A table of counts by row and column with its sums, as it may be shown to everybody. Whatever counts fewer than `k`
 * organisations is withheld, zero too; then more, until
 *
 * - nothing withheld follows from the sums: an entry follows from the others of its row and column exactly where it is a
 *   bridge in the graph that joins rows and columns by what is withheld (the sums being one more row and one more column);
 * - what is withheld beside a sum that is shown holds `k` or more together;
 * - nothing withheld is pinned to one number by counts being no less than nothing.
 *
 * What else is withheld goes by the order of rows and columns and never by size: who knows the rule would know too much.
 * Answers the entries row by row, the sum of a row last, and the row of sums last; null is withheld. The same table gives
 * the same answer.
 */
export function shownTable(cells: readonly (readonly number[])[], k: number): (number | null)[][] {
  const table = withSums(cells);
  const hidden = table.map((row) => row.map((count) => count < k));
  if (hidden.at(-1)!.at(-1)!) return table.map((row) => row.map(() => null));
  while (hideMore(table, hidden, k));
  return table.map((row, r) => row.map((count, c) => (hidden[r]![c] ? null : count)));
}

function withSums(cells: readonly (readonly number[])[]): number[][] {
  const rows = cells.map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
  const sums = (rows[0] ?? [0]).map((_, c) => rows.reduce((all, row) => all + row[c]!, 0));
  return [...rows, sums];
}

type Place = [row: number, column: number];

/** Withholds one more entry where it has to be; false where nothing has. */
function hideMore(table: number[][], hidden: boolean[][], k: number): boolean {
  for (const line of linesOf(table)) {
    const inside = line.slice(0, -1).filter(([r, c]) => hidden[r]![c]);
    const [sumRow, sumColumn] = line.at(-1)!;
    if (inside.length === 0 || hidden[sumRow]![sumColumn]) continue;
    const together = inside.reduce((all, [r, c]) => all + table[r]![c]!, 0);
    if (together < k && hideFirst(line, hidden)) return true;
  }
  const bridge = findBridge(hidden);
  if (bridge) return hideAcross(bridge, hidden);
  const pinned = findPinned(table, hidden);
  return (
    pinned !== undefined &&
    (hideFirst(rowOf(table, pinned[0]), hidden) || hideFirst(columnOf(table, pinned[1]), hidden))
  );
}

function linesOf(table: number[][]): Place[][] {
  return [...table.map((_, r) => rowOf(table, r)), ...table[0]!.map((_, c) => columnOf(table, c))];
}

function rowOf(table: number[][], r: number): Place[] {
  return table[r]!.map((_, c): Place => [r, c]);
}

function columnOf(table: number[][], c: number): Place[] {
  return table.map((_, r): Place => [r, c]);
}

/** The first entry of a line that is shown, sums last. */
function hideFirst(line: Place[], hidden: boolean[][]): boolean {
  const next = line.find(([r, c]) => !hidden[r]![c]);
  if (!next) return false;
  hidden[next[0]]![next[1]] = true;
  return true;
}

/** Rows are nodes 0 to R - 1, columns R and on. What can be reached without the one edge `but`. */
function reach(from: number, hidden: boolean[][], but: Place): Set<number> {
  const rows = hidden.length;
  const seen = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const isRow = node < rows;
    const others = isRow ? hidden[node]!.map((_, c) => c) : hidden.map((_, r) => r);
    for (const other of others) {
      const [r, c] = isRow ? [node, other] : [other, node - rows];
      const next = isRow ? rows + c : r;
      if (!hidden[r]![c] || (r === but[0] && c === but[1]) || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

function findBridge(hidden: boolean[][]): Place | undefined {
  for (const [r, row] of hidden.entries())
    for (const [c, is] of row.entries()) if (is && !reach(r, hidden, [r, c]).has(hidden.length + c)) return [r, c];
  return undefined;
}

/** Withholds the first entry that closes a circle through the bridge: then it follows from nothing. */
function hideAcross(bridge: Place, hidden: boolean[][]): boolean {
  const rows = hidden.length;
  const near = reach(bridge[0], hidden, bridge);
  const far = reach(rows + bridge[1], hidden, bridge);
  for (const [r, row] of hidden.entries())
    for (const [c, is] of row.entries()) {
      if (is) continue;
      const joins = (near.has(r) && far.has(rows + c)) || (far.has(r) && near.has(rows + c));
      if (joins) {
        row[c] = true;
        return true;
      }
    }
  // Both ends stand alone: a circle is made over another row and column, one entry at a time.
  return hideFirst(
    hidden[bridge[0]]!.map((_, c): Place => [bridge[0], c]),
    hidden,
  );
}

/** Bounds that follow from counts being no less than nothing, drawn closer until they stand. */
function findPinned(table: number[][], hidden: boolean[][]): Place | undefined {
  const most = table.at(-1)!.at(-1)!;
  const low = table.map((row, r) => row.map((n, c) => (hidden[r]![c] ? 0 : n)));
  const high = table.map((row, r) => row.map((n, c) => (hidden[r]![c] ? most : n)));
  const lines = linesOf(table);
  for (let moved = true, rounds = 0; moved && rounds < 200; rounds++) {
    moved = false;
    for (const line of lines) {
      const [sr, sc] = line.at(-1)!;
      const parts = line.slice(0, -1);
      const lows = parts.reduce((all, [r, c]) => all + low[r]![c]!, 0);
      const highs = parts.reduce((all, [r, c]) => all + high[r]![c]!, 0);
      moved = tighten(low, high, [sr, sc], lows, highs) || moved;
      for (const [r, c] of parts) {
        const least = low[sr]![sc]! - (highs - high[r]![c]!);
        const greatest = high[sr]![sc]! - (lows - low[r]![c]!);
        moved = tighten(low, high, [r, c], least, greatest) || moved;
      }
      if (moved) break;
    }
  }
  for (const [r, row] of hidden.entries())
    for (const [c, is] of row.entries()) if (is && low[r]![c] === high[r]![c]) return [r, c];
  return undefined;
}

function tighten(low: number[][], high: number[][], [r, c]: Place, least: number, greatest: number): boolean {
  const before = [low[r]![c]!, high[r]![c]!];
  low[r]![c] = Math.max(before[0]!, least);
  high[r]![c] = Math.min(before[1]!, greatest);
  return low[r]![c] !== before[0] || high[r]![c] !== before[1];
}
