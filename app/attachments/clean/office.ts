import { isRefusal } from '../../shared/refusal';
import type { AttachmentType } from '../attachment';
import { cleanOoxml } from './ooxml';
import { cleanOpenDocument } from './opendocument';
import { refusals } from './refusals';
import { type Allowance, readZip, unpackLimits, writeZip } from './zip';

/** A document in a document in a document: the workbook behind a chart, and no further. */
const deepest = 2;

async function cleanAt(
  depth: number,
  bytes: Uint8Array,
  allowance: Allowance,
): Promise<{ type: AttachmentType; bytes: Uint8Array }> {
  if (depth > deepest) throw refusals.embedded();
  const parts = await readZip(bytes, allowance);
  const cleanDocument = async (inside: Uint8Array): Promise<Uint8Array> => {
    try {
      return (await cleanAt(depth + 1, inside, allowance)).bytes;
    } catch (problem) {
      // An archive of another kind is not to be sent as it is, and cannot be looked through.
      throw isRefusal(problem) && problem.message === refusals.kind().message ? refusals.embedded() : problem;
    }
  };
  if (parts.has('[Content_Types].xml')) {
    const type = await cleanOoxml(parts, cleanDocument);
    return { type, bytes: await writeZip(parts) };
  }
  if (!parts.has('mimetype')) throw refusals.kind();
  const type = await cleanOpenDocument(parts, cleanDocument);
  const first = new Map([['mimetype', parts.get('mimetype')!], ...parts]);
  return { type, bytes: await writeZip(first, new Set(['mimetype'])) };
}

/** A DOCX, XLSX, PPTX, ODT, ODS or ODP without its metadata, told apart by its content. */
export function cleanOffice(bytes: Uint8Array): Promise<{ type: AttachmentType; bytes: Uint8Array }> {
  return cleanAt(0, bytes, { ...unpackLimits });
}
