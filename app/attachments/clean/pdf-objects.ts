import { setImmediate as nextTurn } from 'node:timers/promises';
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { startsWith } from './bytes';
import { cleanImageInside } from './image';
import { cleanCatalog, cleanDictionary, isCarrier, nameAt } from './pdf-dictionaries';
import { filtersOf, undoFilters } from './pdf-filters';
import type { ReadPdf } from './pdf-reader';
import { refusals } from './refusals';

const pictureFilters = new Set(['DCTDecode', 'DCT', 'JPXDecode']);

/** A photograph in a PDF is a whole JPEG file, or JPEG 2000, EXIF and place included. */
async function cleanPicture(stream: PDFRawStream, { budget }: ReadPdf): Promise<void> {
  const filters = filtersOf(stream.dict, budget);
  const last = filters.at(-1) ?? '';
  if (!pictureFilters.has(last)) return;
  const picture = await undoFilters(stream, filters.slice(0, -1), budget);
  // JPEG 2000 may also come as a bare code stream, which has no place for metadata.
  const cleaned = cleanImageInside(picture) ?? (startsWith(picture, '\xff\x4f\xff\x51') ? picture : undefined);
  if (!cleaned) throw refusals.damagedPicture();
  if (filters.length > 1) {
    stream.dict.set(PDFName.of('Filter'), PDFName.of(last));
    stream.dict.delete(PDFName.of('DecodeParms'));
  }
  stream.updateContents(cleaned);
}

function childrenOf(object: PDFObject): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray();
  if (object instanceof PDFDict) return object.values();
  if (object instanceof PDFStream) return object.dict.values();
  return [];
}

/** Of a page's annotations those that carry a file, sound or film; once for each list, however many pages share it. */
function withoutCarriers(list: PDFArray, budget: ReadPdf['budget']): void {
  const kept = list.asArray().filter((each) => !isCarrier(budget.resolve(each)));
  if (kept.length === list.size()) return;
  kept.forEach((each, i) => {
    list.set(i, each);
  });
  for (let size = list.size(); size > kept.length; size--) list.remove(size - 1);
}

function isHidden(object: PDFObject): boolean {
  return object instanceof PDFStream && /^(Metadata|EmbeddedFile|XRef|ObjStm)$/.test(nameAt(object.dict, 'Type') ?? '');
}

/**
 * Goes through everything that can be reached from the catalog, cleans it, and drops what cannot be reached. In the
 * context only that is left. Answers the reference to the catalog.
 */
export async function cleanPdfObjects(pdf: ReadPdf): Promise<PDFRef> {
  const { budget, root, damaged } = pdf;
  const { context } = budget;
  const catalog = budget.resolve(root);
  if (!(root instanceof PDFRef) || !(catalog instanceof PDFDict)) throw refusals.damaged();
  cleanCatalog(catalog, budget);

  const seen = new Set<PDFRef>();
  const open: PDFObject[] = [root];
  let pages = 0;
  let turn = 0;
  for (let object = open.pop(); object; object = open.pop()) {
    if (++turn % 20_000 === 0) await nextTurn();
    if (object instanceof PDFRef) {
      if (seen.has(object)) continue;
      seen.add(object);
      if (damaged.has(object)) throw refusals.damaged();
      const found = context.lookup(object);
      // A reference to an object that is not there stands for null (section 7.3.10), so this is a way to take one out.
      if (found && isHidden(found)) context.delete(object);
      else if (found) open.push(found);
      continue;
    }
    if (object instanceof PDFArray) withoutCarriers(object, budget);
    if (object instanceof PDFDict) cleanDictionary(object, budget);
    if (object instanceof PDFRawStream) {
      cleanDictionary(object.dict, budget, true);
      await cleanPicture(object, pdf);
    }
    if (object instanceof PDFDict && nameAt(object, 'Type') === 'Page') pages++;
    for (const child of childrenOf(object)) open.push(child);
  }
  if (pages === 0) throw refusals.damaged();

  for (const [ref] of context.enumerateIndirectObjects()) if (!seen.has(ref)) context.delete(ref);
  return root;
}
