import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { startsWith } from '../../attachments/clean/bytes';
import { isAllowedAddress } from '../../shared/rich-text/addresses';
import { newId } from '../text/ids';
import { type ReadProposal, threadEdge } from './assemble';
import type { CarriedPicture } from './carried';
import type { Known } from './docx-known';
import type { WordPackage } from './docx-package';
import type { Tally } from './left-out';
import { image, type Marks, noteContent, text } from './pieces';
import { importLimits, refusals } from './refusals';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

/** Who proposed what, by the id that stands in the text. */
export type Proposers = Map<string, { name: string; at: string }>;

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

const lookOf = { b: 'bold', i: 'italic', strike: 'strike', dstrike: 'strike' } as const;

/** Reads words with their marks, notes, pictures and what is proposed about them. */
export class WordsReader {
  readonly pictures: CarriedPicture[] = [];
  readonly proposers: Proposers = new Map();
  /** Lines in boxes beside the text, found while the words around them were read. */
  boxes: Element[] = [];
  readonly #file: WordPackage;
  readonly #known: Known;
  readonly #left: Tally;
  readonly #notes = new Map<string, { element: Element; source: string }>();
  readonly #seen = new Map<string, CarriedPicture | null>();
  #last: { key: string; id: string } | undefined;
  #fields: Field[] = [];

  constructor(file: WordPackage, known: Known, left: Tally) {
    this.#file = file;
    this.#known = known;
    this.#left = left;
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

  /** What is proposed about the end of a line or a row. */
  proposalIn(element: Element | undefined, ...names: string[]): ReadProposal | undefined {
    const found = elementsOf(element ?? { name: '', attributes: {}, children: [] }).find((each) =>
      names.includes(each.name),
    );
    return found && this.#proposal(found);
  }

  #proposal({ attributes }: Element): ReadProposal {
    const name = (attributes.author ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
    const date =
      attributes.date && !Number.isNaN(Date.parse(attributes.date)) ? new Date(attributes.date).toISOString() : '';
    const key = `${name} ${date}`;
    // What one person changed at one time and place is one proposal: the words that go, and those that come instead.
    if (this.#last?.key !== key) this.#last = { key, id: newId() };
    this.proposers.set(this.#last.id, { name, at: date });
    return { id: this.#last.id, person: null, organisation: null, at: date || null };
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
          tracked: { ...around.tracked, inserted: this.#proposal(element) },
        });
      case 'del':
      case 'moveFrom':
        return this.#read(elementsOf(element), {
          ...around,
          tracked: { ...around.tracked, deleted: this.#proposal(element) },
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
        return this.#drawing(element, around);
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
    if (!inserted && !deleted) this.#last = undefined;
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
    const now = this.#look(properties, around);
    const change = child(properties, 'rPrChange');
    if (!change) return now.map((type) => ({ type }));
    const before = this.#look(child(change, 'rPr'), around);
    const add = now.filter((type) => !before.includes(type)).map((type) => ({ type }));
    const remove = before.filter((type) => !now.includes(type));
    if (!add.length && !remove.length) return now.map((type) => ({ type }));
    const attrs = { ...this.#proposal(change), change: JSON.stringify({ add, remove }) };
    return [...before.map((type) => ({ type })), { type: 'modification', attrs }];
  }

  /** Kinds of marks, by the properties of words and those of their style. */
  #look(properties: Element | undefined, around: Around): string[] {
    const style = child(properties, 'rStyle')?.attributes.val;
    const isLink = this.#known.names(style).some((name) => name.includes('hyperlink'));
    const look = new Set<string>();
    for (const each of [...(isLink ? [] : this.#known.runProperties(style)), ...(properties ? [properties] : [])]) {
      for (const element of elementsOf(each)) {
        const mark = lookOf[element.name as keyof typeof lookOf];
        if (mark) look[isOn(element) ? 'add' : 'delete'](mark);
        // A link is underlined by being one.
        if (element.name === 'u' && !isLink && around.link === undefined) {
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

  #drawing(element: Element, around: Around): JSONContent[] {
    // A line across the page, which whoever reads the line makes a rule of.
    if (within(element, 'rect').some((rect) => rect.attributes.hr === 't')) return [];
    // A box can hold drawings with boxes: those are looked at when its lines are read.
    const inside = (name: string) => within(element, name, 'txbxContent');
    const described = [...inside('docPr'), ...inside('shape')];
    const alt =
      described.map(({ attributes }) => attributes.descr || attributes.alt || attributes.title || '').find(Boolean) ??
      '';
    const boxes = inside('txbxContent');
    if (boxes.length) {
      this.boxes.push(...boxes);
      this.#left.add('shapes');
    }
    const ids = [...inside('blip').map((e) => e.attributes.embed), ...inside('imagedata').map((e) => e.attributes.id)];
    const found = Array.from(new Set(ids.filter((id) => id !== undefined)), (id) => this.#picture(around.source, id));
    const shown = found.filter((picture) => picture !== null);
    if (inside('OLEObject').length) this.#left.add('embedded');
    if (shown.length) {
      if (!alt) this.#left.add('pictures-without-words', shown.length);
      return shown.map((picture) => this.#leaf(image(picture.id, alt.slice(0, 400)), around));
    }
    if (!boxes.length) this.#left.add(found.length ? 'pictures' : 'shapes');
    return alt ? [text(`[${alt}]`)] : [];
  }

  #picture(source: string, id: string): CarriedPicture | null {
    const target = this.#file.target(source, id);
    const bytes = target && !target.external ? this.#file.parts.get(target.target) : undefined;
    if (!target || !bytes) return null;
    const known = this.#seen.get(target.target);
    if (known !== undefined) return known;
    const type = typeOfPicture(bytes);
    const picture = type ? { id: randomUUID(), type, bytes } : null;
    this.#seen.set(target.target, picture);
    if (picture && this.pictures.push(picture) > importLimits.pictures) throw refusals.tooComplex();
    return picture;
  }
}

export function typeOfPicture(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, '\x89PNG')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'GIF8')) return 'image/gif';
  return startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) ? 'image/webp' : undefined;
}

/** A property that is on by standing there, unless it says that it is off. */
function isOn(element: Element | undefined): boolean {
  return element !== undefined && !['0', 'false', 'off', 'none'].includes(element.attributes.val ?? '');
}
