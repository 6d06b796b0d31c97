import { fileTypeFromBuffer } from 'file-type';
import { isRefusal, type Refusal } from '../../shared/refusal';
import { type AttachmentType, isAcceptedType, readableName, safeFileName, whyNotSize } from '../attachment';
import { asBuffer, startsWith } from './bytes';
import { cleanGif } from './gif';
import { cleanJpeg } from './jpeg';
import { cleanOffice } from './office';
import { cleanPdf } from './pdf-on-demand';
import { cleanPng } from './png';
import { refusals } from './refusals';
import { cleanWebp } from './webp';

export interface CleanedFile {
  type: string;
  name: string;
  bytes: Uint8Array;
}

type Cleaned = { type: AttachmentType; bytes: Uint8Array };

/** Word 97 and its kind, or a document that was encrypted by Office: both are OLE files, the second with a part of this name. */
function whyNotOle(bytes: Uint8Array): Refusal {
  return asBuffer(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? refusals.encrypted()
    : refusals.oldOffice();
}

async function sniffed(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    return undefined;
  }
}

async function cleaned(bytes: Uint8Array): Promise<Cleaned> {
  // Which kind of archive it is, its own parts tell; file-type looks at the first of them only.
  if (startsWith(bytes, 'PK\x03\x04')) return cleanOffice(bytes);
  const mime = await sniffed(bytes);
  const type = mime === 'image/apng' ? 'image/png' : mime;
  if (type === 'application/x-cfb') throw whyNotOle(bytes);
  if (type === undefined || !isAcceptedType(type)) throw refusals.kind();
  switch (type) {
    case 'image/jpeg':
      return { type, bytes: cleanJpeg(bytes) };
    case 'image/png':
      return { type, bytes: cleanPng(bytes) };
    case 'image/gif':
      return { type, bytes: cleanGif(bytes) };
    case 'image/webp':
      return { type, bytes: cleanWebp(bytes) };
    case 'application/pdf':
      return { type, bytes: await cleanPdf(bytes) };
    default:
      throw refusals.kind();
  }
}

/**
 * Looks at an uploaded file and answers the one to keep: its type by its content, its name with that type's extension,
 * its bytes without metadata and without anything that is not shown. The declared type and extension count for nothing.
 * Never throws; the refusals are `too-much` (size, complexity) and `invalid` (empty, kind, damaged, encrypted, macros, old
 * Office, embedded objects, recordings, pictures that cannot be cleaned), each with a message in `attachments:refusals`
 * and the file's name in its values.
 *
 * At most 100 MB are held unpacked, and a second or two of work; a caller that takes several files does well to clean
 * one after the other.
 */
export async function cleanFile(bytes: Uint8Array, name: string): Promise<CleanedFile | Refusal> {
  const large = whyNotSize(name, bytes.length);
  if (large) return large;
  try {
    const file = await cleaned(bytes);
    return { type: file.type, name: safeFileName(name, file.type), bytes: file.bytes };
  } catch (problem) {
    const refusal = isRefusal(problem) ? problem : refusals.damaged();
    return { ...refusal, values: { ...refusal.values, name: readableName(name) } };
  }
}
