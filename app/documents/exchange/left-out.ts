import type { LeftOut, LeftOutKind } from './carried';

/** Counts what a reader has to leave out or simplify. */
export class Tally {
  readonly #counts = new Map<LeftOutKind, number>();

  add(what: LeftOutKind, count = 1): void {
    if (count > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  list(): LeftOut[] {
    return Array.from(this.#counts, ([what, count]) => ({ what, count }));
  }
}
