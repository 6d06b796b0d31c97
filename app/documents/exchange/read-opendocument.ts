import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Parts } from '../../attachments/clean/zip';
import type { ContentLanguage } from '../../shared/languages';
import { isAllowedAddress } from '../../shared/rich-text/addresses';
import { newId } from '../text/ids';
import { assemble, type ReadBlock, type ReadLine, type ReadListPlace, type ReadProposal, threadEdge } from './assemble';
import type { CarriedPicture, Read } from './carried';
import { openPackage, xmlOf } from './docx-package';
import { type Proposers, typeOfPicture } from './docx-words';
import { Tally } from './left-out';
import { OdKnown } from './opendocument-known';
import { finished, image, inBlocks, type Marks, noteContent, paragraph, plainHeading, text } from './pieces';
import { inLevels, sizeOfText, takeTitle } from './read-docx';
import { importLimits, refusals } from './refusals';
import { type ReadThread, takeThreads } from './thread-edges';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

/** A document from OpenDocument text, as LibreOffice writes it; see `readDocx` for what is taken in, and the refusals. */
export async function readOpenDocument(bytes: Uint8Array, language: ContentLanguage): Promise<Read> {
  const parts = await openPackage(bytes);
  const kind = new TextDecoder().decode(parts.get('mimetype'));
  if (kind.trim() !== 'application/vnd.oasis.opendocument.text') throw refusals.kind();
  const manifest = new TextDecoder().decode(parts.get('META-INF/manifest.xml'));
  if (manifest.includes('encryption-data')) throw refusals.encrypted();
  const content = await xmlOf(parts, 'content.xml');
  const body = child(child(content, 'body'), 'text');
  if (!content || !body) throw refusals.damaged();
  const left = new Tally();
  const reader = new TextReader(parts, new OdKnown(content, await xmlOf(parts, 'styles.xml')), body, left);
  const { title, rest } = takeTitle(reader.blocks(body));
  const blocks = inLevels(assemble(rest, left), left);
  if (!title && !blocks.length) throw refusals.empty();
  if (blocks.length > importLimits.blocks) throw refusals.tooComplex();
  const { content: whole, threads } = takeThreads(blocks, [...reader.threads.values()]);
  const document = { title, language, text: finished(whole), pictures: reader.pictures, threads };
  if (sizeOfText(document.text) > importLimits.characters) throw refusals.tooComplex();
  return { document, left: left.list(), proposers: reader.proposers };
}

type Look = ReturnType<OdKnown['look']>;

interface Region {
  inserted: boolean;
  proposal: ReadProposal;
  /** What would go, line by line. */
  lines: Element[];
}

interface Around {
  look: Look;
  link?: string;
  deleted?: ReadProposal;
  inNote: boolean;
}

/** Stands between two lines while a paragraph is read, which holds more than one where an end is proposed to go. */
interface Division extends JSONContent {
  type: 'division';
  attrs: { deleted: ReadProposal };
}

class TextReader {
  readonly pictures: CarriedPicture[] = [];
  readonly proposers: Proposers = new Map();
  readonly threads = new Map<string, ReadThread>();
  readonly #parts: Parts;
  readonly #known: OdKnown;
  readonly #left: Tally;
  readonly #regions = new Map<string, Region>();
  readonly #seen = new Map<string, CarriedPicture | null>();
  readonly #counts = new Map<string, number>();
  #lists = 0;
  /** What is being inserted where the reader stands; it may go on over the ends of lines. */
  #inserted: ReadProposal | undefined;
  #boxes: Element[] = [];

  constructor(parts: Parts, known: OdKnown, body: Element, left: Tally) {
    this.#parts = parts;
    this.#known = known;
    this.#left = left;
    for (const region of within(
      child(body, 'tracked-changes') ?? { name: '', attributes: {}, children: [] },
      'changed-region',
    )) {
      this.#takeRegion(region);
    }
  }

  #takeRegion(region: Element): void {
    const what = elementsOf(region).find(({ name }) => name === 'insertion' || name === 'deletion');
    const info = what && child(what, 'change-info');
    if (!what || !info) return;
    const name = wordsOf(child(info, 'creator') ?? info)
      .trim()
      .slice(0, 120);
    const at = dateOf(child(info, 'date'));
    const before = [...this.#regions.values()].at(-1);
    const known = before && this.proposers.get(before.proposal.id);
    // What one person changed at one time is one proposal: the words that go, and those that come instead.
    const id = known?.name === name && known.at === at ? before!.proposal.id : newId();
    this.proposers.set(id, { name, at });
    const proposal: ReadProposal = { id, person: null, organisation: null, at: at || null };
    const lines = elementsOf(what).filter((each) => each.name === 'p' || each.name === 'h');
    this.#regions.set(region.attributes.id ?? '', { inserted: what.name === 'insertion', proposal, lines });
  }

  blocks(parent: Element, lists: ReadListPlace[] = [], listStyle?: string, goesOn = false): ReadBlock[] {
    let begins = true;
    return elementsOf(parent).flatMap((element): ReadBlock[] => {
      const place = lists.at(-1);
      const own = place && { ...place, begins: place.begins && begins };
      switch (element.name) {
        case 'p':
        case 'h':
          begins = false;
          return this.#lines(element, element.name === 'h' ? undefined : own);
        case 'list':
          begins = false;
          return this.#list(element, lists, listStyle, goesOn);
        case 'table':
          return [{ kind: 'node', quoted: false, node: this.#table(element) }];
        case 'section':
          return this.blocks(element, lists, listStyle);
        case 'table-of-content':
          this.#left.add('contents');
          return [];
        default:
          return [];
      }
    });
  }

  #list(element: Element, outer: ReadListPlace[], inherited: string | undefined, outerGoesOn: boolean): ReadBlock[] {
    const style = element.attributes['style-name'] ?? inherited;
    const depth = outer.length;
    const ordered = this.#known.isOrdered(style, depth);
    const key = String(++this.#lists);
    const { 'continue-numbering': numbering, 'continue-list': before } = element.attributes;
    const goesOn = outerGoesOn || numbering === 'true' || before !== undefined;
    const counted = `${style} ${depth}`;
    let number = goesOn ? (this.#counts.get(counted) ?? 0) : 0;
    const blocks = elementsOf(element).flatMap((item): ReadBlock[] => {
      if (item.name !== 'list-item' && item.name !== 'list-header') return [];
      // LibreOffice ends a list at each inner one of another kind, and goes on with it in an item that holds only that.
      if (goesOn && item === elementsOf(element)[0] && elementsOf(item).every((each) => each.name === 'list')) {
        return this.blocks(
          item,
          [...outer, { key, depth, ordered, number, begins: false, restarts: false }],
          style,
          true,
        );
      }
      const start = Number(item.attributes['start-value']);
      const restarts = number === 0 && !goesOn;
      if (item.name === 'list-item') number = Number.isInteger(start) && start >= 0 ? start : number + 1;
      const place: ReadListPlace = { key, depth, ordered, number, begins: item.name === 'list-item', restarts };
      const lead = /^(list|table)$/.test(elementsOf(item)[0]?.name ?? '') ? [emptyLine(place)] : [];
      const inside = this.blocks(item, [...outer, lead.length ? { ...place, begins: false } : place], style);
      return [...lead, ...inside];
    });
    this.#counts.set(counted, number);
    return blocks;
  }

  #lines(element: Element, list: ReadListPlace | undefined): ReadBlock[] {
    const style = element.attributes['style-name'];
    const names = this.#known.names(style);
    const look = element.name === 'h' ? new Set<never>() : this.#known.look('paragraph', style);
    const content = this.#read(element, { look, inNote: false });
    const boxes = this.#boxes.splice(0).flatMap((box) => this.blocks(box));
    if (!content.length && names.includes('horizontal line'))
      return [{ kind: 'node', quoted: false, node: { type: 'horizontalRule' } }];
    const level = element.name === 'h' ? Math.max(1, Number(element.attributes['outline-level'] ?? 1) || 1) : 0;
    const line: Omit<ReadLine, 'content'> = {
      kind: 'line',
      role: names.includes('title')
        ? 'title'
        : names.some((name) => /^(caption|illustration|figure|drawing)$/.test(name))
          ? 'caption'
          : 'paragraph',
      level,
      quoted: names.includes('quotations'),
      ...(list ? { list } : {}),
      end: {},
    };
    const lines: ReadLine[] = [{ ...line, content: [] }];
    for (const node of content) {
      if (node.type !== 'division') lines.at(-1)!.content.push(node);
      else {
        lines.at(-1)!.end = { deleted: (node as Division).attrs.deleted };
        lines.push({ ...line, content: [] });
      }
    }
    if (this.#inserted) lines.at(-1)!.end = { ...lines.at(-1)!.end, inserted: this.#inserted };
    return [...lines.flatMap(divided), ...boxes];
  }

  #read(element: Element, around: Around): JSONContent[] {
    return element.children.flatMap((each) =>
      typeof each === 'string' ? this.#say(each.replace(/[ \t\r\n]+/g, ' '), around) : this.#one(each, around),
    );
  }

  #one(element: Element, around: Around): JSONContent[] {
    const { attributes } = element;
    switch (element.name) {
      case 'span':
        return this.#read(element, {
          ...around,
          look: this.#known.look('text', attributes['style-name'], around.look),
        });
      case 'a':
        return this.#link(element, around);
      case 's':
        return this.#say(' '.repeat(Math.min(1000, Math.max(1, Number(attributes.c ?? 1) || 1))), around);
      case 'tab':
        return this.#say('\t', around);
      case 'line-break':
        return [this.#leaf({ type: 'hardBreak' }, around)];
      case 'note':
        return this.#note(element, around);
      case 'frame':
        return this.#frame(element, around);
      case 'annotation':
        return this.#annotation(element);
      case 'annotation-end':
        return [threadEdge(attributes.name ?? '', 'end')];
      case 'change-start':
        this.#inserted = this.#regions.get(attributes['change-id'] ?? '')?.proposal ?? this.#inserted;
        return [];
      case 'change-end':
        this.#inserted = undefined;
        return [];
      case 'change':
        return this.#deletion(attributes['change-id'] ?? '', around);
      case 'hidden-text':
      case 'hidden-paragraph':
        this.#left.add('hidden');
        return [];
      case 'bookmark':
      case 'soft-page-break':
      case 'ruby-text':
        return [];
      case 'custom-shape':
      case 'g':
      case 'line':
        this.#left.add('shapes');
        return [];
      default:
        return this.#read(element, around);
    }
  }

  #say(words: string, { look, link, deleted }: Around): JSONContent[] {
    if (!words) return [];
    const marks: Marks = [
      ...(link ? [{ type: 'link', attrs: { href: link } }] : []),
      ...Array.from(look, (type) => ({ type })),
      ...(this.#inserted && !deleted ? [{ type: 'insertion', attrs: { ...this.#inserted } }] : []),
      ...(deleted ? [{ type: 'deletion', attrs: { ...deleted } }] : []),
    ];
    return [text(words, marks)];
  }

  #leaf(node: JSONContent, { deleted }: Around): JSONContent {
    const proposal = deleted ?? this.#inserted;
    if (!proposal) return node;
    return { ...node, attrs: { ...node.attrs, [deleted ? 'deleted' : 'inserted']: JSON.stringify(proposal) } };
  }

  #link(element: Element, around: Around): JSONContent[] {
    const { href = '' } = element.attributes;
    if (isAllowedAddress(href)) return this.#read(element, { ...around, link: href });
    if (href && !href.startsWith('#')) this.#left.add('links');
    return this.#read(element, around);
  }

  #deletion(id: string, around: Around): JSONContent[] {
    const region = this.#regions.get(id);
    if (!region || region.inserted) return [];
    return region.lines.flatMap((line, i) => [
      ...(i ? [{ type: 'division', attrs: { deleted: region.proposal } } as Division] : []),
      ...this.#read(line, { ...around, deleted: region.proposal }),
    ]);
  }

  #note(element: Element, around: Around): JSONContent[] {
    if (around.inNote) return [];
    if (element.attributes['note-class'] === 'endnote') this.#left.add('endnotes');
    const inserted = this.#inserted;
    this.#inserted = undefined;
    const lines = within(child(element, 'note-body') ?? element, 'p').map((line) =>
      this.#read(line, { look: new Set(), inNote: true }),
    );
    this.#inserted = inserted;
    const content = noteContent(lines.flatMap((line, i) => (i ? [text(' '), ...line] : line)));
    return [this.#leaf({ type: 'footnote', ...(content.length ? { content } : {}) }, around)];
  }

  #annotation(element: Element): JSONContent[] {
    const { name = `at ${this.threads.size}`, resolved, 'parent-name': parent } = element.attributes;
    const comment = {
      author: wordsOf(child(element, 'creator') ?? { name: '', attributes: {}, children: [] })
        .trim()
        .slice(0, 120),
      at: dateOf(child(element, 'date')),
      words: [...childrenOf(element, 'p'), ...childrenOf(element, 'list').flatMap((list) => within(list, 'p'))]
        .map(wordsOf)
        .join('\n')
        .trim(),
    };
    const thread = parent === undefined ? undefined : this.threads.get(parent);
    if (thread) thread.comments.push(comment);
    else if (comment.words && this.threads.size < importLimits.threads) {
      this.threads.set(name, { ids: [name], resolved: resolved === 'true', comments: [comment] });
    }
    return [threadEdge(name, 'start')];
  }

  #frame(frame: Element, around: Around): JSONContent[] {
    const alt = wordsOf(child(frame, 'desc') ?? child(frame, 'title') ?? { name: '', attributes: {}, children: [] })
      .trim()
      .slice(0, 400);
    const box = child(frame, 'text-box');
    if (box) {
      this.#boxes.push(box);
      this.#left.add('shapes');
      return [];
    }
    if (child(frame, 'object') || child(frame, 'object-ole')) this.#left.add('embedded');
    const picture = childrenOf(frame, 'image')
      .map((each) => this.#picture(each.attributes.href ?? ''))
      .find((each) => each !== null);
    if (!picture) {
      this.#left.add('pictures');
      return alt ? [text(`[${alt}]`)] : [];
    }
    if (!alt) this.#left.add('pictures-without-words');
    return [this.#leaf(image(picture.id, alt), around)];
  }

  #picture(href: string): CarriedPicture | null {
    const name = href.replace(/^\.\//, '');
    const known = this.#seen.get(name);
    if (known !== undefined) return known;
    const bytes = this.#parts.get(name);
    const type = bytes && typeOfPicture(bytes);
    const picture = bytes && type ? { id: randomUUID(), type, bytes } : null;
    this.#seen.set(name, picture);
    if (picture && this.pictures.push(picture) > importLimits.pictures) throw refusals.tooComplex();
    return picture;
  }

  #table(table: Element): JSONContent {
    const rows: JSONContent[] = [];
    const take = (parent: Element, head: boolean) => {
      for (const each of elementsOf(parent)) {
        if (each.name === 'table-row') rows.push(this.#row(each, head));
        else if (/^table-(header-rows|rows|row-group)$/.test(each.name))
          take(each, head || each.name === 'table-header-rows');
      }
    };
    take(table, false);
    const full = rows.filter((row) => row.content?.length);
    return {
      type: 'table',
      content: full.length ? full : [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph()] }] }],
    };
  }

  #row(row: Element, head: boolean): JSONContent {
    const cells = childrenOf(row, 'table-cell').flatMap((cell) => {
      const times = Math.min(100, Math.max(1, Number(cell.attributes['number-columns-repeated'] ?? 1) || 1));
      return Array.from({ length: times }, () => this.#cell(cell, head));
    });
    return { type: 'tableRow', content: cells };
  }

  #cell(cell: Element, inHead: boolean): JSONContent {
    const styles = [...childrenOf(cell, 'p'), ...childrenOf(cell, 'h')].map((line) => line.attributes['style-name']);
    const styled = styles.length > 0 && styles.every((style) => this.#known.names(style).includes('table heading'));
    const aligns = new Set(styles.map((style) => this.#known.align(style)));
    const inside = this.blocks(cell).flatMap((block): ReadBlock[] => {
      if (block.kind !== 'node' || block.node.type !== 'table') return [block];
      this.#left.add('nested-tables');
      const cells = (block.node.content ?? []).flatMap((row) => row.content ?? []);
      return cells.flatMap((each) =>
        (each.content ?? []).map((node): ReadBlock => ({ kind: 'node', quoted: false, node })),
      );
    });
    const head = inHead || styled;
    const content = assemble(inside, this.#left).map((block) =>
      head && !styled && block.type === 'paragraph' && block.content
        ? { ...block, content: plainHeading(block.content) }
        : block,
    );
    const [columns, rows] = [cell.attributes['number-columns-spanned'], cell.attributes['number-rows-spanned']].map(
      (n) => Math.min(100, Math.max(1, Number(n ?? 1) || 1)),
    );
    const [align] = aligns.size === 1 ? aligns : [];
    const attrs = {
      ...(columns! > 1 ? { colspan: columns } : {}),
      ...(rows! > 1 ? { rowspan: rows } : {}),
      ...(align ? { align } : {}),
    };
    return {
      type: head ? 'tableHeader' : 'tableCell',
      ...(Object.keys(attrs).length ? { attrs } : {}),
      content: content.length ? content : [paragraph()],
    };
  }
}

/** The sign of an item stands on a line of its own where the item begins with a list. */
function emptyLine(list: ReadListPlace): ReadLine {
  return { kind: 'line', role: 'paragraph', level: 0, quoted: false, list, content: [], end: {} };
}

/** A picture is a block of its own here: it divides the line that it stood in. */
function divided(line: ReadLine): ReadBlock[] {
  if (!line.content.some((node) => node.type === 'image')) return [line];
  const around = (words: JSONContent[]) => ({ type: 'line', content: words });
  return inBlocks(line.content, around).map(
    (part): ReadBlock =>
      part.type === 'line'
        ? { ...line, end: {}, content: part.content ?? [] }
        : {
            kind: 'node',
            quoted: line.quoted,
            node: part,
            ...(line.list ? { list: { ...line.list, begins: false } } : {}),
          },
  );
}

function dateOf(element: Element | undefined): string {
  const written = element ? wordsOf(element).trim() : '';
  // Without a zone it is the clock's; taken for that of Greenwich, as it is written here.
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written.slice(0, 19)}Z`);
  return written && !Number.isNaN(date.getTime()) ? date.toISOString() : '';
}
