import { child, childrenOf, type Element } from './xml';

/** What a style of Word says of a line or of words. */
interface Style {
  name: string;
  basedOn?: string;
  outline?: number;
  numbering?: { id?: string; level: number };
  run?: Element;
}

export interface ListLevel {
  ordered: boolean;
  /** Shown by no sign at all: an indented paragraph. */
  none: boolean;
  start: number;
  /** The first item of this list is counted anew, though the list before is of the same kind. */
  restarts: boolean;
}

const value = (element: Element | undefined) => element?.attributes.val;

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Styles and lists of a document, which its lines refer to. */
export class Known {
  readonly #styles = new Map<string, Style>();
  readonly #levels = new Map<string, Map<number, ListLevel>>();
  readonly #listOf = new Map<string, string>();

  constructor(styles: Element | undefined, numbering: Element | undefined) {
    for (const style of childrenOf(styles, 'style')) {
      const properties = child(style, 'pPr');
      const list = child(properties, 'numPr');
      const id = style.attributes.styleId;
      if (!id) continue;
      this.#styles.set(id, {
        name: (value(child(style, 'name')) ?? '').toLowerCase(),
        basedOn: value(child(style, 'basedOn')),
        outline: number(value(child(properties, 'outlineLvl'))),
        ...(list
          ? { numbering: { id: value(child(list, 'numId')), level: number(value(child(list, 'ilvl'))) ?? 0 } }
          : {}),
        run: child(style, 'rPr'),
      });
    }
    const abstract = new Map(
      childrenOf(numbering, 'abstractNum').map((each) => [each.attributes.abstractNumId ?? '', each]),
    );
    for (const list of childrenOf(numbering, 'num')) this.#takeList(list, abstract);
  }

  #takeList(list: Element, abstract: ReadonlyMap<string, Element>): void {
    const id = list.attributes.numId ?? '';
    const kind = value(child(list, 'abstractNumId')) ?? '';
    const levels = new Map<number, ListLevel>();
    const take = (level: Element) => {
      const format = value(child(level, 'numFmt')) ?? 'decimal';
      levels.set(number(level.attributes.ilvl) ?? 0, {
        ordered: format !== 'bullet',
        none: format === 'none',
        start: number(value(child(level, 'start'))) ?? 1,
        restarts: false,
      });
    };
    childrenOf(abstract.get(kind), 'lvl').forEach(take);
    for (const override of childrenOf(list, 'lvlOverride')) {
      childrenOf(override, 'lvl').forEach(take);
      const start = number(value(child(override, 'startOverride')));
      const level = number(override.attributes.ilvl) ?? 0;
      const known = levels.get(level);
      if (start !== undefined && known) levels.set(level, { ...known, start, restarts: true });
    }
    this.#levels.set(id, levels);
    this.#listOf.set(id, kind);
  }

  /** Where numbers are counted: lists of one kind count on from each other, unless one says where it begins. */
  countedAs(list: string): string {
    return this.#listOf.get(list) ?? list;
  }

  level(list: string, depth: number): ListLevel | undefined {
    return this.#levels.get(list)?.get(depth);
  }

  /** A style and those that it is based on, from the nearest. */
  *#line(id: string | undefined): Generator<Style> {
    const seen = new Set<string>();
    for (let at = id; at !== undefined && !seen.has(at); at = this.#styles.get(at)?.basedOn) {
      seen.add(at);
      const style = this.#styles.get(at);
      if (style) yield style;
    }
  }

  /** The names of a style and its bases, in small letters, as Word's English names are kept in the file. */
  names(id: string | undefined): string[] {
    const names = Array.from(this.#line(id), (style) => style.name);
    return names.length || id === undefined ? names : [id.toLowerCase()];
  }

  /** 1 and more for a heading, by its name or by its place in the outline. */
  headingLevel(id: string | undefined): number {
    for (const style of this.#line(id)) {
      const named = /^heading ([1-9])$/.exec(style.name)?.[1];
      if (named) return Number(named);
      if (style.outline !== undefined && style.outline < 9) return style.outline + 1;
    }
    return 0;
  }

  listOf(id: string | undefined): { id?: string; level: number } | undefined {
    for (const style of this.#line(id)) if (style.numbering) return style.numbering;
    return undefined;
  }

  /** Properties of words by a character style and its bases, the farthest first. */
  runProperties(id: string | undefined): Element[] {
    return Array.from(this.#line(id), (style) => style.run)
      .filter((run) => run !== undefined)
      .reverse();
  }
}
