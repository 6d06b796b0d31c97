import { type Ballots, castIn, unseen } from './ballots';
import { seeded } from './seeded';

/** The two directions in which opinions differ most, and the middle of each statement. */
export interface Components {
  /** Mean vote on each statement, over those who voted on it, passes included. */
  means: Float64Array;
  axes: [Float64Array, Float64Array];
}

export interface Points {
  x: Float64Array;
  y: Float64Array;
}

const mostRounds = 500;
const closeEnough = 1e-10;

/**
 * Principal components by power iteration. What somebody has not voted on counts as the statement's mean, so it pulls them
 * nowhere. `weights` says how often each row counts (a resample); once each where it is left out.
 *
 * The matrix of statements by statements is made once and iterated on: with 200 statements a round costs 40,000 steps
 * whatever the number of people is. A component may point either way; its sign is fixed by its largest entry.
 */
export function findComponents({ statements, rows }: Ballots, weights?: Uint16Array): Components {
  const size = statements.length;
  const means = meansOf(rows, size, weights);
  const together = covariance(rows, means, weights);
  const first = mainAxis(together, size, 1);
  deflate(together, size, first);
  const second = mainAxis(together, size, 2);
  return { means, axes: [first.axis, second.axis] };
}

/**
 * Where each person stands: only votes that were cast count, and who cast few is moved outward by the square root of what
 * is missing, since they would all stand in the middle otherwise.
 */
export function project({ statements, rows }: Ballots, { means, axes }: Components): Points {
  const x = new Float64Array(rows.length);
  const y = new Float64Array(rows.length);
  for (const [i, row] of rows.entries()) {
    let a = 0;
    let b = 0;
    for (let j = 0; j < row.length; j++) {
      if (row[j] === unseen) continue;
      const from = row[j]! - means[j]!;
      a += from * axes[0][j]!;
      b += from * axes[1][j]!;
    }
    const outward = Math.sqrt(statements.length / Math.max(castIn(row), 1));
    x[i] = a * outward;
    y[i] = b * outward;
  }
  return { x, y };
}

/** How far a vote on each statement takes someone from the middle: statements that part people are asked first. */
export function extremityOf({ axes }: Components): Float64Array {
  return axes[0].map((a, j) => Math.hypot(a, axes[1][j]!) * Math.sqrt(axes[0].length));
}

function meansOf(rows: Int8Array[], size: number, weights?: Uint16Array): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (const [i, row] of rows.entries()) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    for (let j = 0; j < size; j++) {
      if (row[j] === unseen) continue;
      sums[j]! += weight * row[j]!;
      counts[j]! += weight;
    }
  }
  return sums.map((sum, j) => (counts[j] === 0 ? 0 : sum / counts[j]!));
}

function covariance(rows: Int8Array[], means: Float64Array, weights?: Uint16Array): Float64Array {
  const size = means.length;
  const together = new Float64Array(size * size);
  const where = new Int32Array(size);
  const values = new Float64Array(size);
  for (const [i, row] of rows.entries()) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    let cast = 0;
    for (let j = 0; j < size; j++) {
      if (row[j] === unseen) continue;
      where[cast] = j;
      values[cast++] = row[j]! - means[j]!;
    }
    for (let a = 0; a < cast; a++) {
      const value = weight * values[a]!;
      const at = where[a]! * size;
      for (let b = a; b < cast; b++) together[at + where[b]!]! += value * values[b]!;
    }
  }
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) together[b * size + a] = together[a * size + b]!;
  return together;
}

interface Main {
  axis: Float64Array;
  length: number;
}

function mainAxis(matrix: Float64Array, size: number, seed: number): Main {
  const random = seeded(seed);
  let axis = unit(Float64Array.from({ length: size }, () => random() - 0.5)).axis;
  let length = 0;
  for (let round = 0; round < mostRounds; round++) {
    const next = unit(times(matrix, axis));
    length = next.length;
    // Nothing is left in which anybody differs.
    if (length === 0) return { axis: new Float64Array(size), length: 0 };
    let moved = 0;
    for (let j = 0; j < size; j++) moved = Math.max(moved, Math.abs(next.axis[j]! - axis[j]!));
    axis = next.axis;
    if (moved < closeEnough) break;
  }
  return { axis: withSignFixed(axis), length };
}

function times(matrix: Float64Array, axis: Float64Array): Float64Array {
  const size = axis.length;
  const result = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    let sum = 0;
    const at = a * size;
    for (let b = 0; b < size; b++) sum += matrix[at + b]! * axis[b]!;
    result[a] = sum;
  }
  return result;
}

function unit(vector: Float64Array): Main {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return {
    axis: length < 1e-12 ? new Float64Array(vector.length) : vector.map((v) => v / length),
    length: length < 1e-12 ? 0 : length,
  };
}

function deflate(matrix: Float64Array, size: number, { axis, length }: Main): void {
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) matrix[a * size + b]! -= length * axis[a]! * axis[b]!;
}

function withSignFixed(axis: Float64Array): Float64Array {
  let largest = 0;
  // A hair's breadth, so that two entries of one size do not change places with the order of adding up.
  for (let j = 1; j < axis.length; j++) if (Math.abs(axis[j]!) > Math.abs(axis[largest]!) + 1e-9) largest = j;
  return axis.length > 0 && axis[largest]! < 0 ? axis.map((v) => -v) : axis;
}
