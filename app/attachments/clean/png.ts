import { crc32 } from 'node:zlib';
import { ascii, joined, startsWith, textAt, viewOf } from './bytes';
import { orientationIn, orientationOnly } from './orientation';
import { refusals } from './refusals';

export const pngSignature = '\x89PNG\r\n\x1a\n';

const critical = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
const rendering = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT']);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([ascii(type), data]);
  const whole = joined([new Uint8Array(4), named, new Uint8Array(4)]);
  viewOf(whole).setUint32(0, data.length);
  viewOf(whole).setUint32(4 + named.length, crc32(named));
  return whole;
}

/**
 * A PNG with the chunks that draw it (animation too), and none of text, time, EXIF, private chunks, or what follows the
 * end. Of EXIF the orientation stays. A critical chunk that is unknown or damaged is refused, as a decoder has to.
 */
export function cleanPng(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, pngSignature)) throw refusals.damaged();
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let orientation: number | undefined;
  let data = 0;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw refusals.damaged();
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw refusals.damaged();
    const type = textAt(bytes, at + 4, 4);
    const isFirst = at === 8;
    if (isFirst !== (type === 'IHDR') || (isFirst && length !== 13)) throw refusals.damaged();
    const isCritical = (bytes[at + 4]! & 0x20) === 0;
    if (isCritical && !critical.has(type)) throw refusals.damaged();
    if (isCritical || rendering.has(type)) {
      const isWhole = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
      if (isCritical && !isWhole) throw refusals.damaged();
      if (type === 'IEND') break;
      if (type === 'IDAT') data++;
      if (isWhole) kept.push(bytes.subarray(at, end));
    }
    if (type === 'eXIf') orientation ??= orientationIn(bytes.subarray(at + 8, end - 4));
    at = end;
  }
  if (data === 0) throw refusals.damaged();
  // Right after IHDR: eXIf has to come before the picture's data to count in every reader.
  if (orientation) kept.splice(2, 0, chunk('eXIf', orientationOnly(orientation)));
  return joined([...kept, chunk('IEND', new Uint8Array(0))]);
}
