import { keptLink } from './links';
import { changeRelationships, type Relationship, reachable, readRelationships } from './relationships';
import { attribute, attributeValues, emptied, localName, looksLikeXml, mapTags, readXml, writeXml } from './xml';
import type { Parts } from './zip';

// By the last word of a relationship's type. Taken out with the part they lead to: previews of the first page, data that
// document systems leave behind (often with names), labels and signatures that name people, what printers and editors keep.
const unwanted = new Set(
  'thumbnail customXml classificationlabels origin printerSettings changesInfo revisionInfo keyMapCustomizations'.split(
    ' ',
  ),
);

/** By the list they stand in, so that each list is rewritten once, however many there are. */
function byList(relationships: readonly Relationship[]): Map<string, Map<string, Relationship>> {
  const lists = new Map<string, Map<string, Relationship>>();
  for (const each of relationships) {
    const list = lists.get(each.listedIn) ?? new Map<string, Relationship>();
    lists.set(each.listedIn, list.set(each.id, each));
  }
  return lists;
}

/** Templates, linked workbooks, mail-merge sources and pictures fetched on opening: paths with names, and trackers. */
export function cutLinks(parts: Parts, relationships: readonly Relationship[]): void {
  for (const [listedIn, external] of byList(relationships.filter((each) => each.external))) {
    changeRelationships(parts, listedIn, (id, target) => {
      const relationship = external.get(id);
      if (!relationship) return target;
      return relationship.type === 'hyperlink' ? keptLink(target) : 'removed';
    });
  }
}

/** A page's settings name the printer's part by its id; without this the program would find the file broken. */
function withoutPrinters(xml: string, ids: ReadonlySet<string>): string {
  if (ids.size === 0) return xml;
  return mapTags(xml, (tag, name) => {
    const isSettings = localName(name) === 'printerSettings';
    if (!isSettings && localName(name) !== 'pageSetup') return tag;
    if (!ids.has(attribute(tag, 'id') ?? '')) return tag;
    return isSettings ? '' : tag.replace(/\s[\w.-]+:id\s*=\s*(?:"[^"]*"|'[^']*')/, '');
  });
}

/** Those of the ids that the source names somewhere; an id that is named has to lead to a part. */
function namedIn(xml: string, ids: ReadonlyMap<string, unknown>): Set<string> {
  const named = new Set<string>();
  mapTags(xml, (tag) => {
    for (const value of attributeValues(tag)) if (ids.has(value)) named.add(value);
    return tag;
  });
  return named;
}

/** Takes unwanted parts out of the list of their source; where the source names one by its id, empties the part instead. */
export function removeUnwanted(parts: Parts, relationships: readonly Relationship[]): void {
  const inside = relationships.filter((each) => !each.external && unwanted.has(each.type));
  for (const [listedIn, list] of byList(inside)) {
    const [{ source } = { source: '' }] = list.values();
    const content = parts.get(source);
    let named = new Set<string>();
    if (content) {
      const printers = [...list.values()].filter((each) => each.type === 'printerSettings');
      const xml = withoutPrinters(readXml(content), new Set(printers.map((each) => each.id)));
      if (printers.length > 0) parts.set(source, writeXml(xml));
      named = namedIn(xml, list);
    }
    changeRelationships(parts, listedIn, (id, target) => (list.has(id) && !named.has(id) ? undefined : target));
    for (const id of named) {
      const { target } = list.get(id)!;
      const part = parts.get(target);
      if (part) parts.set(target, looksLikeXml(part) ? writeXml(emptied(readXml(part))) : new Uint8Array(0));
    }
  }
}

/** Only what a relationship leads to: a part that nothing leads to is shown by no program, and may hold anything. */
export function keepReachable(parts: Parts, contentTypesName: string): void {
  const kept = reachable(readRelationships(parts), parts);
  for (const name of parts.keys()) if (name !== contentTypesName && !kept.has(name)) parts.delete(name);
  const names = new Set([...parts.keys()].map((name) => `/${name}`.toLowerCase()));
  const contentTypes = readXml(parts.get(contentTypesName)!).replace(/>\s*<\/(?:[\w.-]+:)?Override>/g, '/>');
  const pruned = mapTags(contentTypes, (tag, name) => {
    const isGone = localName(name) === 'Override' && !names.has((attribute(tag, 'PartName') ?? '').toLowerCase());
    return isGone ? '' : tag;
  });
  parts.set(contentTypesName, writeXml(pruned));
}
