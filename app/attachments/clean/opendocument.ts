import type { AttachmentType } from '../attachment';
import { aliases } from './authors';
import { type CleanDocument, cleanInside } from './inside';
import { keptLink } from './links';
import { refusals } from './refusals';
import { cleanSvg, isSvg } from './svg';
import {
  attribute,
  emptied,
  localName,
  looksLikeXml,
  mapAttributes,
  mapTags,
  mapTexts,
  readXml,
  withoutElements,
  writeXml,
} from './xml';
import type { Parts } from './zip';

const open = 'application/vnd.oasis.opendocument';
const types = new Map<string, AttachmentType>([
  [`${open}.text`, `${open}.text`],
  [`${open}.spreadsheet`, `${open}.spreadsheet`],
  [`${open}.presentation`, `${open}.presentation`],
]);

const manifestName = 'META-INF/manifest.xml';

function isUnwanted(name: string): boolean {
  return /^Thumbnails\//i.test(name) || /^META-INF\/.*signatures\.xml$/i.test(name);
}

/** The lists of libraries are there without any macro; a module is one. */
function isMacro(name: string): boolean {
  return /(^|\/)(Basic|Scripts)\/.+/i.test(name) && !/\/script-l[bc]\.xml$/i.test(name);
}

/** Only what the manifest lists: all else is shown by no program, and may hold anything. */
function keepListed(parts: Parts): void {
  const manifest = parts.get(manifestName);
  if (!manifest) throw refusals.damaged();
  const xml = readXml(manifest).replace(/>\s*<\/(?:[\w.-]+:)?file-entry>/g, '/>');
  if (/<(?:[\w.-]+:)?(?:encryption-data|encrypted-key)[\s>]/.test(xml)) throw refusals.encrypted();
  const listed = new Set(['mimetype', manifestName]);
  const pruned = mapTags(xml, (tag, name) => {
    if (localName(name) !== 'file-entry') return tag;
    const path = attribute(tag, 'full-path') ?? '';
    if (isUnwanted(path)) return '';
    listed.add(path);
    return tag;
  });
  for (const name of parts.keys()) if (!listed.has(name)) parts.delete(name);
  parts.set(manifestName, writeXml(pruned));
}

const settings = /^(PrinterName|PrinterSetup|PrinterFaxName|RedlineProtectionKey|CurrentDatabase\w+)$/;

/** The text of the settings that name a printer, with its network path, or a data source. */
function withoutPrinter(xml: string): string {
  return xml.replace(/(<(?:[\w.-]+:)?config-item\s[^<>]*>)([^<]*)/g, (whole, tag: string) =>
    settings.test(attribute(tag, 'name') ?? '') ? tag : whole,
  );
}

// Fields that show a property. LibreOffice fills them in anew on opening, and would find nothing now.
const fields = new RegExp(
  `</?text:(?:${[
    'title|subject|keywords|description|initial-creator|creator|printed-by|author-name|author-initials|user-defined',
    'creation-date|creation-time|modification-date|modification-time|print-date|print-time|editing-cycles|editing-duration',
  ].join('|')})(?:\\s[^<>]*)?>`,
  'g',
);

/** Links to the web that a reader follows stay; pictures and objects fetched on opening go, and so do paths. */
function cleanedLink(tag: string, target: string, isInObject: boolean): string | undefined {
  // One step up leads out of the file, except from an object inside, which lies one folder deeper.
  const leadsUp = target.startsWith(isInObject ? '../../' : '../');
  if (!leadsUp && !/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(target)) return undefined;
  return tag === 'a' ? keptLink(target) : 'about:blank';
}

function cleanXml(name: string, content: Uint8Array, alias: (name: string) => string): Uint8Array {
  const xml = readXml(content);
  if (/(^|\/)meta\.xml$/.test(name)) return writeXml(emptied(xml, ['office:version'], '<office:meta/>'));
  if (isSvg(xml)) return writeXml(cleanSvg(xml));
  let cleaned = withoutElements(xml, ['event-listener']);
  cleaned = mapTexts(cleaned, ['creator', 'initial-creator'], alias);
  cleaned = mapTexts(cleaned, ['creator-initials', 'sender-initials'], () => '');
  cleaned = cleaned.replace(fields, '');
  const isInObject = name.includes('/');
  cleaned = mapTags(cleaned, (tag, element) => {
    if (!tag.includes('href')) return tag;
    const link = localName(element);
    return mapAttributes(tag, (key, value) =>
      localName(key) === 'href' ? cleanedLink(link, value, isInObject) : undefined,
    );
  });
  if (/(^|\/)settings\.xml$/.test(name)) cleaned = withoutPrinter(cleaned);
  return writeXml(cleaned);
}

/**
 * Cleans an ODT, ODS or ODP in place, and answers its type: `meta.xml` empty (of objects inside too); thumbnails and
 * signatures gone; pictures and documents inside cleaned; paths and printers cut; authors of comments and changes
 * numbered; fields that show a property become the text they show. Not touched: names in the text itself, dates of
 * comments and changes.
 * Refusals: macros, kind (templates, drawings), encrypted, embedded, damaged.
 */
export async function cleanOpenDocument(parts: Parts, cleanDocument: CleanDocument): Promise<AttachmentType> {
  const type = types.get(new TextDecoder().decode(parts.get('mimetype')).trim());
  if (!type) throw refusals.kind();
  keepListed(parts);
  if ([...parts.keys()].some(isMacro)) throw refusals.macros();
  if (!parts.has('content.xml')) throw refusals.damaged();
  const alias = aliases();
  for (const [name, content] of parts) {
    if (name === 'mimetype' || name === manifestName) continue;
    if (looksLikeXml(content)) parts.set(name, cleanXml(name, content, alias));
    else parts.set(name, await cleanInside(name, content, cleanDocument));
  }
  parts.set('mimetype', new TextEncoder().encode(type));
  return type;
}
