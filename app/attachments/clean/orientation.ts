import { ascii, joined, startsWith, viewOf } from './bytes';

const orientationTag = 0x0112;
const shortType = 3;

/**
 * The orientation in a TIFF block, as EXIF holds one: 2 to 8, or undefined where there is none, it is upright, or the
 * block cannot be read. Only the first directory is looked at, so a directory that points at itself does no harm.
 */
export function orientationIn(tiff: Uint8Array): number | undefined {
  const little = startsWith(tiff, 'II*\0');
  if (!little && !startsWith(tiff, 'MM\0*')) return undefined;
  const view = viewOf(tiff);
  if (tiff.length < 10) return undefined;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (view.getUint16(entry, little) !== orientationTag) continue;
    const value = view.getUint16(entry + 8, little);
    return view.getUint16(entry + 2, little) === shortType && value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A TIFF block with this one tag: without it a photo taken with the phone held upright would lie on its side. */
export function orientationOnly(orientation: number): Uint8Array {
  const directory = [0, 1, 0x01, 0x12, 0, shortType, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return joined([ascii('MM\0*'), Uint8Array.of(0, 0, 0, 8), Uint8Array.from(directory)]);
}
