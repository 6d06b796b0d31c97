import { asBuffer } from './bytes';
import { localName, mapAttributes, mapTags, mapTexts, readXml, withoutElements, writeXml } from './xml';

type Alias = (name: string) => string;

// Parts that list people, by the last word of their relationship's type (Word, Excel, PowerPoint old and new).
const listsOfPeople = new Set(['people', 'person', 'commentAuthors', 'authors', 'userNames', 'usernames']);

/**
 * What stands for a person, or for a place on their computer, in an attribute. Word writes `w:author` and `w:initials`
 * on comments and changes; Excel `userName`, `refreshedBy`; both an account in `userId` and `providerId`.
 */
function cleanedAttribute(
  tag: string,
  key: string,
  value: string,
  isPeople: boolean,
  alias: Alias,
): string | undefined {
  const name = localName(key);
  const isPrefixed = name !== key;
  if (name === 'author') return alias(value);
  if (name === 'initials' && (isPrefixed || isPeople)) return '';
  if (name === 'userName' || name === 'refreshedBy') return alias(value);
  if (name === 'userId') return '';
  if (name === 'providerId') return 'None';
  if (isPeople && (name === 'name' || name === 'displayName')) return alias(value);
  if (isPeople && name === 'contact') return '';
  if (tag === 'customWorkbookView' && name === 'name') return alias(value);
  if (tag === 'absPath' && name === 'url') return '';
  if (
    (tag === 'dbPr' && name === 'connection') ||
    name === 'odcFile' ||
    (tag === 'connection' && name === 'sourceFile')
  )
    return '';
  return undefined;
}

const telling =
  /author|initials|userName|refreshedBy|userId|providerId|customWorkbookView|absPath|dbPr|odcFile|sourceFile|rsids|mailMerge|dataBinding/;
const tellingSvg = /<(?:[\w.-]+:)?(?:metadata|script)[\s/>]|docname|export-filename|absref/;

function cleanSvg(xml: string): string {
  return mapTags(withoutElements(xml, ['metadata', 'script']), (tag) =>
    mapAttributes(tag, (key) => (/^(docname|export-filename|absref)$/.test(localName(key)) ? '' : undefined)),
  );
}

/**
 * One XML part of an OOXML document, `kind` being the last word of its relationship's type. Written back only where
 * something was found. Old drawings (VML) are often not well-formed and hold no names; they stay as they are.
 */
export function cleanOoxmlXml(content: Uint8Array, kind: string, alias: Alias): Uint8Array {
  if (kind === 'vmlDrawing' || asBuffer(content).length === 0) return content;
  const xml = readXml(content);
  if (/<(?:[\w.-]+:)?svg[\s>]/.test(xml.slice(0, 2000)))
    return tellingSvg.test(xml) ? writeXml(cleanSvg(xml)) : content;
  const isPeople = listsOfPeople.has(kind);
  if (!isPeople && !telling.test(xml)) return content;
  // Settings of Word: the sessions in which it was edited, and where the addresses of a mail merge lie.
  let cleaned = kind === 'settings' ? withoutElements(xml, ['rsids', 'mailMerge']) : xml;
  // A control that shows a property (a title on the cover) would show it empty now; unbound, it keeps its text.
  cleaned = withoutElements(cleaned, ['dataBinding']);
  cleaned = mapTags(cleaned, (tag, name) =>
    mapAttributes(tag, (key, value) => cleanedAttribute(localName(name), key, value, isPeople, alias)),
  );
  if (kind === 'comments') {
    // "tc=" and an id tie an old note to its thread.
    cleaned = mapTexts(cleaned, ['author'], (author) => (author.startsWith('tc=') ? author : alias(author)));
  }
  return writeXml(cleaned);
}
