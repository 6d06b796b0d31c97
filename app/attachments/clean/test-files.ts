import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { type Unzipped, unzipSync, zipSync } from 'fflate';
import { asBuffer, ascii, joined, startsWith, viewOf } from './bytes';

/** Small real files, made for the tests beside this file; nothing in the app imports it. */

export function latin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

export function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  return asBuffer(bytes).includes(asBuffer(part));
}

function be16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function be32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}

function le32(value: number): Uint8Array {
  return be32(value).reverse();
}

/** A TIFF block as a camera writes it: its make, an orientation, and a GPS directory that names a place. */
export function exif(text: string, orientation = 6): Uint8Array {
  const value = ascii(`${text}\0`);
  const entry = (tag: number, type: number, count: number, data: Uint8Array) =>
    joined([be16(tag), be16(type), be32(count), data]);
  const start = 8 + 2 + 3 * 12 + 4;
  const gps = start + value.length;
  return joined([
    ...[ascii('MM\0*'), be32(8), be16(3)],
    entry(0x010f, 2, value.length, be32(start)),
    entry(0x0112, 3, 1, Uint8Array.of(0, orientation, 0, 0)),
    entry(0x8825, 4, 1, be32(gps)),
    ...[be32(0), value, be16(1)],
    entry(0x001c, 7, value.length, be32(gps + 18)),
    ...[be32(0), value],
  ]);
}

// 16 by 8 pixels, grey, in two blocks with a restart marker between them; the smallest tables that can be.
const table = (id: number) => joined([Uint8Array.of(id, 1), new Uint8Array(15), Uint8Array.of(0)]);

export function jpegSegment(marker: number, data: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(0xff, marker), be16(data.length + 2), data]);
}

export const jpegPicture = joined([
  jpegSegment(0xdb, joined([Uint8Array.of(0), new Uint8Array(64).fill(1)])),
  jpegSegment(0xc0, Uint8Array.of(8, 0, 8, 0, 16, 1, 1, 0x11, 0)),
  jpegSegment(0xc4, joined([table(0), table(0x10)])),
  jpegSegment(0xdd, be16(1)),
  jpegSegment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Uint8Array.of(0x3f, 0xff, 0xd0, 0x3f),
]);

const jfif = jpegSegment(0xe0, joined([ascii('JFIF\0'), Uint8Array.of(1, 2, 0, 0, 1, 0, 1, 0, 0)]));

/** `before` are segments ahead of the picture; `after` follows the end of the file. */
export function jpeg(before: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0)): Uint8Array {
  return joined([Uint8Array.of(0xff, 0xd8), jfif, ...before, jpegPicture, Uint8Array.of(0xff, 0xd9), after]);
}

export function jpegWithPlace(text: string, orientation = 6): Uint8Array {
  return jpeg([jpegSegment(0xe1, joined([ascii('Exif\0\0'), exif(text, orientation)]))]);
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([ascii(type), data]);
  return joined([be32(data.length), named, be32(crc32(named))]);
}

export const pngPixels = Uint8Array.of(0, 10, 20, 0, 30, 40);

/** 2 by 2 pixels, grey. */
export function png(chunks: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0)): Uint8Array {
  return joined([
    ascii('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', joined([be32(2), be32(2), Uint8Array.of(8, 0, 0, 0, 0)])),
    ...chunks,
    pngChunk('IDAT', deflateSync(pngPixels)),
    pngChunk('IEND', new Uint8Array(0)),
    after,
  ]);
}

export const gifImage = Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0);
export const gifControl = Uint8Array.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
export const gifLoop = joined([Uint8Array.of(0x21, 0xff, 11), ascii('NETSCAPE2.0'), Uint8Array.of(3, 1, 0, 0, 0)]);

export function gifBlocks(text: string): Uint8Array {
  return joined([Uint8Array.of(text.length), ascii(text), Uint8Array.of(0)]);
}

/** One pixel in black. */
export function gif(blocks: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array(0)): Uint8Array {
  const screen = Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255);
  return joined([ascii('GIF89a'), screen, ...blocks, gifControl, gifImage, Uint8Array.of(0x3b), after]);
}

export function webpChunk(type: string, data: Uint8Array): Uint8Array {
  return joined([ascii(type), le32(data.length), data, new Uint8Array(data.length & 1)]);
}

/** One pixel, lossless. */
export const webpPicture = webpChunk('VP8L', Uint8Array.of(0x2f, 0, 0, 0, 0, 0x88, 0x88, 0xfe, 7));

/** `flags` as in VP8X: 8 says that EXIF, 4 that XMP follows. */
export function webp(
  flags: number,
  chunks: readonly Uint8Array[] = [],
  after: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const header = webpChunk('VP8X', joined([Uint8Array.of(flags), new Uint8Array(9)]));
  const body = joined([ascii('WEBP'), header, webpPicture, ...chunks]);
  return joined([ascii('RIFF'), le32(body.length), body, after]);
}

/** An archive of parts given as text or bytes, by another hand than ours. */
export function archive(parts: Record<string, string | Uint8Array>): Uint8Array {
  const bytes: Unzipped = {};
  for (const [name, part] of Object.entries(parts)) {
    bytes[name] = typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part);
  }
  return zipSync(bytes, { level: 6 });
}

export function partsOf(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)));
}

function* unpackedStreams(pdf: Uint8Array): Generator<Uint8Array> {
  const text = latin1(pdf);
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = text.indexOf('\n', index) + 1;
    try {
      yield inflateSync(pdf.subarray(from, text.indexOf('endstream', from)), { finishFlush: 2 });
    } catch {
      // Not packed; it has been searched as it stands.
    }
  }
}

/**
 * Whether a text stands anywhere in a file: as it is, in UTF-16, or as hexadecimal digits, also in the parts of an archive,
 * in the streams of a PDF and in what these hold in turn.
 */
export function holds(bytes: Uint8Array, text: string): boolean {
  const buffer = asBuffer(bytes);
  const wide = Buffer.from(text, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  if ([Buffer.from(text), wide, swapped].some((form) => buffer.includes(form))) return true;
  const digits = latin1(bytes).toLowerCase();
  if ([Buffer.from(text), swapped].some((form) => digits.includes(form.toString('hex')))) return true;
  if (startsWith(bytes, 'PK'))
    return [...partsOf(bytes)].some(([name, part]) => name.includes(text) || holds(part, text));
  return startsWith(bytes, '%PDF') && [...unpackedStreams(bytes)].some((stream) => holds(stream, text));
}

/** Numbers from 0 up to 1 that are the same at each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
