import { startsWith } from '../../attachments/clean/bytes';
import type { ContentLanguage } from '../../shared/languages';
import type { Read } from './carried';
import { openPackage } from './docx-package';
import { readDocx } from './read-docx';
import { readMarkdown } from './read-markdown';
import { readOpenDocument } from './read-opendocument';
import { importLimits, refusals } from './refusals';

const textEndings = ['md', 'markdown', 'txt', 'text'];
const officeEndings = ['docx', 'odt', 'doc', 'dotx', 'docm', 'ott'];

/**
 * A document from the bytes of a file, told apart by its content. What is no office file is taken as text only where its
 * name does not say otherwise, and none of its bytes does: nearly everything can be read as words, and would be a
 * document of nonsense. Refusals: those of the readers, and too-large.
 */
export async function readFile(bytes: Uint8Array, language: ContentLanguage, name = ''): Promise<Read> {
  if (!bytes.length) throw refusals.empty();
  if (bytes.length > importLimits.bytes) throw refusals.tooLarge();
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, '\xd0\xcf\x11\xe0')) {
    const parts = await openPackage(bytes);
    return parts.has('mimetype') ? readOpenDocument(bytes, language) : readDocx(bytes, language);
  }
  // Words they hold are not for people to read.
  if (startsWith(bytes, '%PDF') || startsWith(bytes, '{\\rtf') || /^\s*<(!doctype|html|\?xml)/i.test(beginning(bytes)))
    throw refusals.kind();
  const ending = /\.([^./\\]*)$/.exec(name)?.[1]?.toLowerCase();
  if (ending && officeEndings.includes(ending)) throw refusals.notNamed(ending.toUpperCase());
  if (ending && !textEndings.includes(ending)) throw refusals.kind();
  const isWide = startsWith(bytes, '\xff\xfe') || startsWith(bytes, '\xfe\xff');
  if (!isWide && bytes.some(isControl)) throw refusals.kind();
  return readMarkdown(bytes, language);
}

/** No text has these: neither breaks nor tabs nor the sign that begins a colour in a terminal. */
function isControl(byte: number): boolean {
  return (byte < 32 && ![9, 10, 11, 12, 13, 27].includes(byte)) || byte === 127;
}

function beginning(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 200));
}
