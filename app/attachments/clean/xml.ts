import { asBuffer } from './bytes';
import { refusals } from './refusals';

// One part is gone through in one go, and no one else is served meanwhile: so many bytes take about a second.
const largest = 40 * 1024 * 1024;

/**
 * XML as text, changed in a few places and written back. Not a parser: the rules here look at single tags, and the rest of
 * a part stays byte for byte as its program wrote it.
 */
export function readXml(bytes: Uint8Array): string {
  if (bytes.length > largest) throw refusals.tooComplex();
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
    // Without a mark, the zero byte beside the first `<` tells UTF-16 from UTF-8.
    if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
    if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusals.damaged();
  }
}

/** In UTF-8; a declaration that says otherwise is put right. */
export function writeXml(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(/^(<\?xml[^>]*?encoding=["'])[^"']*/, '$1UTF-8'));
}

/** Whether bytes are XML: the first sign that is not blank is `<`, in UTF-8 or UTF-16. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  const start = asBuffer(bytes.subarray(0, 64)).toString('latin1');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(start);
}

const attributes = /\s([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text that an attribute or element stands for. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Every start tag and empty tag, as written, replaced by what `change` makes of it. */
export function mapTags(xml: string, change: (tag: string, name: string) => string): string {
  return xml.replace(/<([A-Za-z_][\w.:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>/g, change);
}

/** The value of an attribute, whatever the prefix of its name. */
export function attribute(tag: string, name: string): string | undefined {
  for (const [, key, double, single] of tag.matchAll(attributes)) {
    if (localName(key!) === name) return unescapeXml(double ?? single ?? '');
  }
  return undefined;
}

export function attributeValues(tag: string): string[] {
  return Array.from(tag.matchAll(attributes), ([, , double, single]) => unescapeXml(double ?? single ?? ''));
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A tag with its attributes changed: `change` gets the full name and the value, and answers the new value or undefined to keep. */
export function mapAttributes(tag: string, change: (name: string, value: string) => string | undefined): string {
  return tag.replace(attributes, (whole, key: string, double?: string, single?: string) => {
    const value = change(key, unescapeXml(double ?? single ?? ''));
    return value === undefined ? whole : ` ${key}="${escapeXml(value)}"`;
  });
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}

/**
 * The root of a part with its namespaces and `keep`, and `content` in it. A part has to stay what its relationship says it
 * is, or the program that opens the file offers to repair it.
 */
export function emptied(xml: string, keep: readonly string[] = [], content = ''): string {
  const root = /<([A-Za-z_][\w.:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>/.exec(xml);
  if (!root) throw refusals.damaged();
  let kept = '';
  for (const [whole, key] of root[0].matchAll(attributes)) {
    if (key === 'xmlns' || key!.startsWith('xmlns:') || keep.includes(key!)) kept += ` ${whole.trim()}`;
  }
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root[1]}${kept}>${content}</${root[1]}>`;
}

/** The text of every element of these local names, where it holds text alone, changed. */
export function mapTexts(xml: string, names: readonly string[], change: (text: string) => string): string {
  const elements = new RegExp(`(<((?:[\\w.-]+:)?(?:${names.join('|')}))(?:\\s[^<>]*)?>)([^<]*)(</\\2>)`, 'g');
  return xml.replace(elements, (whole, open: string, _name, text: string, close: string) =>
    open.endsWith('/>') ? whole : `${open}${escapeXml(change(unescapeXml(text)))}${close}`,
  );
}

/** Without the elements of these local names and all that is in them; they may not hold one of their own name. */
export function withoutElements(xml: string, names: readonly string[]): string {
  const opening = new RegExp(`<((?:[\\w.-]+:)?(?:${names.join('|')}))(?=[\\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>`, 'g');
  let kept = '';
  let from = 0;
  for (let open = opening.exec(xml); open; open = opening.exec(xml)) {
    kept += xml.slice(from, open.index);
    from = opening.lastIndex;
    if (!open[0].endsWith('/>')) {
      const close = `</${open[1]}>`;
      const end = xml.indexOf(close, from);
      if (end < 0) throw refusals.damaged();
      from = end + close.length;
    }
    opening.lastIndex = from;
  }
  return from === 0 ? xml : kept + xml.slice(from);
}
