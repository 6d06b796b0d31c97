/** Times counted in steps of one per cent, so that those of several processes and runs can be added up. */
export type Histogram = Record<number, number>;

const step = Math.log(1.01);

export function note(histogram: Histogram, ms: number): void {
  const bucket = Math.round(Math.log(Math.max(ms, 0.001)) / step);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

export function added(histograms: Histogram[]): Histogram {
  const sum: Histogram = {};
  for (const histogram of histograms)
    for (const [bucket, count] of Object.entries(histogram))
      sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + (count as number);
  return sum;
}

/** Milliseconds under which this share of the times lies. */
export function quantile(histogram: Histogram, share: number): number {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort((a, b) => a[0] - b[0]);
  const all = buckets.reduce((sum, [, count]) => sum + count, 0);
  let under = 0;
  for (const [bucket, count] of buckets) {
    under += count;
    if (under >= all * share) return Math.exp(bucket * step);
  }
  return Number.NaN;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
