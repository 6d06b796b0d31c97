import { ascii, joined, startsWith, textAt, viewOf } from './bytes';
import { orientationIn, orientationOnly } from './orientation';
import { refusals } from './refusals';

const hasExif = 0x08;
const hasXmp = 0x04;
const still = new Set(['ALPH', 'VP8 ', 'VP8L']);
const drawing = new Set([...still, 'VP8X', 'ICCP', 'ANIM', 'ANMF']);

interface Chunk {
  type: string;
  data: Uint8Array;
}

function chunksIn(bytes: Uint8Array, from: number, to: number): Chunk[] {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  for (let at = from; at < to; ) {
    if (at + 8 > to) throw refusals.damaged();
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (end > to) throw refusals.damaged();
    chunks.push({ type: textAt(bytes, at, 4), data: bytes.subarray(at + 8, end) });
    at = end + (length & 1);
  }
  return chunks;
}

function written({ type, data }: Chunk): Uint8Array {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, data.length, true);
  return joined([ascii(type), length, data, new Uint8Array(data.length & 1)]);
}

/** A frame holds chunks of its own after 16 bytes of place and timing; unknown ones may stand there too. */
function cleanFrame(data: Uint8Array): Uint8Array {
  if (data.length < 16) throw refusals.damaged();
  const chunks = chunksIn(data, 16, data.length).filter((chunk) => still.has(chunk.type));
  return joined([data.subarray(0, 16), ...chunks.map(written)]);
}

function cleanChunk({ type, data }: Chunk, orientation: number | undefined): Chunk {
  if (type === 'ANMF') return { type, data: cleanFrame(data) };
  if (type !== 'VP8X') return { type, data };
  if (data.length < 10) throw refusals.damaged();
  const header = data.slice(0, 10);
  header[0] = (header[0]! & ~(hasExif | hasXmp)) | (orientation ? hasExif : 0);
  return { type, data: header };
}

/**
 * A WebP without EXIF, XMP, unknown chunks and what follows its end, its flags and size put right. Of EXIF the
 * orientation stays.
 */
export function cleanWebp(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) throw refusals.damaged();
  const end = 8 + viewOf(bytes).getUint32(4, true);
  if (end > bytes.length) throw refusals.damaged();
  const chunks = chunksIn(bytes, 12, end);
  const exif = chunks.find((chunk) => chunk.type === 'EXIF' && chunks[0]?.type === 'VP8X');
  // Some writers put the header of a JPEG segment before the block.
  const tiff = exif && (startsWith(exif.data, 'Exif\0\0') ? exif.data.subarray(6) : exif.data);
  const orientation = tiff && orientationIn(tiff);
  const kept = chunks.filter((chunk) => drawing.has(chunk.type)).map((chunk) => cleanChunk(chunk, orientation));
  if (!kept.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF')) throw refusals.damaged();
  if (orientation) kept.push({ type: 'EXIF', data: orientationOnly(orientation) });
  const body = joined([ascii('WEBP'), ...kept.map(written)]);
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, body.length, true);
  return joined([ascii('RIFF'), size, body]);
}
