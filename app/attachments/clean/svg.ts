import { localName, mapAttributes, mapTags, withoutElements } from './xml';

const telling = /<(?:[\w.-]+:)?(?:metadata|script)[\s/>]|docname|export-filename|absref/;

export function isSvg(xml: string): boolean {
  return /<(?:[\w.-]+:)?svg[\s>]/.test(xml.slice(0, 2000));
}

/** A drawing inside a document without metadata and scripts, and without the paths that drawing programs note in it. */
export function cleanSvg(xml: string): string {
  if (!telling.test(xml)) return xml;
  return mapTags(withoutElements(xml, ['metadata', 'script']), (tag) =>
    mapAttributes(tag, (key) => (/^(docname|export-filename|absref)$/.test(localName(key)) ? '' : undefined)),
  );
}
