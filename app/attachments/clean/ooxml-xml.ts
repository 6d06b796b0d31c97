import { cleanSvg, isSvg } from './svg';
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
  if (name === 'initials' && (isPrefixed || isPeople)) return alias('');
  if (name === 'userName' || name === 'refreshedBy') return alias(value);
  if (name === 'userId') return alias('');
  if (name === 'providerId') return 'None';
  if (isPeople && (name === 'name' || name === 'displayName')) return alias(value);
  if (isPeople && name === 'contact') return '';
  if (tag === 'customWorkbookView' && name === 'name') return alias(value);
  if (tag === 'absPath' && name === 'url') return '';
  const isSource = tag === 'dbPr' ? name === 'connection' : tag === 'connection' && name === 'sourceFile';
  if (isSource || name === 'odcFile') return '';
  return undefined;
}

// In a tag, what `cleanedAttribute` looks for; in a part, this or an element that goes.
const tellingTag =
  /\s(?:[\w.-]+:)?(?:author|initials|userName|refreshedBy|userId|providerId|odcFile|sourceFile)\s*=|^<(?:[\w.-]+:)?(?:customWorkbookView|absPath|dbPr)\s/;
const telling = new RegExp(
  `${tellingTag.source.replace('|^<', '|<')}|<(?:[\\w.-]+:)?(?:rsids|mailMerge|dataBinding)[\\s/>]`,
);

/**
 * One XML part of an OOXML document, `kind` being the last word of its relationship's type. Written back only where
 * something was found. Old drawings (VML) are often not well-formed and hold no names; they stay as they are.
 */
export function cleanOoxmlXml(content: Uint8Array, kind: string, alias: Alias): Uint8Array {
  if (kind === 'vmlDrawing') return content;
  const xml = readXml(content);
  if (isSvg(xml)) return writeXml(cleanSvg(xml));
  const isPeople = listsOfPeople.has(kind);
  if (!isPeople && kind !== 'comments' && !telling.test(xml)) return content;
  // Settings of Word: the sessions in which it was edited, and where the addresses of a mail merge lie.
  let cleaned = kind === 'settings' ? withoutElements(xml, ['rsids', 'mailMerge']) : xml;
  // A control that shows a property (a title on the cover) would show it empty now; unbound, it keeps its text.
  cleaned = withoutElements(cleaned, ['dataBinding']);
  cleaned = mapTags(cleaned, (tag, name) =>
    isPeople || tellingTag.test(tag)
      ? mapAttributes(tag, (key, value) => cleanedAttribute(localName(name), key, value, isPeople, alias))
      : tag,
  );
  if (kind === 'comments') {
    // "tc=" and an id tie an old note to its thread.
    cleaned = mapTexts(cleaned, ['author'], (author) => (author.startsWith('tc=') ? author : alias(author)));
  }
  return writeXml(cleaned);
}
