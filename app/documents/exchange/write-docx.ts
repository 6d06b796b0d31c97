import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { isRightToLeft } from '../text/direction';
import type { CarriedDocument, WriteOptions } from './carried';
import { columnWidths } from './column-widths';
import { languageTag } from './direction';
import { Revisions } from './docx-parts';
import { plainRuns, RunsForWord, wordsOf } from './docx-runs';
import { columnWidth, deepestList, numberingFor, page, stylesFor } from './docx-styles';
import { ThreadsForWord } from './docx-threads';
import { flowOf } from './flow';
import type { Block, Cell, Line, ListStep } from './flow-types';
import { fittedSize } from './picture-size';

/**
 * A document for Word, with what is proposed in it as tracked changes and its threads as comments. Whoever may not see
 * these hands over the text without them. Headings, lists, tables with header rows, notes and pictures are Word's own.
 */
export async function writeDocx(document: CarriedDocument, options: WriteOptions): Promise<Uint8Array> {
  const blocks = flowOf(document, options);
  const writer = new DocxWriter(document, options);
  const children = [writer.title(), ...writer.blocks(blocks)];
  const tag = languageTag(document.language);
  const isRtl = document.language === 'ar';
  const file = new Document({
    title: document.title,
    creator: options.author,
    lastModifiedBy: options.author,
    styles: stylesFor(isRtl ? { value: 'en-GB', bidirectional: tag } : { value: tag, bidirectional: 'ar-SA' }),
    numbering: numberingFor(writer.starts),
    footnotes: writer.notes,
    comments: { children: writer.comments },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: { default: new Footer({ children: [writer.footer()] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

class DocxWriter {
  readonly starts = new Set<number>([1]);
  readonly #document: CarriedDocument;
  readonly #options: WriteOptions;
  readonly #revisions = new Revisions();
  readonly #threads: ThreadsForWord;
  readonly #words: RunsForWord;
  readonly #isRtl: boolean;

  constructor(document: CarriedDocument, options: WriteOptions) {
    this.#document = document;
    this.#options = options;
    this.#isRtl = document.language === 'ar';
    this.#threads = new ThreadsForWord(document.threads);
    this.#words = new RunsForWord(this.#revisions, this.#threads.numbers, this.#isRtl);
  }

  get comments() {
    return this.#threads.comments;
  }

  get notes() {
    return this.#words.notes;
  }

  title(): Paragraph {
    const { title } = this.#document;
    return new Paragraph({
      style: 'Title',
      bidirectional: isRightToLeft(title, this.#isRtl),
      children: plainRuns(title),
    });
  }

  footer(): Paragraph {
    return new Paragraph({
      alignment: AlignmentType.END,
      bidirectional: this.#isRtl,
      children: [
        new TextRun({ size: 16, color: '4A5560', children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
      ],
    });
  }

  blocks(blocks: Block[]): FileChild[] {
    const children: FileChild[] = [];
    blocks.forEach((block, i) => {
      if (block.kind === 'line') children.push(this.#line(block, undefined, blocks[i - 1]?.kind === 'table'));
      else if (block.kind === 'rule') children.push(new Paragraph({ thematicBreak: true }));
      else if (block.kind === 'picture') children.push(...this.#picture(block));
      else {
        children.push(this.#table(block));
        // Two tables in a row would be one, and nothing may end with a table.
        if (!blocks[i + 1] || blocks[i + 1]!.kind === 'table') children.push(new Paragraph({ style: 'TableContents' }));
      }
    });
    return children;
  }

  #line(line: Line, inCell?: Cell, afterTable = false): Paragraph {
    const rtl = isRightToLeft(wordsOf(line.pieces), this.#isRtl);
    const list = line.lists.at(-1);
    const align = inCell?.align;
    const style = styleOf(line, inCell);
    const { changed } = line;
    return new Paragraph({
      // Word holds what is proposed as what stands, and what stands as what was before.
      style: changed ? styleOf({ ...line, level: changed.level }, inCell) : style,
      ...(changed ? { revision: { ...this.#revisions.of(changed.by), style } } : {}),
      bidirectional: rtl,
      ...(afterTable && !line.level ? { spacing: { before: 200 } } : {}),
      ...(list?.begins ? { numbering: this.#numbering(list, line.lists.length) } : {}),
      ...(align
        ? { alignment: align === 'center' ? AlignmentType.CENTER : rtl ? AlignmentType.LEFT : AlignmentType.RIGHT }
        : {}),
      ...(line.end.inserted || line.end.deleted ? { run: this.#revisions.options(line.end) } : {}),
      children: this.#words.runs(line.pieces),
    });
  }

  #numbering(list: ListStep, depth: number) {
    const level = Math.min(depth, deepestList) - 1;
    this.starts.add(list.start);
    return list.ordered
      ? { reference: `numbers-${list.start}`, level, instance: list.list }
      : { reference: 'signs', level, instance: list.list };
  }

  #picture(block: Block & { kind: 'picture' }): Paragraph[] {
    const { picture, alt, caption, changes } = block;
    const type = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' }[picture?.type ?? ''] as
      | 'png'
      | undefined;
    const shown =
      picture && type
        ? new ImageRun({
            type,
            data: picture.bytes,
            transformation: fittedSize(picture.bytes, 604, 860),
            altText: { name: this.#options.words.picture, title: '', description: alt },
            ...this.#revisions.options(changes),
          })
        : new TextRun({ text: `[${alt}]`, italics: true });
    return [
      new Paragraph({ style: styleInLists(block.lists, block.quoted), keepNext: Boolean(caption), children: [shown] }),
      ...(caption
        ? [
            new Paragraph({
              style: 'Caption',
              bidirectional: isRightToLeft(caption, this.#isRtl),
              children: plainRuns(caption),
            }),
          ]
        : []),
    ];
  }

  #table(table: Block & { kind: 'table' }): Table {
    const widths = columnWidths(table, columnWidth);
    const line = { style: BorderStyle.SINGLE, size: 4, color: 'B8C4D0' };
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return new Table({
      width: { size: columnWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: this.#isRightToLeftTable(table),
      margins: { left: 85, right: 85, top: 28, bottom: 28 },
      borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
      rows: table.rows.map((row) => {
        let column = 0;
        return new TableRow({
          tableHeader: row.head,
          cantSplit: true,
          ...this.#revisions.options(row.changes),
          children: row.cells.map((cell) => {
            const width = widths.slice(column, column + cell.columns).reduce((a, b) => a + b, 0);
            column += cell.columns;
            return this.#cell(cell, width);
          }),
        });
      }),
    });
  }

  #isRightToLeftTable(table: Block & { kind: 'table' }): boolean {
    const words = table.rows.flatMap((row) =>
      row.cells.flatMap((cell) => cell.blocks.map((b) => (b.kind === 'line' ? wordsOf(b.pieces) : ''))),
    );
    return isRightToLeft(words.join(' '), this.#isRtl);
  }

  #cell(cell: Cell, width: number): TableCell {
    const children = cell.blocks.flatMap((block) =>
      block.kind === 'line' ? [this.#line(block, cell)] : this.blocks([block]),
    );
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      ...(cell.columns > 1 ? { columnSpan: cell.columns } : {}),
      ...(cell.rows > 1 ? { rowSpan: cell.rows } : {}),
      verticalAlign: VerticalAlignTable.TOP,
      ...(cell.head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EEF2F6' } } : {}),
      // Word finds a cell without a paragraph broken.
      children: (children.length ? children : [new Paragraph({})]) as Paragraph[],
    });
  }
}

function styleOf(line: Line, inCell?: Cell): string {
  if (line.level) return `Heading${line.level}`;
  if (inCell) return inCell.head ? 'TableHeading' : 'TableContents';
  return line.lists.at(-1)?.begins && !line.quoted ? 'ListParagraph' : styleInLists(line.lists, line.quoted);
}

/** For what stands in an item without bearing its sign. */
function styleInLists(lists: ListStep[], quoted: boolean): string {
  if (quoted || !lists.length) return quoted ? 'Quote' : 'Normal';
  return lists.length === 1 ? 'ListContinue' : `ListContinue${Math.min(5, lists.length)}`;
}
