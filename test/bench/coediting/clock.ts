/** Milliseconds on the clock that all processes of a machine share. */
const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now();

export function clock(): number {
  return performance.now() + offset;
}
