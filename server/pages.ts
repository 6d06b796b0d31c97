import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { encodingFor } from './packed';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

interface Variant {
  body: Buffer;
  etag: string;
  /** Names and values in turn, as they are sent with the page; made once, not for each visitor. */
  head: string[];
  headOfUnchanged: string[];
}

interface Kept {
  variants: { br: Variant; gzip: Variant; identity: Variant };
  tags: string[];
  until: number | null;
  bytes: number;
}

export interface Filling {
  key: string;
  began: number;
  /** Whether the page said that it may be kept. */
  offered: boolean;
  ended: Promise<void>;
  done: () => void;
}

/** Addresses that were found not to be pages to keep; their visitors need not wait for each other. */
const mostNever = 5000;

/**
 * Rendered pages of visitors without a session, byte for byte, until something they show is announced.
 *
 * The fill race: an announcement that arrives while a page renders must win over the page. So each drop counts up, a
 * fill remembers the count at which it began, and a page whose tag was dropped since then is served once and not kept.
 */
export class Pages {
  private kept = new Map<string, Kept>();
  /** Keys of the pages that show a thing: five hundred drops a second must not each walk through all pages. */
  private showing = new Map<string, Set<string>>();
  private dropped = new Map<string, number>();
  private count = 0;
  private floor = 0;
  private bytes = 0;
  private underWay = new Map<string, Promise<void>>();
  private never = new Set<string>();

  constructor(
    private readonly limit: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Begins to fill; `end` has to follow, whatever comes of it. */
  begin(key: string): Filling {
    let done = () => {};
    const ended = new Promise<void>((resolve) => {
      done = resolve;
    });
    if (!this.underWay.has(key)) this.underWay.set(key, ended);
    return { key, began: this.count, offered: false, ended, done };
  }

  /**
   * The end of a rendering of this page that someone else has asked for, if there is one: a thousand visitors who come
   * for what has just changed need one rendering, not a thousand. What comes of it may not be kept; then one renders.
   */
  waitFor(key: string): Promise<void> | undefined {
    return this.never.has(pathOf(key)) ? undefined : this.underWay.get(key);
  }

  end(filling: Filling): void {
    if (this.underWay.get(filling.key) === filling.ended) this.underWay.delete(filling.key);
    if (filling.offered) this.never.delete(pathOf(filling.key));
    else if (this.limit > 0) {
      if (this.never.size >= mostNever) this.never.clear();
      this.never.add(pathOf(filling.key));
    }
    filling.done();
  }

  /** Keeps a page, unless something it shows was dropped since its fill began. */
  async fill(
    filling: Filling,
    page: { body: Buffer; headers: Record<string, string>; tags: string[]; until: Date | null },
  ): Promise<void> {
    filling.offered = true;
    if (this.limit === 0) return;
    const packed = await Promise.all([
      brotli(page.body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 7 } }),
      gzip(page.body, { level: 7 }),
    ]);
    const variants = {
      identity: variant(page.body, null, page.headers),
      br: variant(packed[0], 'br', page.headers),
      gzip: variant(packed[1], 'gzip', page.headers),
    };
    if (filling.began < this.floor || page.tags.some((tag) => (this.dropped.get(tag) ?? -1) > filling.began)) return;
    const until = page.until?.getTime() ?? null;
    if (until !== null && until <= this.now()) return;
    this.forget(filling.key);
    const bytes = variants.br.body.length + variants.gzip.body.length + variants.identity.body.length;
    if (bytes > this.limit / 4) return;
    this.kept.set(filling.key, { variants, tags: page.tags, until, bytes });
    this.bytes += bytes;
    for (const tag of page.tags) {
      const keys = this.showing.get(tag) ?? new Set();
      this.showing.set(tag, keys.add(filling.key));
    }
    // A Map keeps the order of use: the first is the one longest unused.
    for (const key of this.kept.keys()) {
      if (this.bytes <= this.limit) break;
      this.forget(key);
    }
  }

  /** Drops every page that shows one of these. */
  drop(tags: string[]): void {
    this.count++;
    for (const tag of tags) this.dropped.set(tag, this.count);
    for (const tag of tags) for (const key of [...(this.showing.get(tag) ?? [])]) this.forget(key);
    if (this.dropped.size > 20_000) {
      // Forgetting when a tag was dropped is safe only if every fill that began before now is refused.
      this.dropped.clear();
      this.floor = ++this.count;
    }
  }

  /** After a gap in what this process heard, everything it holds may be old. */
  dropAll(): void {
    this.floor = ++this.count;
    this.kept.clear();
    this.showing.clear();
    this.dropped.clear();
    this.bytes = 0;
  }

  /** Answers from memory where it can; false where the page has to be rendered. */
  serve(key: string, req: IncomingMessage, res: ServerResponse, beforeSending?: () => void): boolean {
    const page = this.kept.get(key);
    if (!page) return false;
    if (page.until !== null && page.until <= this.now()) {
      this.forget(key);
      return false;
    }
    this.kept.delete(key);
    this.kept.set(key, page);
    beforeSending?.();
    send(page, req, res);
    return true;
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.kept.size, bytes: this.bytes };
  }

  private forget(key: string): void {
    const page = this.kept.get(key);
    if (!page) return;
    this.kept.delete(key);
    this.bytes -= page.bytes;
    for (const tag of page.tags) {
      const keys = this.showing.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.showing.delete(tag);
    }
  }
}

/** `en /discussions/12?page=2` is a page of `/discussions/12`. */
function pathOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1).split('?')[0]!;
}

function variant(body: Buffer, encoding: 'br' | 'gzip' | null, headers: Record<string, string>): Variant {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}-${encoding?.[0] ?? 'i'}"`;
  const headOfUnchanged = [...Object.entries(headers).flat(), 'ETag', etag];
  const head = [...headOfUnchanged, 'Content-Length', String(body.length)];
  if (encoding) head.push('Content-Encoding', encoding);
  return { body, etag, head, headOfUnchanged };
}

function send(page: Kept, req: IncomingMessage, res: ServerResponse): void {
  const { body, etag, head, headOfUnchanged } = page.variants[encodingFor(req.headers['accept-encoding'])];
  // A proxy that compresses by itself makes the tag a weak one.
  const known = req.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) {
    res.writeHead(304, headOfUnchanged).end();
    return;
  }
  res.writeHead(200, head);
  res.end(req.method === 'HEAD' ? undefined : body);
}
