import { refusals } from './refusals';
import { attribute, localName, mapAttributes, mapTags, readXml, writeXml } from './xml';
import type { Parts } from './zip';

/**
 * The relationships of an OOXML package (ECMA-376, part 2): the only way by which a program gets from one part to
 * another, from the root (`source` is empty) to the document and on to its pictures.
 */
export interface Relationship {
  /** The `.rels` part it stands in, and the part it belongs to. */
  listedIn: string;
  source: string;
  id: string;
  /** The last word of the type's URI, the same in the transitional and the strict form. */
  type: string;
  /** A part's name in the package, or, where external, whatever is written there. */
  target: string;
  external: boolean;
}

// A sheet may hold 65,530 links, each a relationship; far more are made to be slow.
const most = 100_000;

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function sourceOf(rels: string): string {
  return rels.replace(/_rels\/([^/]*)\.rels$/, '$1');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A target as the name of a part; names are compared without regard to case (part 2, section 6.2.2.3). */
function resolved(source: string, target: string, names: ReadonlyMap<string, string>): string {
  const path = target.startsWith('/') ? target : folderOf(source) + target;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const name = steps.join('/').replace(/#.*$/, '');
  return names.get(name.toLowerCase()) ?? names.get(decoded(name).toLowerCase()) ?? name;
}

export function readRelationships(parts: Parts): Relationship[] {
  const names = new Map([...parts.keys()].map((name) => [name.toLowerCase(), name]));
  const found: Relationship[] = [];
  for (const [listedIn, content] of parts) {
    if (!/(^|\/)_rels\/[^/]*\.rels$/i.test(listedIn)) continue;
    const source = sourceOf(listedIn);
    mapTags(readXml(content), (tag, name) => {
      if (localName(name) !== 'Relationship') return tag;
      const target = attribute(tag, 'Target') ?? '';
      const external = attribute(tag, 'TargetMode') === 'External';
      const type = (attribute(tag, 'Type') ?? '').split('/').at(-1)!;
      const id = attribute(tag, 'Id') ?? '';
      if (found.length >= most) throw refusals.tooComplex();
      found.push({ listedIn, source, id, type, target: external ? target : resolved(source, target, names), external });
      return tag;
    });
  }
  return found;
}

/** The list `listedIn` with each relationship kept, given a new target, or (undefined) taken out. */
export function changeRelationships(
  parts: Parts,
  listedIn: string,
  change: (id: string, target: string) => string | undefined,
): void {
  // With every relationship an empty tag, taking one out is taking out one tag.
  const xml = readXml(parts.get(listedIn)!).replace(/>\s*<\/(?:[\w.-]+:)?Relationship>/g, '/>');
  const changed = mapTags(xml, (tag, name) => {
    if (localName(name) !== 'Relationship') return tag;
    const target = attribute(tag, 'Target') ?? '';
    const next = change(attribute(tag, 'Id') ?? '', target);
    if (next === target) return tag;
    return next === undefined ? '' : mapAttributes(tag, (key) => (key === 'Target' ? next : undefined));
  });
  parts.set(listedIn, writeXml(changed));
}

/** The names of all parts that relationships lead to from the root, and the lists of relationships on the way. */
export function reachable(relationships: readonly Relationship[], parts: Parts): Set<string> {
  const bySource = new Map<string, Relationship[]>();
  for (const each of relationships) {
    const list = bySource.get(each.source);
    if (list) list.push(each);
    else bySource.set(each.source, [each]);
  }
  const seen = new Set<string>();
  const open = [''];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    for (const { target, external, listedIn } of bySource.get(source) ?? []) {
      seen.add(listedIn);
      if (external || seen.has(target) || !parts.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return seen;
}
