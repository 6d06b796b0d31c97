import type { JSONContent } from '@tiptap/core';
import type { ContentLanguage } from '../../shared/languages';
import { assemble, type ReadBlock, type ReadLine, type ReadListPlace, setProposal } from './assemble';
import type { Read } from './carried';
import { readComments } from './docx-comments';
import { Known } from './docx-known';
import { WordPackage } from './docx-package';
import { WordsReader } from './docx-words';
import { Tally } from './left-out';
import { finished, inBlocks, paragraph, plainHeading, wordsIn } from './pieces';
import { importLimits, refusals } from './refusals';
import { takeThreads } from './thread-edges';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

/**
 * A document from a DOCX: headings, lists, tables, notes, links, pictures, tracked changes as suggestions and comments as
 * threads. Nothing in the file is run or fetched. Refusals: kind, old-word, encrypted, damaged, too-complex, empty.
 */
export async function readDocx(bytes: Uint8Array, language: ContentLanguage): Promise<Read> {
  const file = await WordPackage.open(bytes);
  const main = await file.xml(file.main);
  const body = main?.name === 'document' ? child(main, 'body') : undefined;
  if (!body) throw refusals.kind();
  const left = new Tally();
  const known = new Known((await file.part('styles'))?.xml, (await file.part('numbering'))?.xml);
  const words = new WordsReader(file, known, left);
  await words.readNotes();
  const blocks = new BodyReader(file.main, known, words, left).blocks(body);
  const { title, rest } = takeTitle(blocks);
  const content = inLevels(assemble(rest, left), left);
  if (!title && !content.length) throw refusals.empty();
  if (content.length > importLimits.blocks) throw refusals.tooComplex();
  const { content: whole, threads } = takeThreads(content, await readComments(file));
  await countHeaders(file, left);
  const document = { title, language, text: finished(whole), pictures: words.pictures, threads };
  if (sizeOfText(document.text) > importLimits.characters) throw refusals.tooComplex();
  return { document, left: left.list(), proposers: words.proposers };
}

class BodyReader {
  readonly #source: string;
  readonly #known: Known;
  readonly #words: WordsReader;
  readonly #left: Tally;
  /** How far each list has counted, by its kind and depth. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(source: string, known: Known, words: WordsReader, left: Tally) {
    this.#source = source;
    this.#known = known;
    this.#words = words;
    this.#left = left;
  }

  blocks(parent: Element): ReadBlock[] {
    return elementsOf(parent).flatMap((element): ReadBlock[] => {
      switch (element.name) {
        case 'p':
          return this.#line(element);
        case 'tbl':
          return [{ kind: 'node', quoted: false, node: this.#table(element) }];
        case 'sdt':
          if (
            within(child(element, 'sdtPr') ?? element, 'docPartGallery').some(
              (e) => e.attributes.val === 'Table of Contents',
            )
          ) {
            this.#left.add('contents');
            return [];
          }
          return this.blocks(child(element, 'sdtContent') ?? element);
        case 'customXml':
        case 'ins':
        case 'moveTo':
          return this.blocks(element);
        case 'AlternateContent':
          return this.blocks(child(element, 'Choice') ?? child(element, 'Fallback') ?? element);
        case 'altChunk':
          this.#left.add('embedded');
          return [];
        default:
          return [];
      }
    });
  }

  #line(element: Element): ReadBlock[] {
    const properties = child(element, 'pPr');
    const style = child(properties, 'pStyle')?.attributes.val;
    const names = this.#known.names(style);
    if (names.some((name) => /^toc \d$/.test(name))) {
      this.#left.add('contents');
      return [];
    }
    const content = this.#words.lineContent(element, this.#source);
    const boxes = this.#words.boxes.splice(0).flatMap((box) => this.blocks(box));
    const mark = child(properties, 'rPr');
    const line: Omit<ReadLine, 'content'> = {
      kind: 'line',
      role: names.includes('title') ? 'title' : names.includes('caption') ? 'caption' : 'paragraph',
      level: this.#levelOf(properties, style),
      quoted: names.some((name) => /^(intense )?quote$|^block text$|^quotations$/.test(name)),
      list: undefined,
      end: {
        inserted: this.#words.proposalIn(mark, 'ins', 'moveTo'),
        deleted: this.#words.proposalIn(mark, 'del', 'moveFrom'),
      },
    };
    if (!line.level && line.role === 'paragraph') line.list = this.#listPlace(properties, style, names);
    const isRule =
      !content.length &&
      (child(child(properties, 'pBdr'), 'bottom') !== undefined ||
        within(element, 'rect').some((e) => e.attributes.hr === 't'));
    if (isRule) return [{ kind: 'node', quoted: line.quoted, node: { type: 'horizontalRule' } }, ...boxes];
    if (!content.some((node) => node.type === 'image')) return [{ ...line, content }, ...boxes];
    // A picture is a block of its own here: it divides the line that it stood in.
    const around = (words: JSONContent[]) => ({ type: 'line', content: words });
    const parts = inBlocks(content, around).map(
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
    return [...parts, ...boxes];
  }

  #levelOf(properties: Element | undefined, style: string | undefined): number {
    const outline = child(properties, 'outlineLvl')?.attributes.val;
    const own = outline && /^[0-8]$/.test(outline) ? Number(outline) + 1 : 0;
    return own || this.#known.headingLevel(style);
  }

  #listPlace(properties: Element | undefined, style: string | undefined, names: string[]): ReadListPlace | undefined {
    const continued = names.map((name) => /^list continue(?: ([2-5]))?$/.exec(name)).find(Boolean);
    if (continued)
      return {
        key: '',
        depth: Number(continued[1] ?? 1) - 1,
        ordered: false,
        number: 1,
        begins: false,
        restarts: false,
      };
    const own = child(properties, 'numPr');
    const ofStyle = this.#known.listOf(style);
    const list = child(own, 'numId')?.attributes.val ?? ofStyle?.id;
    if (!list || list === '0') return undefined;
    const depth = Math.min(8, Number(child(own, 'ilvl')?.attributes.val ?? ofStyle?.level ?? 0) || 0);
    const level = this.#known.level(list, depth);
    if (level?.none) return undefined;
    const counted = this.#known.countedAs(list);
    const counts = this.#counts.get(counted) ?? [];
    this.#counts.set(counted, counts);
    // Where a list says its start, it counts from there at its first item, and goes on after that.
    const restarts = level?.restarts === true && !this.#begun.has(`${list} ${depth}`);
    this.#begun.add(`${list} ${depth}`);
    const number = ((restarts ? undefined : counts[depth]) ?? (level?.start ?? 1) - 1) + 1;
    counts[depth] = number;
    counts.length = depth + 1;
    return { key: list, depth, ordered: level?.ordered ?? false, number, begins: true, restarts };
  }

  #table(table: Element): JSONContent {
    const rows = this.#rowsOf(table);
    const hasHead = rows.some((row) => isHeadRow(row));
    const open = new Map<number, JSONContent>();
    const made = rows.map((row, i) => {
      const cells: JSONContent[] = [];
      let column = Number(child(child(row, 'trPr'), 'gridBefore')?.attributes.val ?? 0);
      for (const cell of this.#cellsOf(row)) {
        const properties = child(cell, 'tcPr');
        const width = Math.min(100, Math.max(1, Number(child(properties, 'gridSpan')?.attributes.val ?? 1) || 1));
        const merge = child(properties, 'vMerge');
        const above = open.get(column);
        if (merge && merge.attributes.val !== 'restart' && above) {
          above.attrs = { ...above.attrs, rowspan: Math.min(100, Number(above.attrs?.rowspan ?? 1) + 1) };
        } else {
          const read = this.#cell(cell, isHeadRow(row) || (!hasHead && i === 0 && isBold(cell)), width);
          if (merge) open.set(column, read);
          else open.delete(column);
          cells.push(read);
        }
        column += width;
      }
      return { row, cells };
    });
    const content = made.filter(({ cells }) => cells.length > 0).map(({ row, cells }) => this.#row(row, cells));
    return { type: 'table', content: content.length ? content : [emptyRow()] };
  }

  #row(row: Element, cells: JSONContent[]): JSONContent {
    const properties = child(row, 'trPr');
    const inserted = this.#words.proposalIn(properties, 'ins');
    const deleted = this.#words.proposalIn(properties, 'del');
    const made: JSONContent = { type: 'tableRow', content: cells };
    if (inserted) setProposal(made, 'inserted', inserted);
    if (deleted) setProposal(made, 'deleted', deleted);
    return made;
  }

  #rowsOf(table: Element): Element[] {
    return elementsOf(table).flatMap((each) =>
      each.name === 'tr' ? [each] : ['sdt', 'sdtContent', 'customXml'].includes(each.name) ? this.#rowsOf(each) : [],
    );
  }

  #cellsOf(row: Element): Element[] {
    return elementsOf(row).flatMap((each) =>
      each.name === 'tc' ? [each] : ['sdt', 'sdtContent', 'customXml'].includes(each.name) ? this.#cellsOf(each) : [],
    );
  }

  #cell(cell: Element, isHead: boolean, width: number): JSONContent {
    const lines = childrenOf(cell, 'p').map((line) => child(line, 'pPr'));
    const styled =
      lines.length > 0 &&
      lines.every((line) => this.#known.names(child(line, 'pStyle')?.attributes.val).includes('table heading'));
    const aligned = new Set(lines.map((line) => child(line, 'jc')?.attributes.val ?? ''));
    const align = aligned.size === 1 ? alignments[[...aligned][0]!] : undefined;
    const isRtl = lines.some((line) => child(line, 'bidi'));
    const inside = this.blocks(cell).flatMap((block): ReadBlock[] => {
      if (block.kind !== 'node' || block.node.type !== 'table') return [block];
      this.#left.add('nested-tables');
      return unfolded(block.node);
    });
    const content = assemble(inside, this.#left).map((block) =>
      isHead && !styled && block.type === 'paragraph' ? withoutBold(block) : block,
    );
    const attrs = {
      ...(width > 1 ? { colspan: width } : {}),
      ...(align ? { align: align === 'left' ? (isRtl ? 'right' : undefined) : align } : {}),
    };
    const head = isHead || styled;
    return {
      type: head ? 'tableHeader' : 'tableCell',
      ...(Object.values(attrs).some(Boolean) ? { attrs } : {}),
      content: content.length ? content : [paragraph()],
    };
  }
}

/** Word's `left` is where a line begins: in one that runs from right to left, that is on the right. */
const alignments: Record<string, 'left' | 'center' | 'right'> = {
  center: 'center',
  right: 'right',
  end: 'right',
  left: 'left',
};

function isHeadRow(row: Element): boolean {
  const head = child(child(row, 'trPr'), 'tblHeader');
  return head !== undefined && !['0', 'false', 'off'].includes(head.attributes.val ?? '');
}

/** A first row that is bold throughout is how most people make a header. */
function isBold(cell: Element): boolean {
  const runs = within(cell, 'r').filter((run) => childrenOf(run, 't').map(wordsOf).join('').trim());
  return runs.length > 0 && runs.every((run) => child(child(run, 'rPr'), 'b'));
}

function withoutBold(block: JSONContent): JSONContent {
  return block.content ? { ...block, content: plainHeading(block.content) } : block;
}

function emptyRow(): JSONContent {
  return { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph()] }] };
}

/** A table within a cell, as what stands in it. */
function unfolded(table: JSONContent): ReadBlock[] {
  const cells = (table.content ?? []).flatMap((row) => row.content ?? []);
  return cells.flatMap((cell) =>
    (cell.content ?? []).map((node): ReadBlock => ({ kind: 'node', quoted: false, node })),
  );
}

/** The lines that Word calls the title; otherwise a heading of the first level that stands first and alone. */
export function takeTitle(blocks: ReadBlock[]): { title: string; rest: ReadBlock[] } {
  const first = blocks.findIndex((block) => block.kind === 'line' && wordsIn({ content: block.content }).trim());
  const said = (line: ReadLine) => wordsIn({ content: line.content }).replace(/\s+/g, ' ').trim();
  const line = blocks[first];
  if (line?.kind !== 'line') return { title: '', rest: blocks };
  if (line.role === 'title') {
    let end = first;
    const titles: string[] = [];
    for (let each = line as ReadBlock | undefined; each?.kind === 'line' && each.role === 'title'; each = blocks[++end])
      titles.push(said(each));
    return { title: titles.filter(Boolean).join(' '), rest: [...blocks.slice(0, first), ...blocks.slice(end)] };
  }
  const isAlone = blocks.every((block) => block === line || block.kind !== 'line' || block.level !== 1);
  if (line.level !== 1 || !isAlone) return { title: '', rest: blocks };
  return { title: said(line), rest: blocks.filter((block) => block !== line) };
}

/** The highest level found is the first; what lies below the fourth is the fourth. */
export function inLevels(blocks: JSONContent[], left: Tally): JSONContent[] {
  const levels = blocks.filter((block) => block.type === 'heading').map((block) => Number(block.attrs?.level));
  const up = levels.length ? Math.min(...levels) - 1 : 0;
  const change = (block: JSONContent): JSONContent => {
    if (block.type === 'heading') {
      const level = Math.max(1, Number(block.attrs?.level) - up);
      if (level > 4) left.add('deep-headings');
      return {
        ...block,
        attrs: { ...block.attrs, level: Math.min(4, level) },
        content: plainHeading(block.content ?? []),
      };
    }
    const isHolder = [
      'blockquote',
      'listItem',
      'bulletList',
      'orderedList',
      'table',
      'tableRow',
      'tableCell',
      'tableHeader',
    ].includes(block.type ?? '');
    return isHolder ? { ...block, content: block.content?.map(change) } : block;
  };
  return blocks.map(change);
}

export function sizeOfText(node: JSONContent): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, each) => sum + sizeOfText(each), 0);
}

/** Words at the top and foot of pages belong to pages; numbers alone are not worth a word. */
async function countHeaders(file: WordPackage, left: Tally): Promise<void> {
  for (const each of [...file.all('header'), ...file.all('footer')]) {
    const xml = await file.xml(each.target);
    if (xml && /\p{L}{2}/u.test(within(xml, 't').map(wordsOf).join(''))) left.add('headers');
  }
}
