/**
 * Markup of pieces that stand on many pages, by everything it was made of: what is found is never old. Two halves, of
 * which the older goes when the newer is full, so that what is in use stays without any book-keeping of uses.
 */
export class Markup {
  private newer = new Map<string, Buffer>();
  private older = new Map<string, Buffer>();
  private size = 0;
  private drops = 0;

  /** `limit` is in bytes, of keys and markup together; 0 keeps nothing. */
  constructor(private readonly limit: number) {}

  /**
   * For one page. What it makes is not kept if words had to go since its making began: it may hold what was erased.
   */
  forPage(): (madeOf: string, make: () => string) => Buffer {
    const began = this.drops;
    return (madeOf, make) => {
      const found = this.newer.get(madeOf);
      if (found !== undefined) return found;
      const kept = this.older.get(madeOf);
      const html = kept ?? Buffer.from(make());
      if (began === this.drops) this.keep(madeOf, html);
      return html;
    };
  }

  /** Words may have been erased: nothing of what was made before stays. */
  dropAll(): void {
    this.drops++;
    this.newer = new Map();
    this.older = new Map();
    this.size = 0;
  }

  private keep(madeOf: string, html: Buffer): void {
    const size = madeOf.length + html.length;
    if (size > this.limit / 20) return;
    if (this.size + size > this.limit / 2) {
      this.older = this.newer;
      this.newer = new Map();
      this.size = 0;
    }
    this.newer.set(madeOf, html);
    this.size += size;
  }
}

/** Announcements that only add: after any other that names a post, words may have been taken away. */
const adds = new Set(['discussion.post-written', 'discussion.reacted', 'discussion.post-flagged']);

export function mayErase(what: string, ids: Record<string, unknown>): boolean {
  return ids.post !== undefined && !adds.has(what);
}
