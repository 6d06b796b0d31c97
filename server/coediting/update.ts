import { Broken, Reader } from './bytes';

/** Structs or deletions of one client of Yjs, from (included) to (excluded). */
export interface Range {
  client: number;
  from: number;
  to: number;
}

/** All structs of a client in an update, and the bytes in which they stand. */
export interface Section extends Range {
  count: number;
  start: number;
  end: number;
  hasHole: boolean;
}

/** What one update carries. */
export interface Contents {
  /** Structs, in the order of clients and numbers. Between two ranges of one client is a hole that is to be filled. */
  structs: Range[];
  sections: Section[];
  /** Where in the bytes the set of deletions begins. */
  deletesAt: number;
  /** Deletions, those of structs that came deleted already among them. */
  deletes: Range[];
  /** For each client, up to where (excluded) its structs have to be known before this can be read. */
  needs: Map<number, number>;
}

const bits = { origin: 0x80, rightOrigin: 0x40, parentSub: 0x20, kind: 0x1f };
const hole = 10;
/** Nested deeper, what reads it anywhere may run out of stack. */
const deepest = 64;
const mostTypes = 7;

/**
 * Walks an update of Yjs' format (version 1) without making anything of it, and refuses whatever Yjs would throw at:
 * once committed such an update would break the text for everyone, for good. Also refused is what Yjs never sends: structs
 * of no length, a client twice, and what nobody here writes: documents within the document. `most` is how many structs it
 * may claim.
 */
export function walk(update: Uint8Array, most = Number.POSITIVE_INFINITY): Contents {
  const reader = new Reader(update);
  const contents: Contents = { structs: [], sections: [], deletesAt: 0, deletes: [], needs: new Map() };
  const seen = new Set<number>();
  let left = most;
  for (let clients = reader.count(); clients > 0; clients--) {
    const count = reader.count();
    left -= count;
    if (left < 0) throw new Broken('too many structs');
    const client = reader.number();
    const from = reader.number();
    if (seen.has(client)) throw new Broken('a client twice');
    seen.add(client);
    walkStructs(reader, count, client, from, contents);
  }
  contents.deletesAt = reader.at;
  walkDeletes(reader, contents.deletes);
  if (!reader.isAtEnd) throw new Broken('goes on after its end');
  return contents;
}

function walkStructs(reader: Reader, count: number, client: number, first: number, contents: Contents): void {
  const start = reader.at;
  let from = first;
  let clock = first;
  let hasHole = false;
  for (let i = 0; i < count; i++) {
    const info = reader.byte();
    if ((info & bits.kind) === hole) {
      // Merging updates between which one is missing leaves a hole.
      const length = reader.number();
      if (length === 0) throw new Broken('a struct of no length');
      hasHole = true;
      if (clock > from) contents.structs.push({ client, from, to: clock });
      clock += length;
      from = clock;
    } else clock += walkStruct(reader, info, client, clock, contents);
    if (clock > Number.MAX_SAFE_INTEGER) throw new Broken('a number is too large');
  }
  if (clock > from) contents.structs.push({ client, from, to: clock });
  contents.sections.push({ client, from: first, to: clock, count, start, end: reader.at, hasHole });
}

/** Returns the struct's length. */
function walkStruct(reader: Reader, info: number, client: number, clock: number, contents: Contents): number {
  const kind = info & bits.kind;
  if (kind === 0) {
    const length = reader.number();
    if (length === 0) throw new Broken('a struct of no length');
    noteRange(contents.deletes, client, clock, clock + length);
    return length;
  }
  if (info & bits.origin) walkId(reader, client, clock, contents);
  if (info & bits.rightOrigin) walkId(reader, client, clock, contents);
  if ((info & (bits.origin | bits.rightOrigin)) === 0) {
    if (reader.number() === 1) reader.textLength();
    else walkId(reader, client, clock, contents);
    if (info & bits.parentSub) reader.textLength();
  }
  const length = walkContent(reader, kind);
  if (length === 0) throw new Broken('a struct of no length');
  if (kind === 1) noteRange(contents.deletes, client, clock, clock + length);
  return length;
}

function walkId(reader: Reader, client: number, clock: number, contents: Contents): void {
  const of = reader.number();
  const at = reader.number();
  if (of === client) {
    if (at >= clock) throw new Broken('refers to what comes after it');
  } else if (at >= (contents.needs.get(of) ?? 0)) contents.needs.set(of, at + 1);
}

function walkContent(reader: Reader, kind: number): number {
  switch (kind) {
    case 1:
      return reader.number();
    case 2: {
      const count = reader.count();
      for (let i = 0; i < count; i++) walkJson(reader, true);
      return count;
    }
    case 3:
      reader.block();
      return 1;
    case 4:
      return reader.textLength();
    case 5:
      walkJson(reader, false);
      return 1;
    case 6:
      reader.textLength();
      walkJson(reader, false);
      return 1;
    case 7: {
      const type = reader.number();
      if (type >= mostTypes) throw new Broken('a type that nobody knows');
      if (type === 3 || type === 5) reader.textLength();
      return 1;
    }
    case 8: {
      const count = reader.count();
      for (let i = 0; i < count; i++) walkAny(reader, 0);
      return count;
    }
    default:
      throw new Broken('a content that nobody knows');
  }
}

function walkJson(reader: Reader, mayBeUndefined: boolean): void {
  const text = reader.text();
  if (mayBeUndefined && text === 'undefined') return;
  try {
    JSON.parse(text);
  } catch {
    throw new Broken('not JSON');
  }
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) depth++;
    else if (c === 0x5d || c === 0x7d) depth--;
    if (depth > deepest) throw new Broken('nested too deeply');
  }
}

function walkAny(reader: Reader, depth: number): void {
  if (depth > deepest) throw new Broken('nested too deeply');
  const type = reader.byte();
  switch (type) {
    case 127:
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      return void reader.skipSigned();
    case 124:
      return void reader.skip(4);
    case 123:
    case 122:
      return void reader.skip(8);
    case 119:
      reader.textLength();
      return;
    case 118: {
      for (let left = reader.count(); left > 0; left--) {
        reader.textLength();
        walkAny(reader, depth + 1);
      }
      return;
    }
    case 117: {
      for (let left = reader.count(); left > 0; left--) walkAny(reader, depth + 1);
      return;
    }
    case 116:
      reader.block();
      return;
    default:
      throw new Broken('a value that nobody knows');
  }
}

export function walkDeletes(reader: Reader, deletes: Range[]): void {
  for (let clients = reader.count(); clients > 0; clients--) {
    const client = reader.number();
    for (let left = reader.count(); left > 0; left--) {
      const clock = reader.number();
      const length = reader.number();
      if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) throw new Broken('deletes what cannot be');
      deletes.push({ client, from: clock, to: clock + length });
    }
  }
}

function noteRange(ranges: Range[], client: number, from: number, to: number): void {
  const last = ranges.at(-1);
  if (last && last.client === client && last.to === from) last.to = to;
  else ranges.push({ client, from, to });
}
