import type { Points } from './components';

/** Where a group lies on the picture, in units of its frame: an ellipse, and no person. */
export interface Ellipse {
  x: number;
  y: number;
  /** Half axes. */
  long: number;
  short: number;
  /** Degrees from the first component to the long axis. */
  turn: number;
}

/** A square of the picture in which enough people stand. */
export interface Square {
  column: number;
  row: number;
  /** How many people, in three steps: 1 from the threshold, 2 from three times that, 3 from nine times. */
  depth: 1 | 2 | 3;
}

/** The picture is 100 by 100, its middle at 0. */
export const half = 50;
export const squaresAcross = 16;
/** Fewer people than these are drawn nowhere. */
export const fewestDrawn = 5;

/**
 * What is drawn instead of people. A point, even without a name, can be found again by whoever knows one person's votes, and
 * shifting it hides it only until the map is drawn a second time. So there are ellipses of whole groups (mean and spread,
 * which take five people and more) and squares in which five people stand at least, counted in three steps.
 */
export function drawSquares({ x, y }: Points, scale: number): Square[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < x.length; i++) {
    const cell = cellOf(x[i]! * scale) + squaresAcross * cellOf(y[i]! * scale);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, people]) => people >= fewestDrawn)
    .sort(([a], [b]) => a - b)
    .map(([cell, people]) => ({
      column: cell % squaresAcross,
      row: Math.floor(cell / squaresAcross),
      depth: people >= 9 * fewestDrawn ? 3 : people >= 3 * fewestDrawn ? 2 : 1,
    }));
}

function cellOf(value: number): number {
  return Math.min(squaresAcross - 1, Math.max(0, Math.floor(((value + half) / (2 * half)) * squaresAcross)));
}

/** How much the map is stretched so that nearly everybody is within its frame: by the 98th hundredth of the distances. */
export function scaleOf({ x, y }: Points): number {
  const far = Array.from(x, (value, i) => Math.max(Math.abs(value), Math.abs(y[i]!))).sort((a, b) => a - b);
  const most = far[Math.floor((far.length - 1) * 0.98)] ?? 0;
  return most > 0 ? (half * 0.92) / most : 1;
}

/** The ellipse that holds about two thirds of a group. */
export function ellipseOf({ x, y }: Points, labels: Uint8Array, group: number, scale: number): Ellipse {
  let n = 0;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    if (labels[i] !== group) continue;
    n++;
    meanX += x[i]!;
    meanY += y[i]!;
  }
  meanX /= n;
  meanY /= n;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (labels[i] !== group) continue;
    const [a, b] = [x[i]! - meanX, y[i]! - meanY];
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  const middle = (xx + yy) / (2 * n);
  const apart = Math.sqrt(((xx - yy) / (2 * n)) ** 2 + (xy / n) ** 2);
  const turn = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  // Two thirds of a round cloud lie within one and a half times its spread.
  const axis = (variance: number) => rounded(1.5 * scale * Math.sqrt(Math.max(variance, 0)));
  return {
    x: rounded(meanX * scale),
    y: rounded(meanY * scale),
    long: Math.max(axis(middle + apart), 2),
    short: Math.max(axis(middle - apart), 2),
    turn: Math.round(turn),
  };
}

function rounded(value: number): number {
  const result = Math.round(value * 2) / 2;
  return result === 0 ? 0 : result;
}
