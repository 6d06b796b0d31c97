/** Milliseconds, in whole minutes. */
export function minutesOf(ms: number): number {
  return Math.round(ms / 60_000);
}
