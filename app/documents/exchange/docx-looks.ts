import type { Known } from './docx-known';
import { child, type Element, elementsOf } from './xml';

const markOf = { b: 'bold', i: 'italic', strike: 'strike', dstrike: 'strike' } as const;

/** Kinds of marks, by the properties of words and those of their style. */
export function lookOf(properties: Element | undefined, known: Known, inLink: boolean): string[] {
  const style = child(properties, 'rStyle')?.attributes.val;
  const isLink = known.names(style).some((name) => name.includes('hyperlink'));
  const look = new Set<string>();
  for (const each of [...(isLink ? [] : known.runProperties(style)), ...(properties ? [properties] : [])]) {
    for (const element of elementsOf(each)) {
      const mark = markOf[element.name as keyof typeof markOf];
      if (mark) look[isOn(element) ? 'add' : 'delete'](mark);
      // A link is underlined by being one.
      if (element.name === 'u' && !isLink && !inLink) {
        look[(element.attributes.val ?? 'none') === 'none' ? 'delete' : 'add']('underline');
      }
      if (element.name === 'vertAlign') {
        look.delete('superscript');
        look.delete('subscript');
        if (/^(super|sub)script$/.test(element.attributes.val ?? '')) look.add(element.attributes.val!);
      }
    }
  }
  return [...look];
}

/** A property that is on by standing there, unless it says that it is off. */
export function isOn(element: Element | undefined): boolean {
  return element !== undefined && !['0', 'false', 'off', 'none'].includes(element.attributes.val ?? '');
}
