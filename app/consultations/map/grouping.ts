import type { Points } from './components';
import { seeded } from './seeded';

/** Groups of points, by number from 0. */
export interface Grouping {
  labels: Uint8Array;
  centres: { x: number; y: number }[];
  /** Sum of squared distances to the own centre, weighted. */
  inertia: number;
}

const mostRounds = 60;
/** Silhouettes of more points than these are taken of a sample: the work grows with the square. */
export const silhouetteSample = 2000;

/** k-means from centres as far from each other as can be, beginning with a point that the seed chooses. */
export function groupFarthestFirst(points: Points, k: number, seed: number, weights?: Uint16Array): Grouping {
  const { x, y } = points;
  const random = seeded(seed);
  const centres = [at(points, anyOf(points, weights, random))];
  const nearest = distancesTo(points, centres[0]!);
  while (centres.length < k) {
    let far = 0;
    for (let i = 1; i < x.length; i++) if (counts(weights, i) && nearest[i]! > nearest[far]!) far = i;
    centres.push({ x: x[far]!, y: y[far]! });
    shorten(nearest, points, centres.at(-1)!);
  }
  return settle(points, centres, weights);
}

/**
 * k-means from centres drawn with a chance that grows with the square of their distance from those before, `restarts` times
 * with other numbers; the tightest of all, `first` included. A single start depends on where its outliers lie.
 */
export function groupAgain(
  points: Points,
  k: number,
  first: Grouping,
  { seed, restarts, weights }: { seed: number; restarts: number; weights?: Uint16Array },
): Grouping {
  let best = first;
  for (let n = 1; n <= restarts; n++) {
    const found = settle(points, drawn(points, k, seeded(seed + n * 7919), weights), weights);
    // By more than what adding up in another order could make.
    if (found.inertia < best.inertia * (1 - 1e-9)) best = found;
  }
  return best;
}

function drawn(points: Points, k: number, random: () => number, weights?: Uint16Array): Grouping['centres'] {
  const centres = [at(points, anyOf(points, weights, random))];
  const nearest = distancesTo(points, centres[0]!);
  while (centres.length < k) {
    let all = 0;
    for (let i = 0; i < nearest.length; i++) all += nearest[i]! * weightOf(weights, i);
    let left = random() * all;
    let chosen = nearest.length - 1;
    for (let i = 0; i < nearest.length; i++) {
      left -= nearest[i]! * weightOf(weights, i);
      if (left < 0) {
        chosen = i;
        break;
      }
    }
    centres.push(at(points, chosen));
    shorten(nearest, points, centres.at(-1)!);
  }
  return centres;
}

function settle(points: Points, from: Grouping['centres'], weights?: Uint16Array): Grouping {
  const { x, y } = points;
  const centres = from.map((c) => ({ ...c }));
  const labels = new Uint8Array(x.length).fill(255);
  let inertia = 0;
  for (let round = 0; round < mostRounds; round++) {
    const sums = centres.map(() => ({ x: 0, y: 0, n: 0 }));
    let changed = false;
    inertia = 0;
    for (let i = 0; i < x.length; i++) {
      const { label, distance } = nearestOf(centres, x[i]!, y[i]!);
      if (labels[i] !== label) changed = true;
      labels[i] = label;
      const weight = weightOf(weights, i);
      const sum = sums[label]!;
      sum.x += weight * x[i]!;
      sum.y += weight * y[i]!;
      sum.n += weight;
      inertia += weight * distance;
    }
    if (!changed) break;
    for (const [c, sum] of sums.entries()) if (sum.n > 0) centres[c] = { x: sum.x / sum.n, y: sum.y / sum.n };
  }
  return { labels, centres, inertia };
}

function nearestOf(centres: Grouping['centres'], x: number, y: number): { label: number; distance: number } {
  let label = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (let c = 0; c < centres.length; c++) {
    const d = (x - centres[c]!.x) ** 2 + (y - centres[c]!.y) ** 2;
    if (d < distance) {
      distance = d;
      label = c;
    }
  }
  return { label, distance };
}

/** People in each group. */
export function sizesOf({ labels, centres }: Pick<Grouping, 'labels' | 'centres'>): number[] {
  const sizes = centres.map(() => 0);
  for (const label of labels) sizes[label]!++;
  return sizes;
}

/**
 * How much nearer people are to their own group than to the next, from -1 to 1, on the mean. Of the first
 * `silhouetteSample` points, which are a sample in canonical order; a lone member counts 0.
 */
export function silhouette({ x, y }: Points, { labels, centres }: Pick<Grouping, 'labels' | 'centres'>): number {
  const n = Math.min(x.length, silhouetteSample);
  const k = centres.length;
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < n; i++) sizes[labels[i]!]!++;
  const sums = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const distance = Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2);
      sums[i * k + labels[j]!]! += distance;
      sums[j * k + labels[i]!]! += distance;
    }
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = labels[i]!;
    if (sizes[own]! < 2) continue;
    const within = sums[i * k + own]! / (sizes[own]! - 1);
    let other = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== own && sizes[c]! > 0) other = Math.min(other, sums[i * k + c]! / sizes[c]!);
    const most = Math.max(within, other);
    if (most > 0 && Number.isFinite(other)) total += (other - within) / most;
  }
  return n === 0 ? 0 : total / n;
}

/** How far two groupings of the same people say the same of each pair, from 0 to 1; and that beyond what chance would give. */
export function agreementOf(a: Uint8Array, b: Uint8Array, k: number): { rand: number; adjusted: number } {
  const table = new Float64Array(k * k);
  const ofA = new Float64Array(k);
  const ofB = new Float64Array(k);
  for (let i = 0; i < a.length; i++) {
    table[a[i]! * k + b[i]!]!++;
    ofA[a[i]!]!++;
    ofB[b[i]!]!++;
  }
  const pairs = (counts: Float64Array) => counts.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const all = (a.length * (a.length - 1)) / 2;
  if (all === 0) return { rand: 1, adjusted: 1 };
  const both = pairs(table);
  const [inA, inB] = [pairs(ofA), pairs(ofB)];
  const rand = (all + 2 * both - inA - inB) / all;
  const chance = (inA * inB) / all;
  const most = (inA + inB) / 2;
  return { rand, adjusted: most === chance ? 1 : (both - chance) / (most - chance) };
}

function at({ x, y }: Points, i: number): { x: number; y: number } {
  return { x: x[i]!, y: y[i]! };
}

function weightOf(weights: Uint16Array | undefined, i: number): number {
  return weights ? weights[i]! : 1;
}

function counts(weights: Uint16Array | undefined, i: number): boolean {
  return weightOf(weights, i) > 0;
}

function anyOf({ x }: Points, weights: Uint16Array | undefined, random: () => number): number {
  const from = Math.floor(random() * x.length);
  for (let n = 0; n < x.length; n++) if (counts(weights, (from + n) % x.length)) return (from + n) % x.length;
  return from;
}

function distancesTo({ x, y }: Points, to: { x: number; y: number }): Float64Array {
  return x.map((value, i) => (value - to.x) ** 2 + (y[i]! - to.y) ** 2);
}

function shorten(nearest: Float64Array, { x, y }: Points, to: { x: number; y: number }): void {
  for (let i = 0; i < nearest.length; i++) {
    const distance = (x[i]! - to.x) ** 2 + (y[i]! - to.y) ** 2;
    if (distance < nearest[i]!) nearest[i] = distance;
  }
}
