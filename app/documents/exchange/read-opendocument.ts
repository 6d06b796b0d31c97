import type { JSONContent } from '@tiptap/core';
import type { ContentLanguage } from '../../shared/languages';
import { assemble, type ReadBlock, type ReadLine, type ReadListPlace } from './assemble';
import type { Read } from './carried';
import { openPackage, xmlOf } from './docx-package';
import { Tally } from './left-out';
import { inLevels, sizeOfText, takeTitle } from './levels';
import { type Division, OdContent } from './opendocument-content';
import { OdKnown } from './opendocument-known';
import { finished, inBlocks, paragraph, plainHeading } from './pieces';
import { importLimits, refusals } from './refusals';
import { takeThreads } from './thread-edges';
import { child, childrenOf, type Element, elementsOf } from './xml';

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
  const known = new OdKnown(content, await xmlOf(parts, 'styles.xml'));
  const reader = new OdContent(parts, known, body, left);
  const { title, rest } = takeTitle(new BodyReader(known, reader, left).blocks(body));
  const blocks = inLevels(assemble(rest, left), left);
  if (!title && !blocks.length) throw refusals.empty();
  if (blocks.length > importLimits.blocks) throw refusals.tooComplex();
  const { content: whole, threads } = takeThreads(blocks, [...reader.threads.values()]);
  const document = { title, language, text: finished(whole), pictures: reader.pictures, threads };
  if (sizeOfText(document.text) > importLimits.characters) throw refusals.tooComplex();
  return { document, left: left.list(), proposers: reader.proposers };
}

class BodyReader {
  readonly #known: OdKnown;
  readonly #content: OdContent;
  readonly #left: Tally;
  readonly #counts = new Map<string, number>();
  #lists = 0;

  constructor(known: OdKnown, content: OdContent, left: Tally) {
    this.#known = known;
    this.#content = content;
    this.#left = left;
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
    const content = this.#content.read(element, look);
    const boxes = this.#content.boxes.splice(0).flatMap((box) => this.blocks(box));
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
    const { inserted } = this.#content;
    if (inserted) lines.at(-1)!.end = { ...lines.at(-1)!.end, inserted };
    return [...lines.flatMap(divided), ...boxes];
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
