import { startsWith } from './bytes';
import { cleanImageInside } from './image';
import { cleanPdf } from './pdf-on-demand';
import { refusals } from './refusals';

/** How a document found inside another is cleaned: the same way, out of the same allowance, one step deeper. */
export type CleanDocument = (bytes: Uint8Array) => Promise<Uint8Array>;

const oleObject = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

// Sound and film, and pictures in forms that nothing here can take a place or a name out of: TIFF, JPEG XL, and (by
// `ftyp`) HEIC and AVIF.
const recorded = [
  'ID3',
  'OggS',
  'fLaC',
  'FLV\x01',
  'MThd',
  '\x1aE\xdf\xa3',
  '\x30\x26\xb2\x75',
  '\0\0\x01\xba',
  '.snd',
];
const recordedNames = /\.(mp4|m4v|mov|avi|wmv|wma|mp3|wav|m4a|aac|mpe?g|webm|mkv|og[gav]|flac|midi?|au|aiff?|3gp)$/i;
const pictures = ['II*\0', 'MM\0*', '\0\0\0\x0cJXL '];

function isRecorded(name: string, bytes: Uint8Array): boolean {
  if (recordedNames.test(name) || recorded.some((signature) => startsWith(bytes, signature))) return true;
  return startsWith(bytes, 'RIFF') && (startsWith(bytes, 'WAVE', 8) || startsWith(bytes, 'AVI ', 8));
}

/**
 * What stands inside an office document and is not XML: pictures and documents cleaned as if they came alone, and what
 * cannot be cleaned refused. Drawings (EMF, WMF), fonts and the like stay as they are.
 */
export async function cleanInside(name: string, bytes: Uint8Array, cleanDocument: CleanDocument): Promise<Uint8Array> {
  if (startsWith(bytes, oleObject)) throw refusals.embedded();
  if (startsWith(bytes, 'PK\x03\x04')) return cleanDocument(bytes);
  if (startsWith(bytes, '%PDF')) return cleanPdf(bytes);
  const picture = cleanImageInside(bytes);
  if (picture) return picture;
  if (isRecorded(name, bytes)) throw refusals.recording();
  if (startsWith(bytes, 'ftyp', 4) || pictures.some((signature) => startsWith(bytes, signature))) {
    throw refusals.pictureKind();
  }
  return bytes;
}
