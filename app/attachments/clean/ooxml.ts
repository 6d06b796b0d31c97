import type { AttachmentType } from '../attachment';
import { aliases } from './authors';
import { type CleanDocument, cleanInside } from './inside';
import { cutLinks, keepReachable, removeUnwanted } from './ooxml-parts';
import { cleanOoxmlXml } from './ooxml-xml';
import { refusals } from './refusals';
import { type Relationship, readRelationships } from './relationships';
import { attribute, emptied, localName, looksLikeXml, mapTags, readXml, unescapeXml, writeXml } from './xml';
import type { Parts } from './zip';

const office = 'application/vnd.openxmlformats-officedocument';
const mainTypes = new Map<string, AttachmentType>([
  [`${office}.wordprocessingml.document.main+xml`, `${office}.wordprocessingml.document`],
  [`${office}.spreadsheetml.sheet.main+xml`, `${office}.spreadsheetml.sheet`],
  [`${office}.presentationml.presentation.main+xml`, `${office}.presentationml.presentation`],
]);

const contentTypesName = '[Content_Types].xml';

const properties = new Set(['core-properties', 'extended-properties', 'custom-properties']);
const macroTypes = /^(vbaProject|wordVbaData|xl(Intl)?Macrosheet)$/i;

function whyNotMacros(parts: Parts, contentTypes: string, relationships: readonly Relationship[]): void {
  const declared = /macroenabled|vbaproject|macrosheet/i.test(unescapeXml(contentTypes));
  const present = [...parts.keys()].some((name) =>
    /vbaproject(signature\w*)?\.bin$|vbadata\.xml$|macrosheets\//i.test(name),
  );
  if (declared || present || relationships.some((each) => macroTypes.test(each.type))) throw refusals.macros();
}

function contentTypeOf(contentTypes: string, name: string): string | undefined {
  let byName: string | undefined;
  let byExtension: string | undefined;
  mapTags(contentTypes, (tag, element) => {
    const type = attribute(tag, 'ContentType');
    const part = attribute(tag, 'PartName');
    if (localName(element) === 'Override' && part?.toLowerCase() === `/${name}`.toLowerCase()) byName = type;
    if (
      localName(element) === 'Default' &&
      name.toLowerCase().endsWith(`.${attribute(tag, 'Extension')?.toLowerCase()}`)
    ) {
      byExtension = type;
    }
    return tag;
  });
  return byName ?? byExtension;
}

function typeOf(contentTypes: string, relationships: readonly Relationship[], parts: Parts): AttachmentType {
  const main = relationships.find((each) => each.source === '' && each.type === 'officeDocument');
  if (!main) throw refusals.kind();
  if (!parts.has(main.target)) throw refusals.damaged();
  const type = mainTypes.get(contentTypeOf(contentTypes, main.target) ?? '');
  if (!type) throw refusals.kind();
  return type;
}

/**
 * Cleans a DOCX, XLSX or PPTX in place, and answers its type: properties empty; thumbnail, custom XML, printers, labels
 * and signatures gone; pictures and documents inside cleaned; links to somebody's computer cut; authors of comments and
 * tracked changes numbered. Not touched: names and dates in the text itself (also those that Excel writes at the start of
 * a note), dates of comments and changes, drawings in EMF and WMF, descriptions of pictures.
 * Refusals: macros, kind (templates, shows), embedded, damaged.
 */
export async function cleanOoxml(parts: Parts, cleanDocument: CleanDocument): Promise<AttachmentType> {
  const contentTypes = readXml(parts.get(contentTypesName)!);
  const relationships = readRelationships(parts);
  whyNotMacros(parts, contentTypes, relationships);
  const type = typeOf(contentTypes, relationships, parts);
  // Word takes in such a part (HTML, RTF) as text when it opens the file; what it holds cannot be told.
  if (relationships.some((each) => each.type === 'aFChunk')) throw refusals.embedded();

  cutLinks(parts, relationships);
  removeUnwanted(parts, relationships);
  keepReachable(parts, contentTypesName);

  const kinds = new Map(relationships.filter((each) => !each.external).map((each) => [each.target, each.type]));
  const alias = aliases();
  for (const [name, content] of parts) {
    const kind = kinds.get(name) ?? '';
    if (name === contentTypesName || name.endsWith('.rels')) continue;
    if (properties.has(kind) || /^docProps\/\w+\.xml$/i.test(name))
      parts.set(name, writeXml(emptied(readXml(content))));
    else if (looksLikeXml(content)) parts.set(name, cleanOoxmlXml(content, kind, alias));
    else parts.set(name, await cleanInside(name, content, cleanDocument));
  }
  return type;
}
