import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRaw } from 'node:zlib';
import { asBuffer, joined, startsWith, viewOf } from './bytes';
import { refusals } from './refusals';

// In zlib's own threads: a large spreadsheet would otherwise hold up everyone else on the server while it unpacks.
const inflate = promisify(inflateRaw);
const deflate = promisify(deflateRaw);

const localHeader = 'PK\x03\x04';
const centralHeader = 'PK\x01\x02';
const endOfDirectory = 'PK\x05\x06';
const stored = 0;
const deflated = 8;

/** The parts of an archive by name, in their order. */
export type Parts = Map<string, Uint8Array>;

/** What is still left to unpack from one upload, documents inside documents included. */
export interface Allowance {
  bytes: number;
  entries: number;
}

export const unpackLimits = { bytes: 100 * 1024 * 1024, entries: 5000 } as const;

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  at: number;
}

/** The end record is the last 22 bytes and a comment of at most 65535 after them. */
function findDirectory(bytes: Uint8Array): { from: number; count: number } {
  const view = viewOf(bytes);
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (!startsWith(bytes, endOfDirectory, at)) continue;
    const count = view.getUint16(at + 10, true);
    const from = view.getUint32(at + 16, true);
    if (at + 22 + view.getUint16(at + 20, true) > bytes.length) continue;
    // More than one disk, or the 64-bit form: neither has a place in a document of a few megabytes.
    if (view.getUint16(at + 8, true) !== count || count === 0xffff || from >= at) throw refusals.damaged();
    return { from, count };
  }
  throw refusals.damaged();
}

function readEntry(bytes: Uint8Array, at: number): { entry: Entry; next: number } {
  const view = viewOf(bytes);
  if (at + 46 > bytes.length || !startsWith(bytes, centralHeader, at)) throw refusals.damaged();
  const flags = view.getUint16(at + 8, true);
  if (flags & 0x2041) throw refusals.encrypted();
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > bytes.length) throw refusals.damaged();
  const name = asBuffer(bytes.subarray(at + 46, nameEnd))
    .toString('utf8')
    .replaceAll('\\', '/');
  const entry = {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
  return { entry, next };
}

function isSafePath(name: string): boolean {
  return name !== '' && !name.startsWith('/') && !name.includes('\0') && !name.split('/').includes('..');
}

function packedBytes(bytes: Uint8Array, { at, packed }: Entry): Uint8Array {
  const view = viewOf(bytes);
  if (at + 30 > bytes.length || !startsWith(bytes, localHeader, at)) throw refusals.damaged();
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) throw refusals.damaged();
  return bytes.subarray(from, from + packed);
}

async function unpack(bytes: Uint8Array, entry: Entry): Promise<Uint8Array> {
  const packed = packedBytes(bytes, entry);
  let content: Uint8Array;
  if (entry.method === stored) content = packed;
  else if (entry.method !== deflated) throw refusals.damaged();
  else if (entry.unpacked === 0) content = new Uint8Array(0);
  else {
    try {
      // The declared size bounds what is unpacked, whatever the stream holds: it stops there with an error.
      content = await inflate(packed, { maxOutputLength: entry.unpacked });
    } catch {
      throw refusals.damaged();
    }
  }
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw refusals.damaged();
  return content;
}

/**
 * The parts of an archive, by its central directory alone. What stands before, between and after them is not read, nor
 * are times, comments, extra fields and empty folders. Takes what it unpacks out of the allowance.
 * Refusals: damaged (also two parts of one name, and paths that lead out), encrypted, too-complex.
 */
export async function readZip(bytes: Uint8Array, allowance: Allowance): Promise<Parts> {
  const { from, count } = findDirectory(bytes);
  allowance.entries -= count;
  if (allowance.entries < 0) throw refusals.tooComplex();
  const entries: Entry[] = [];
  const names = new Set<string>();
  for (let i = 0, at = from; i < count; i++) {
    const { entry, next } = readEntry(bytes, at);
    at = next;
    allowance.bytes -= entry.unpacked;
    if (allowance.bytes < 0) throw refusals.tooComplex();
    if (entry.name.endsWith('/') && entry.unpacked === 0) continue;
    const folded = entry.name.toLowerCase();
    if (!isSafePath(entry.name) || names.has(folded)) throw refusals.damaged();
    names.add(folded);
    entries.push(entry);
  }
  const parts: Parts = new Map();
  for (const entry of entries) parts.set(entry.name, await unpack(bytes, entry));
  return parts;
}

// 1 January 1980, the earliest a ZIP can say: the true time of each part would tell when it was worked on.
const date = (1 << 5) | 1;
const utf8Names = 0x0800;

interface Written {
  local: Uint8Array;
  central: Uint8Array;
}

async function pack(name: string, content: Uint8Array, at: number, mayDeflate: boolean): Promise<Written> {
  const smaller = mayDeflate ? await deflate(content) : content;
  const method = smaller.length < content.length ? deflated : stored;
  const data = method === deflated ? smaller : content;
  const encoded = new TextEncoder().encode(name);
  // From the version needed to the length of the name, both headers say the same.
  const common = new Uint8Array(24);
  const view = viewOf(common);
  view.setUint16(0, 20, true);
  view.setUint16(2, /^[\x20-\x7e]*$/.test(name) ? 0 : utf8Names, true);
  view.setUint16(4, method, true);
  view.setUint16(8, date, true);
  view.setUint32(10, crc32(content), true);
  view.setUint32(14, data.length, true);
  view.setUint32(18, content.length, true);
  view.setUint16(22, encoded.length, true);
  const place = new Uint8Array(16);
  viewOf(place).setUint32(12, at, true);
  const local = joined([Buffer.from(localHeader, 'latin1'), common, new Uint8Array(2), encoded, data]);
  const version = Uint8Array.of(20, 0);
  return { local, central: joined([Buffer.from(centralHeader, 'latin1'), version, common, place, encoded]) };
}

/**
 * An archive of these parts in their order, with nothing beside them. Those in `plain` are stored as they are, which
 * OpenDocument asks of its `mimetype` (part 2, section 3.3).
 */
export async function writeZip(parts: Parts, plain: ReadonlySet<string> = new Set()): Promise<Uint8Array> {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const { local, central } = await pack(name, content, at, !plain.has(name));
    locals.push(local);
    centrals.push(central);
    at += local.length;
  }
  const directory = joined(centrals);
  const end = new Uint8Array(22);
  const view = viewOf(end);
  end.set(Buffer.from(endOfDirectory, 'latin1'));
  view.setUint16(8, parts.size, true);
  view.setUint16(10, parts.size, true);
  view.setUint32(12, directory.length, true);
  view.setUint32(16, at, true);
  return joined([...locals, directory, end]);
}
