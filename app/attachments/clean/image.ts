import { startsWith } from './bytes';
import { cleanGif } from './gif';
import { cleanJp2, jp2Signature } from './jp2';
import { cleanJpeg } from './jpeg';
import { cleanPng, pngSignature } from './png';
import { refusals } from './refusals';
import { cleanWebp } from './webp';

/** The same picture without its metadata, or undefined where the bytes are none of JPEG, PNG, GIF, WebP and JPEG 2000. */
function cleanKnownImage(bytes: Uint8Array): Uint8Array | undefined {
  if (startsWith(bytes, '\xff\xd8\xff')) return cleanJpeg(bytes, { endMayBeMissing: true });
  if (startsWith(bytes, pngSignature)) return cleanPng(bytes);
  if (startsWith(bytes, 'GIF8')) return cleanGif(bytes);
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return cleanWebp(bytes);
  if (startsWith(bytes, jp2Signature)) return cleanJp2(bytes);
  return undefined;
}

/**
 * A picture inside a document. One that cannot be read is refused and never left as it is: its metadata would pass.
 */
export function cleanImageInside(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return cleanKnownImage(bytes);
  } catch {
    throw refusals.damagedPicture();
  }
}
