import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

interface Variant {
  body: Buffer;
  etag: string;
}

interface Kept {
  variants: { br: Variant; gzip: Variant; identity: Variant };
  headers: Record<string, string>;
  tags: string[];
  until: number | null;
  bytes: number;
}

export interface Filling {
  key: string;
  began: number;
}

/**
 * Rendered pages of visitors without a session, byte for byte, until something they show is announced.
 *
 * The fill race: an announcement that arrives while a page renders must win over the page. So each drop counts up, a
 * fill remembers the count at which it began, and a page whose tag was dropped since then is served once and not kept.
 */
export class Pages {
  private kept = new Map<string, Kept>();
  private dropped = new Map<string, number>();
  private count = 0;
  private floor = 0;
  private bytes = 0;

  constructor(
    private readonly limit: number,
    private readonly now: () => number = Date.now,
  ) {}

  begin(key: string): Filling {
    return { key, began: this.count };
  }

  /** Keeps a page, unless something it shows was dropped since its fill began. */
  async fill(
    filling: Filling,
    page: { body: Buffer; headers: Record<string, string>; tags: string[]; until: Date | null },
  ): Promise<void> {
    if (this.limit === 0) return;
    const variants = {
      identity: variant(page.body, 'i'),
      br: variant(await brotli(page.body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 7 } }), 'b'),
      gzip: variant(await gzip(page.body, { level: 7 }), 'g'),
    };
    if (filling.began < this.floor || page.tags.some((tag) => (this.dropped.get(tag) ?? -1) > filling.began)) return;
    const until = page.until?.getTime() ?? null;
    if (until !== null && until <= this.now()) return;
    this.forget(filling.key);
    const bytes = variants.br.body.length + variants.gzip.body.length + variants.identity.body.length;
    if (bytes > this.limit / 4) return;
    this.kept.set(filling.key, { variants, headers: page.headers, tags: page.tags, until, bytes });
    this.bytes += bytes;
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
    for (const [key, page] of this.kept) if (page.tags.some((t) => tags.includes(t))) this.forget(key);
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
    this.dropped.clear();
    this.bytes = 0;
  }

  /** Answers from memory where it can; false where the page has to be rendered. */
  serve(key: string, req: IncomingMessage, res: ServerResponse): boolean {
    const page = this.kept.get(key);
    if (!page) return false;
    if (page.until !== null && page.until <= this.now()) {
      this.forget(key);
      return false;
    }
    this.kept.delete(key);
    this.kept.set(key, page);
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
  }
}

function variant(body: Buffer, mark: string): Variant {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}-${mark}"` };
}

function send(page: Kept, req: IncomingMessage, res: ServerResponse): void {
  const accepted = String(req.headers['accept-encoding'] ?? '');
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
  const { body, etag } = page.variants[encoding];
  const headers: Record<string, string | number> = { ...page.headers, ETag: etag };
  if (req.headers['if-none-match']?.split(/,\s*/).includes(etag)) {
    res.writeHead(304, headers).end();
    return;
  }
  headers['Content-Length'] = body.length;
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  res.writeHead(200, headers);
  res.end(req.method === 'HEAD' ? undefined : body);
}
