import { unescapeXml } from '../../attachments/clean/xml';
import { importLimits, refusals } from './refusals';

/** An element of a parsed part. Names are without their prefix, attributes too: `w:val` is `val`, `r:id` is `id`. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const sign =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<!/g;
const attributes = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The tree of a part of an office document. No document types and no entities of its own, so nothing is fetched and
 * nothing grows; bounded in size, elements and depth. Refusals: damaged, too-complex.
 */
export function parseXml(xml: string): Element {
  if (xml.length > importLimits.xmlBytes) throw refusals.tooComplex();
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  let elements = 0;
  let from = 0;
  sign.lastIndex = 0;
  for (let found = sign.exec(xml); found; found = sign.exec(xml)) {
    const top = open.at(-1)!;
    if (found.index > from) addWords(top, unescapeXml(xml.slice(from, found.index)));
    from = sign.lastIndex;
    const [whole, cdata, close, name, rest] = found;
    if (whole === '<!') throw refusals.damaged();
    if (cdata !== undefined) addWords(top, cdata);
    if (name === undefined) continue;
    if (close) {
      if (open.length === 1 || top.name !== localName(name)) throw refusals.damaged();
      open.pop();
      continue;
    }
    if (++elements > importLimits.elements || open.length > importLimits.depth) throw refusals.tooComplex();
    const element: Element = { name: localName(name), attributes: readAttributes(rest!), children: [] };
    top.children.push(element);
    if (!rest!.endsWith('/')) open.push(element);
  }
  const [document] = elementsOf(root);
  if (open.length !== 1 || !document) throw refusals.damaged();
  return document;
}

function addWords(element: Element, words: string): void {
  if (element.name !== '') element.children.push(words);
}

function readAttributes(rest: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of rest.matchAll(attributes)) {
    found[localName(name!)] ??= unescapeXml(double ?? single ?? '');
  }
  return found;
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The first child of this name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element && elementsOf(element).find((each) => each.name === name);
}

export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element ? elementsOf(element).filter((each) => each.name === name) : [];
}

/** Every element of this name inside, in the order of the part; not what stands in one called `stop`. */
export function within(element: Element, name: string, stop?: string): Element[] {
  return elementsOf(element).flatMap((each) => [
    ...(each.name === name ? [each] : []),
    ...(each.name === stop ? [] : within(each, name, stop)),
  ]);
}

export function wordsOf(element: Element): string {
  return element.children.map((each) => (typeof each === 'string' ? each : wordsOf(each))).join('');
}
