import * as Y from 'yjs';
import { Reader, Writer } from './bytes';
import { type Range, type Section, walk, walkDeletes } from './update';

/** Those that do not follow on each other are merged by Yjs: its work grows with the square of their number. */
const mergedAtOnce = 50;

/**
 * Updates as one. What was accepted one after the other follows on without gaps, and then the bytes of a client's
 * structs need only be put in a row: Yjs joins no structs either when it merges, and takes a second and more for the
 * thousands of updates that gather during one slow commit.
 */
export function joined(updates: Uint8Array[]): Uint8Array {
  if (updates.length === 1) return updates[0]!;
  const inARow = putInARow(updates);
  if (inARow) return inARow;
  let pieces = updates;
  while (pieces.length > 1) {
    const fewer: Uint8Array[] = [];
    for (let i = 0; i < pieces.length; i += mergedAtOnce) fewer.push(Y.mergeUpdates(pieces.slice(i, i + mergedAtOnce)));
    pieces = fewer;
  }
  return pieces[0]!;
}

/** Null where a client's structs come twice, or some between them are missing. */
function putInARow(updates: Uint8Array[]): Uint8Array | null {
  const clients = new Map<number, { bytes: Uint8Array; section: Section }[]>();
  const deletes = new Map<number, Range[]>();
  for (const bytes of updates) {
    const { sections, deletesAt } = walk(bytes);
    for (const section of sections) {
      if (section.hasHole) return null;
      const before = clients.get(section.client);
      if (!before) clients.set(section.client, [{ bytes, section }]);
      else if (before.at(-1)!.section.to === section.from) before.push({ bytes, section });
      else return null;
    }
    const own: Range[] = [];
    const reader = new Reader(bytes);
    reader.at = deletesAt;
    walkDeletes(reader, own);
    for (const range of own) {
      const before = deletes.get(range.client);
      if (before) before.push(range);
      else deletes.set(range.client, [range]);
    }
  }
  const writer = new Writer().number(clients.size);
  // As Yjs writes them, and as its merging expects to find them: the highest client first.
  for (const client of [...clients.keys()].sort((a, b) => b - a)) {
    const sections = clients.get(client)!;
    writer
      .number(sections.reduce((sum, { section }) => sum + section.count, 0))
      .number(client)
      .number(sections[0]!.section.from);
    for (const { bytes, section } of sections) writer.raw(bytes.subarray(section.start, section.end));
  }
  writer.number(deletes.size);
  for (const client of [...deletes.keys()].sort((a, b) => b - a)) {
    const ranges = inOrder(deletes.get(client)!);
    writer.number(client).number(ranges.length);
    for (const { from, to } of ranges) writer.number(from).number(to - from);
  }
  return writer.done();
}

function inOrder(ranges: Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const one: Range[] = [];
  for (const range of sorted) {
    const last = one.at(-1);
    if (last && last.to >= range.from) last.to = Math.max(last.to, range.to);
    else one.push({ ...range });
  }
  return one;
}
