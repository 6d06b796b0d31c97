import type { Contents, Range } from './update';

/** How an update stands to what is known already. */
export type Standing =
  /** Needs structs that have not come yet. */
  | { is: 'gap' }
  /** Brings nothing. */
  | { is: 'known' }
  /** `wrote`: the structs in it that were not known. */
  | { is: 'new'; wrote: Range[] };

/**
 * What of a text is known: for each client of Yjs how many of its structs, and which were deleted. Deletions are known
 * too because a state vector does not show them: without, each client that comes back and sends everything it knows to
 * be deleted would make a commit and a message to all.
 */
export class Knowledge {
  private clocks = new Map<number, number>();
  private deleted = new Map<number, Spans>();

  clockOf(client: number): number {
    return this.clocks.get(client) ?? 0;
  }

  get vector(): ReadonlyMap<number, number> {
    return this.clocks;
  }

  compare(contents: Contents): Standing {
    const ends = new Map<number, number>();
    const wrote: Range[] = [];
    for (const { client, from, to } of contents.structs) {
      const known = Math.max(this.clockOf(client), ends.get(client) ?? 0);
      if (from > known) return { is: 'gap' };
      ends.set(client, to);
      if (to > known) wrote.push({ client, from: known, to });
    }
    const isThere = (client: number, upTo: number) => upTo <= Math.max(this.clockOf(client), ends.get(client) ?? 0);
    for (const [client, upTo] of contents.needs) if (!isThere(client, upTo)) return { is: 'gap' };
    let deletes = false;
    for (const { client, from, to } of contents.deletes) {
      if (!isThere(client, to)) return { is: 'gap' };
      deletes ||= !this.deleted.get(client)?.holds(from, to);
    }
    return wrote.length > 0 || deletes ? { is: 'new', wrote } : { is: 'known' };
  }

  /** Everything that is deleted, as spans of each client. */
  deletes(): { client: number; at: readonly number[] }[] {
    return [...this.deleted].map(([client, { at }]) => ({ client, at }));
  }

  learn(contents: Contents): void {
    for (const { client, to } of contents.structs) if (to > this.clockOf(client)) this.clocks.set(client, to);
    for (const { client, from, to } of contents.deletes) {
      const spans = this.deleted.get(client) ?? new Spans();
      this.deleted.set(client, spans);
      spans.add(from, to);
    }
  }
}

/** Spans of numbers that neither overlap nor touch, in order: starts at even places, ends at odd ones. */
export class Spans {
  readonly at: number[] = [];

  /** The first place whose number is larger than `n`. */
  private after(n: number): number {
    let low = 0;
    let high = this.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at[middle]! > n) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  holds(from: number, to: number): boolean {
    const place = this.after(from);
    return place % 2 === 1 && this.at[place]! >= to;
  }

  add(from: number, to: number): void {
    const { at } = this;
    if (at.length > 0 && from > at[at.length - 1]!) {
      at.push(from, to);
      return;
    }
    // Touching spans become one: the place of an end that equals `from` counts as inside.
    let first = this.after(from);
    if (first > 0 && at[first - 1] === from) first--;
    const last = this.after(to);
    const put: number[] = [];
    if (first % 2 === 0) put.push(from);
    if (last % 2 === 0) put.push(to);
    at.splice(first, last - first, ...put);
  }
}
