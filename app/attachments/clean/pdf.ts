import { cleanPdfObjects } from './pdf-objects';
import { readPdf } from './pdf-reader';
import { writePdf } from './pdf-writer';

/**
 * A PDF written anew, with what its pages show and nothing else: no properties, no XMP, no attached files, no scripts, no
 * private data of programs, no earlier versions or deleted objects; JPEGs in it without their metadata; comments without
 * the names of their authors. Signatures are taken out, since a changed file can no longer bear them.
 * Not touched: what is drawn, also outside the page's edge or under a black bar; JPEG 2000 pictures; names in text.
 * Refusals: encrypted, damaged, damaged-picture, too-complex.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await readPdf(bytes);
  const root = await cleanPdfObjects(pdf);
  return writePdf(pdf.budget.context, root);
}
