import type { JSONContent } from '@tiptap/core';
import { isAllowedAddress } from '../../shared/rich-text/addresses';
import { type ReadProposal, threadEdge } from './assemble';
import { DrawingsReader } from './docx-drawings';
import type { Known } from './docx-known';
import { isOn, lookOf } from './docx-looks';
import type { WordPackage } from './docx-package';
import { ProposalsReader } from './docx-proposals';
import type { Tally } from './left-out';
import { type Marks, noteContent, text } from './pieces';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

interface Tracked {
  inserted?: ReadProposal;
  deleted?: ReadProposal;
}

/** What is known while the words of one line are read. */
interface Around {
  /** The part of the file that the line stands in, since its links are named there. */
  source: string;
  link?: string;
  tracked: Tracked;
  inNote: boolean;
}

interface Field {
  instruction: string;
  inResult: boolean;
}

/** Reads words with their marks, notes, pictures and what is proposed about them. */
export class WordsReader {
  readonly proposals = new ProposalsReader();
  readonly drawings: DrawingsReader;
  readonly #file: WordPackage;
  readonly #known: Known;
  readonly #left: Tally;
  readonly #notes = new Map<string, { element: Element; source: string }>();
  #fields: Field[] = [];

  constructor(file: WordPackage, known: Known, left: Tally) {
    this.#file = file;
    this.#known = known;
    this.#left = left;
    this.drawings = new DrawingsReader(file, left);
  }

  async readNotes(): Promise<void> {
    for (const kind of ['footnote', 'endnote'] as const) {
      const part = await this.#file.part(`${kind}s`);
      for (const element of childrenOf(part?.xml, kind)) {
        this.#notes.set(`${kind} ${element.attributes.id}`, { element, source: part!.name });
      }
    }
  }

  lineContent(line: Element, source: string): JSONContent[] {
    this.#fields = [];
    return this.#read(elementsOf(line), { source, tracked: {}, inNote: false });
  }

  #read(elements: Element[], around: Around): JSONContent[] {
    return elements.flatMap((element) => this.#one(element, around));
  }

  #one(element: Element, around: Around): JSONContent[] {
    const inner = () => this.#read(elementsOf(element), around);
    switch (element.name) {
      case 'r':
        return this.#run(element, around);
      case 'hyperlink':
        return this.#hyperlink(element, around);
      case 'ins':
      case 'moveTo':
        return this.#read(elementsOf(element), {
          ...around,
          tracked: { ...around.tracked, inserted: this.proposals.of(element) },
        });
      case 'del':
      case 'moveFrom':
        return this.#read(elementsOf(element), {
          ...around,
          tracked: { ...around.tracked, deleted: this.proposals.of(element) },
        });
      case 'sdt':
        return this.#read(elementsOf(child(element, 'sdtContent') ?? element), around);
      case 'smartTag':
      case 'fldSimple':
      case 'customXml':
      case 'dir':
      case 'bdo':
        return inner();
      case 'AlternateContent':
        return this.#read(elementsOf(child(element, 'Choice') ?? child(element, 'Fallback') ?? element), around);
      case 'oMath':
      case 'oMathPara':
        this.#left.add('formulas');
        return this.#say(within(element, 't').map(wordsOf).join(''), [], around);
      case 'commentRangeStart':
        return around.inNote ? [] : [threadEdge(element.attributes.id ?? '', 'start')];
      case 'commentRangeEnd':
        return around.inNote ? [] : [threadEdge(element.attributes.id ?? '', 'end')];
      default:
        return [];
    }
  }

  #hyperlink(element: Element, around: Around): JSONContent[] {
    const target = this.#file.target(around.source, element.attributes.id);
    const anchor = element.attributes.anchor ? `#${element.attributes.anchor}` : '';
    const href = target?.external ? target.target + (target.target.includes('#') ? '' : anchor) : '';
    const link = isAllowedAddress(href) ? href : undefined;
    if (href && !link) this.#left.add('links');
    return this.#read(elementsOf(element), link ? { ...around, link } : around);
  }

  #run(run: Element, around: Around): JSONContent[] {
    const properties = child(run, 'rPr');
    if (isOn(child(properties, 'vanish')) && !child(properties, 'specVanish')) {
      if (within(run, 't').length) this.#left.add('hidden');
      return [];
    }
    if (child(properties, 'highlight')) this.#left.add('colours');
    const marks = this.#marks(properties, around);
    return elementsOf(run).flatMap((element) => this.#inRun(element, marks, around));
  }

  #inRun(element: Element, marks: Marks, around: Around): JSONContent[] {
    switch (element.name) {
      case 't':
      case 'delText':
        return this.#inInstruction() ? [] : this.#say(wordsOf(element), marks, around);
      case 'tab':
      case 'ptab':
        return this.#say('\t', marks, around);
      case 'noBreakHyphen':
        return this.#say('\u2011', marks, around);
      case 'softHyphen':
        return this.#say('\u00ad', marks, around);
      case 'br':
        return ['page', 'column'].includes(element.attributes.type ?? '')
          ? []
          : [this.#leaf({ type: 'hardBreak' }, around)];
      case 'cr':
        return [this.#leaf({ type: 'hardBreak' }, around)];
      case 'sym':
        return this.#symbol(element, marks, around);
      case 'fldChar':
        this.#field(element.attributes.fldCharType);
        return [];
      case 'instrText': {
        const field = this.#fields.at(-1);
        if (field) field.instruction += wordsOf(element);
        return [];
      }
      case 'footnoteReference':
      case 'endnoteReference':
        return this.#note(element, around);
      case 'commentReference':
        return around.inNote ? [] : [threadEdge(element.attributes.id ?? '', 'end')];
      case 'drawing':
      case 'pict':
      case 'object':
        return this.drawings
          .read(element, around.source)
          .map((node) => (node.type === 'image' ? this.#leaf(node, around) : node));
      case 'AlternateContent':
        return elementsOf(child(element, 'Choice') ?? child(element, 'Fallback') ?? element).flatMap((each) =>
          this.#inRun(each, marks, around),
        );
      default:
        return [];
    }
  }

  #say(words: string, marks: Marks, around: Around): JSONContent[] {
    if (!words) return [];
    const { inserted, deleted } = around.tracked;
    if (!inserted && !deleted) this.proposals.end();
    const proposals: Marks = [
      ...(inserted ? [{ type: 'insertion', attrs: { ...inserted } }] : []),
      ...(deleted ? [{ type: 'deletion', attrs: { ...deleted } }] : []),
    ];
    const field = this.#fields.find((each) => each.inResult && /^\s*HYPERLINK\s/i.test(each.instruction));
    const address = /"([^"]*)"/.exec(field?.instruction ?? '')?.[1] ?? '';
    const link = around.link ?? (isAllowedAddress(address) ? address : undefined);
    const links: Marks = link ? [{ type: 'link', attrs: { href: link } }] : [];
    return [text(words.replace(/\r?\n/g, ' '), [...links, ...marks, ...proposals])];
  }

  /** A leaf with what is proposed about it: words bear marks for this, elements attributes. */
  #leaf(node: JSONContent, { tracked: { inserted, deleted } }: Around): JSONContent {
    const attrs = {
      ...(inserted ? { inserted: JSON.stringify(inserted) } : {}),
      ...(deleted ? { deleted: JSON.stringify(deleted) } : {}),
    };
    return inserted || deleted ? { ...node, attrs: { ...node.attrs, ...attrs } } : node;
  }

  #marks(properties: Element | undefined, around: Around): Marks {
    const now = lookOf(properties, this.#known, around.link !== undefined);
    const change = child(properties, 'rPrChange');
    if (!change) return now.map((type) => ({ type }));
    const before = lookOf(child(change, 'rPr'), this.#known, around.link !== undefined);
    const add = now.filter((type) => !before.includes(type)).map((type) => ({ type }));
    const remove = before.filter((type) => !now.includes(type));
    if (!add.length && !remove.length) return now.map((type) => ({ type }));
    const attrs = { ...this.proposals.of(change), change: JSON.stringify({ add, remove }) };
    return [...before.map((type) => ({ type })), { type: 'modification', attrs }];
  }

  #symbol(element: Element, marks: Marks, around: Around): JSONContent[] {
    const code = Number.parseInt(element.attributes.char ?? '', 16);
    // Signs of fonts that are not here: those of Wingdings and Symbol stand in the private area.
    const sign = code >= 0x20 && code < 0xd800 ? String.fromCodePoint(code) : '•';
    return this.#say(sign, marks, around);
  }

  #field(type: string | undefined): void {
    if (type === 'begin') this.#fields.push({ instruction: '', inResult: false });
    else if (type === 'end') this.#fields.pop();
    else if (type === 'separate') {
      const field = this.#fields.at(-1);
      if (field) field.inResult = true;
    }
  }

  #inInstruction(): boolean {
    return this.#fields.some((field) => !field.inResult);
  }

  #note(reference: Element, around: Around): JSONContent[] {
    const kind = reference.name === 'footnoteReference' ? 'footnote' : 'endnote';
    const found = this.#notes.get(`${kind} ${reference.attributes.id}`);
    if (!found || around.inNote) return [];
    if (kind === 'endnote') this.#left.add('endnotes');
    const fields = this.#fields;
    this.#fields = [];
    const lines = within(found.element, 'p').map((line) =>
      this.#read(elementsOf(line), { source: found.source, tracked: {}, inNote: true }),
    );
    this.#fields = fields;
    const content = noteContent(lines.flatMap((line, i) => (i ? [text(' '), ...line] : line)));
    return [this.#leaf({ type: 'footnote', ...(content.length ? { content } : {}) }, around)];
  }
}
