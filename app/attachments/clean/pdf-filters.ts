import { promisify } from 'node:util';
import { constants, inflate, inflateRaw } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { PdfBudget } from './pdf-budget';
import { refusals } from './refusals';

const unpack = promisify(inflate);
const unpackRaw = promisify(inflateRaw);

const mostFilters = 4;

/** The names of the filters a stream went through, in the order in which they are undone. */
export function filtersOf(dictionary: PDFDict, budget: PdfBudget): string[] {
  const filter = budget.resolve(dictionary.get(PDFName.of('Filter')));
  if (filter === undefined) return [];
  if (filter instanceof PDFArray && filter.size() > mostFilters) throw refusals.damaged();
  const list = filter instanceof PDFArray ? filter.asArray().map((each) => budget.resolve(each)) : [filter];
  return list.map((each) => {
    if (!(each instanceof PDFName)) throw refusals.damaged();
    return each.asString().slice(1);
  });
}

function isTooLarge(problem: unknown): boolean {
  return (problem as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
}

async function inflated(bytes: Uint8Array, room: number): Promise<Uint8Array> {
  // Streams that were cut short, or end in a wrong checksum, are common in old files and readable up to there.
  const options = { maxOutputLength: Math.max(room, 1), finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return await unpack(bytes, options);
  } catch (problem) {
    if (isTooLarge(problem)) throw refusals.tooComplex();
  }
  try {
    return await unpackRaw(bytes.subarray(2), options);
  } catch (problem) {
    throw isTooLarge(problem) ? refusals.tooComplex() : refusals.damaged();
  }
}

/** The two text forms, which only ever make bytes fewer, are left to pdf-lib. */
function fromText(filter: string, bytes: Uint8Array, budget: PdfBudget): Uint8Array {
  const dictionary = PDFDict.withContext(budget.context);
  dictionary.set(PDFName.of('Filter'), PDFName.of(filter));
  return decodePDFRawStream(PDFRawStream.of(dictionary, bytes)).decode();
}

/**
 * The bytes behind some filters, within what is left of the budget. Predictors, LZW and run lengths are refused as damaged:
 * this is used for object streams and around JPEGs, which are not written with them.
 */
export async function undoFilters(
  stream: PDFRawStream,
  filters: readonly string[],
  budget: PdfBudget,
): Promise<Uint8Array> {
  let bytes = stream.contents;
  for (const filter of filters) {
    if (filter === 'FlateDecode' || filter === 'Fl') bytes = await inflated(bytes, budget.room);
    else if (filter === 'ASCII85Decode' || filter === 'ASCIIHexDecode') bytes = fromText(filter, bytes, budget);
    else throw refusals.damaged();
    budget.unpack(bytes.length);
  }
  return bytes;
}
