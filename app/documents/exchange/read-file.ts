import { startsWith } from '../../attachments/clean/bytes';
import type { ContentLanguage } from '../../shared/languages';
import type { Read } from './carried';
import { openPackage } from './docx-package';
import { readDocx } from './read-docx';
import { readMarkdown } from './read-markdown';
import { readOpenDocument } from './read-opendocument';
import { importLimits, refusals } from './refusals';

/** A document from the bytes of a file, told apart by its content. Refusals: those of the readers, and too-large. */
export async function readFile(bytes: Uint8Array, language: ContentLanguage): Promise<Read> {
  if (!bytes.length) throw refusals.none();
  if (bytes.length > importLimits.bytes) throw refusals.tooLarge();
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, '\xd0\xcf\x11\xe0')) {
    const parts = await openPackage(bytes);
    return parts.has('mimetype') ? readOpenDocument(bytes, language) : readDocx(bytes, language);
  }
  // Words they hold are not for people to read.
  if (startsWith(bytes, '%PDF') || startsWith(bytes, '{\\rtf') || /^\s*<(!doctype|html|\?xml)/i.test(beginning(bytes)))
    throw refusals.kind();
  return readMarkdown(bytes, language);
}

function beginning(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 200));
}
