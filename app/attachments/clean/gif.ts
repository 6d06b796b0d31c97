import { joined, startsWith, textAt } from './bytes';
import { refusals } from './refusals';

const extension = 0x21;
const image = 0x2c;
const trailer = 0x3b;
const graphicControl = 0xf9;
const application = 0xff;
const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** The position after a chain of sub-blocks, each with its length before it, the last one empty. */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) throw refusals.damaged();
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Of an extension what draws: delay and transparency, and how often an animation repeats; nothing else fits in there. */
function keptOf(bytes: Uint8Array, at: number): Uint8Array | undefined {
  const label = bytes[at + 1];
  if (label === graphicControl && bytes[at + 2] === 4 && bytes[at + 7] === 0) return bytes.subarray(at, at + 8);
  if (label !== application || bytes[at + 2] !== 11 || !loops.has(textAt(bytes, at + 3, 11))) return undefined;
  const isLoop = bytes[at + 14] === 3 && bytes[at + 15] === 1 && at + 18 <= bytes.length;
  return isLoop ? joined([bytes.subarray(at, at + 18), Uint8Array.of(0)]) : undefined;
}

/** A GIF without comments, plain text and application data (XMP among it), and without what follows its end. */
export function cleanGif(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, 'GIF87a') && !startsWith(bytes, 'GIF89a')) throw refusals.damaged();
  if (bytes.length < 13) throw refusals.damaged();
  let at = 13 + colourTable(bytes[10]!);
  if (at > bytes.length) throw refusals.damaged();
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  let images = 0;
  for (;;) {
    const block = bytes[at];
    // Some writers leave the trailer out; what came before it is whole.
    if (block === trailer || (block === undefined && images > 0)) break;
    if (block === extension) {
      const end = endOfBlocks(bytes, at + 2);
      const part = keptOf(bytes, at);
      if (part) kept.push(part);
      at = end;
    } else if (block === image) {
      const flags = bytes[at + 9];
      if (flags === undefined) throw refusals.damaged();
      const end = endOfBlocks(bytes, at + 10 + colourTable(flags) + 1);
      kept.push(bytes.subarray(at, end));
      images++;
      at = end;
    } else {
      throw refusals.damaged();
    }
  }
  if (images === 0) throw refusals.damaged();
  return joined([...kept, Uint8Array.of(trailer)]);
}
