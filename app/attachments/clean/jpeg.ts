import { ascii, joined, startsWith, viewOf } from './bytes';
import { orientationIn, orientationOnly } from './orientation';
import { refusals } from './refusals';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

/** Tables and frames: what a decoder needs (ISO/IEC 10918-1, table B.1). Frames C0 to CF, without C8, which is reserved. */
function isNeeded(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf) || marker === SOS;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function segment(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), data]);
}

/** The end of entropy-coded data: the next marker that is neither a stuffed zero, a restart nor filling. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** What stays of an application segment, or undefined. JFIF and Adobe are cut to their fixed part: JFIF can hold a thumbnail. */
function keptOf(marker: number, data: Uint8Array): Uint8Array | undefined {
  if (marker === APP0 && startsWith(data, 'JFIF\0') && data.length >= 14) {
    return segment(APP0, joined([data.subarray(0, 12), Uint8Array.of(0, 0)]));
  }
  if (marker === APP2 && startsWith(data, 'ICC_PROFILE\0')) return segment(APP2, data);
  if (marker === APP14 && startsWith(data, 'Adobe') && data.length >= 12) return segment(APP14, data.subarray(0, 12));
  return undefined;
}

interface JpegOptions {
  /** Inside a document a picture without its end marker is common and shown by everyone; it gets one. */
  endMayBeMissing?: boolean;
}

/**
 * A JPEG without EXIF (place, camera, thumbnail), XMP, IPTC, comments and all that follows the picture (motion photos,
 * further pictures, appended archives). What draws it stays byte for byte; of EXIF only the orientation.
 */
export function cleanJpeg(bytes: Uint8Array, options: JpegOptions = {}): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw refusals.damaged();
  const view = viewOf(bytes);
  const header: Uint8Array[] = [];
  const picture: Uint8Array[] = [];
  let orientation: number | undefined;
  let frames = 0;
  let scans = 0;
  let at = 2;

  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined && scans > 0 && options.endMayBeMissing) break;
    if (bytes[at] !== 0xff || marker === undefined) throw refusals.damaged();
    if (marker === EOI) break;
    if (at + 4 > bytes.length) throw refusals.damaged();
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw refusals.damaged();
    const data = bytes.subarray(at + 4, end);

    if (isNeeded(marker)) {
      if (isFrame(marker)) frames++;
      const stop = marker === SOS ? endOfScan(bytes, end) : end;
      if (marker === SOS) scans++;
      picture.push(bytes.subarray(at, stop));
      at = stop;
      continue;
    }
    const isApplication = marker >= APP0 && marker <= 0xef;
    if (!isApplication && marker !== 0xfe && !(marker >= 0xf0 && marker <= 0xfd)) throw refusals.damaged();
    if (marker === APP1 && startsWith(data, 'Exif\0')) orientation ??= orientationIn(data.subarray(6));
    const kept = keptOf(marker, data);
    if (kept) header.push(kept);
    at = end;
  }
  if (frames === 0 || scans === 0) throw refusals.damaged();

  const exif = orientation ? [segment(APP1, joined([ascii('Exif\0\0'), orientationOnly(orientation)]))] : [];
  // JFIF has to be the first segment; EXIF comes right after it.
  const first = header[0]?.[1] === APP0 ? 1 : 0;
  const start = [Uint8Array.of(0xff, SOI), ...header.slice(0, first), ...exif, ...header.slice(first)];
  return joined([...start, ...picture, Uint8Array.of(0xff, EOI)]);
}
