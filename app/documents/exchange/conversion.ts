import type { ContentLanguage } from '../../shared/languages';
import { isRefusal, type Refusal } from '../../shared/refusal';
import type { CarriedDocument, Read, WriteOptions } from './carried';
import { readFile } from './read-file';
import { writeDocx } from './write-docx';
import { writeMarkdown } from './write-markdown';
import { writeOpenDocument } from './write-opendocument';

/** Work on a whole document, which takes up to some seconds of a processor: done in a thread of its own. */
export type Conversion =
  | { deed: 'read'; bytes: Uint8Array; name?: string; language: ContentLanguage }
  | { deed: 'write'; format: 'docx' | 'odt' | 'md'; document: CarriedDocument; options: WriteOptions };

export type Converted<C extends Conversion> = C extends { deed: 'read' } ? Read : Uint8Array;

/** What the process hands to pages. Throws the refusals of the readers, and `too-much` where it takes too long or too many are waiting. */
export type Converter = <C extends Conversion>(conversion: C) => Promise<Converted<C>>;

export async function convert(conversion: Conversion): Promise<Read | Uint8Array | Refusal> {
  try {
    if (conversion.deed === 'read') return await readFile(conversion.bytes, conversion.language, conversion.name);
    const { document, options } = conversion;
    if (conversion.format === 'docx') return await writeDocx(document, options);
    if (conversion.format === 'odt') return await writeOpenDocument(document, options);
    return new TextEncoder().encode(writeMarkdown(document, options));
  } catch (e) {
    if (isRefusal(e)) return e;
    throw e;
  }
}
