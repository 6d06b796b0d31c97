import { joined, startsWith, textAt, viewOf } from './bytes';
import { refusals } from './refusals';

export const jp2Signature = '\0\0\0\x0cjP  ';

const metadata = new Set(['uuid', 'xml ', 'uinf', 'jp2i']);

/** A JPEG 2000 picture, as PDFs hold them, without its boxes of XML, UUID (EXIF, XMP, place) and rights (ISO/IEC 15444-1, annex I). */
export function cleanJp2(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, jp2Signature)) throw refusals.damaged();
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) throw refusals.damaged();
    const short = view.getUint32(at);
    if (short === 1 && at + 16 > bytes.length) throw refusals.damaged();
    // 1: the length follows in 64 bits. 0: up to the end of the file.
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    if (length < (short === 1 ? 16 : 8) || at + length > bytes.length) throw refusals.damaged();
    if (!metadata.has(textAt(bytes, at + 4, 4))) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  return joined(kept);
}
