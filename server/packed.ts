import type { IncomingMessage, ServerResponse } from 'node:http';
import zlib from 'node:zlib';

const worthPacking = /^(text\/|application\/(json|atom\+xml|xml))/;
const least = 1000;
/** Above this a page would hold up the others while it is packed. */
const most = 1024 * 1024;

/**
 * The body of an answer that is made for one person, packed as quickly as can be: a tenth of a millisecond for a page of
 * posts, less than it costs to send it unpacked. Sets the header that says so. Such pages hold no secret that is the same
 * twice (a nonce and the keys of forms are new in each), so their length tells nothing.
 */
export function packed(body: Buffer, req: IncomingMessage, res: ServerResponse): Buffer {
  if (body.length < least || body.length > most || res.hasHeader('Content-Encoding')) return body;
  if (!worthPacking.test(String(res.getHeader('Content-Type') ?? ''))) return body;
  const encoding = encodingFor(req.headers['accept-encoding']);
  if (encoding === 'identity') return body;
  res.setHeader('Content-Encoding', encoding);
  return encoding === 'br' ? zlib.brotliCompressSync(body, quickBrotli) : zlib.gzipSync(body, quickGzip);
}

const quickBrotli = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1, [zlib.constants.BROTLI_PARAM_LGWIN]: 18 } };
const quickGzip = { level: 1 };

const refusesBrotli = /(?:^|,)\s*br\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/;
const refusesGzip = /(?:^|,)\s*gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/;

export type Encoding = 'br' | 'gzip' | 'identity';

/** Browsers send one of a handful of lines. */
const encodings = new Map<string, Encoding>();

/** The best that a browser takes of what we have. */
export function encodingFor(accepted = ''): Encoding {
  let encoding = encodings.get(accepted);
  if (!encoding) {
    if (encodings.size >= 100) encodings.clear();
    encoding = bestEncoding(accepted);
    encodings.set(accepted, encoding);
  }
  return encoding;
}

function bestEncoding(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted) && !refusesBrotli.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) && !refusesGzip.test(accepted) ? 'gzip' : 'identity';
}
