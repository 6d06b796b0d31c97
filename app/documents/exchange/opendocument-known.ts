import { child, childrenOf, type Element, elementsOf } from './xml';

interface Style {
  display: string;
  parent?: string;
  /** Made for some words alone, and not one of the document's own styles. */
  automatic: boolean;
  text?: Element;
  paragraph?: Element;
  listStyle?: string;
}

const marks = ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript'] as const;
type LookMark = (typeof marks)[number];

/** Styles and lists of an OpenDocument text, which its elements refer to. */
export class OdKnown {
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, boolean>>();

  constructor(content: Element, styles: Element | undefined) {
    this.#take(child(styles, 'styles'), false);
    this.#take(child(content, 'automatic-styles'), true);
  }

  #take(part: Element | undefined, automatic: boolean): void {
    for (const style of childrenOf(part, 'style')) {
      const {
        name,
        family,
        'display-name': display,
        'parent-style-name': parent,
        'list-style-name': listStyle,
      } = style.attributes;
      if (!name) continue;
      this.#styles.set(`${family} ${name}`, {
        display: (display ?? name.replaceAll('_20_', ' ')).toLowerCase(),
        automatic,
        ...(parent ? { parent } : {}),
        ...(listStyle ? { listStyle } : {}),
        text: child(style, 'text-properties'),
        paragraph: child(style, 'paragraph-properties'),
      });
    }
    for (const list of childrenOf(part, 'list-style')) {
      const levels = elementsOf(list).map(
        (level) => [Number(level.attributes.level ?? 1), level.name === 'list-level-style-number'] as const,
      );
      this.#lists.set(list.attributes.name ?? '', new Map(levels));
    }
  }

  #line(family: string, name: string | undefined): Style[] {
    const found: Style[] = [];
    const seen = new Set<string>();
    for (let at = name; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const style = this.#styles.get(`${family} ${at}`);
      if (style) found.push(style);
      at = style?.parent;
    }
    return found;
  }

  /** The names of a style and its bases, in small letters. */
  names(name: string | undefined): string[] {
    const names = this.#line('paragraph', name).map((style) => style.display);
    return names.length || !name ? names : [name.replaceAll('_20_', ' ').toLowerCase()];
  }

  isOrdered(list: string | undefined, depth: number): boolean {
    return this.#lists.get(list ?? '')?.get(depth + 1) ?? false;
  }

  /** How words look by a style of words, or by a style that was made for this paragraph alone. */
  look(
    family: 'text' | 'paragraph',
    name: string | undefined,
    before: ReadonlySet<LookMark> = new Set(),
  ): Set<LookMark> {
    const look = new Set(before);
    const styles = this.#line(family, name).filter((style) => style.text && (family === 'text' || style.automatic));
    if (styles.some((style) => style.display === 'internet link')) return look;
    for (const { text } of styles.reverse()) {
      const {
        'font-weight': weight,
        'font-style': slant,
        'text-underline-style': under,
        'text-line-through-style': through,
      } = text!.attributes;
      set(look, 'bold', weight && (weight === 'bold' || Number(weight) >= 600));
      set(look, 'italic', slant && slant !== 'normal');
      set(look, 'underline', under && under !== 'none');
      set(look, 'strike', through && through !== 'none');
      const position = text!.attributes['text-position'];
      if (position) {
        const raised =
          /^(super|sub)\b/.exec(position)?.[1] ??
          (/^-/.test(position) ? 'sub' : /^[1-9]/.test(position) ? 'super' : '');
        look.delete('superscript');
        look.delete('subscript');
        if (raised) look.add(raised === 'super' ? 'superscript' : 'subscript');
      }
    }
    return look;
  }

  /** Where a paragraph made for its place stands, where that is not where its direction begins. */
  align(name: string | undefined): 'center' | 'right' | undefined {
    for (const { paragraph, automatic } of this.#line('paragraph', name)) {
      const { 'text-align': align, 'writing-mode': mode } = paragraph?.attributes ?? {};
      if (!automatic || !align) continue;
      if (align === 'center') return 'center';
      return /^(right|end)$/.test(align) && !mode?.startsWith('rl') ? 'right' : undefined;
    }
    return undefined;
  }
}

function set(look: Set<LookMark>, mark: LookMark, on: boolean | string | undefined): void {
  if (on === true) look.add(mark);
  else if (on === false) look.delete(mark);
}
