import { escapeXml } from '../../attachments/clean/xml';
import { isRightToLeft } from '../text/direction';
import type { CarriedDocument, CarriedPicture, WriteOptions } from './carried';
import { columnWidths } from './column-widths';
import { flowOf } from './flow';
import type { Block, Cell, Changes, Line, ListStep } from './flow-types';
import { OwnStyles } from './opendocument-own-styles';
import { packedOpenDocument } from './opendocument-package';
import { columnMillimetres, declaration, namespaces } from './opendocument-styles';
import { isRtlLine, OdWords, odWords } from './opendocument-words';
import { fittedSize } from './picture-size';

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/**
 * A document as OpenDocument text (ODF 1.3): headings with their levels, lists, tables with header rows, footnotes,
 * pictures with their words, what is proposed as tracked changes, and threads as comments.
 */
export async function writeOpenDocument(document: CarriedDocument, options: WriteOptions): Promise<Uint8Array> {
  const writer = new OpenDocumentWriter(document, options);
  const content = writer.content(flowOf(document, options));
  return packedOpenDocument(document, options, content, writer.pictures);
}

class OpenDocumentWriter {
  readonly pictures = new Map<string, CarriedPicture>();
  readonly #document: CarriedDocument;
  readonly #options: WriteOptions;
  readonly #words: OdWords;
  readonly #isRtl: boolean;
  readonly #styles: OwnStyles;
  /** What belongs at the beginning of the next line: an end of a change, or the place of a line that goes. */
  #before = '';

  constructor(document: CarriedDocument, options: WriteOptions) {
    this.#document = document;
    this.#options = options;
    this.#isRtl = document.language === 'ar';
    this.#words = new OdWords(document.threads);
    this.#styles = new OwnStyles(this.#isRtl);
  }

  content(blocks: Block[]): string {
    const title = this.#paragraph(
      'Title',
      odWords(this.#document.title),
      isRightToLeft(this.#document.title, this.#isRtl),
    );
    const body = title + this.#blocks(blocks);
    const looks = Array.from(
      this.#words.looks,
      ([name, look]) =>
        `<style:style style:name="${name}" style:family="text"><style:text-properties ${look}/></style:style>`,
    );
    return `${declaration}<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>${looks.join('')}${this.#styles.xml}</office:automatic-styles><office:body><office:text>${this.#words.trackedChanges}${body}</office:text></office:body></office:document-content>`;
  }

  #blocks(blocks: Block[], inCell?: Cell): string {
    let out = '';
    let open: ListStep[] = [];
    const closeTo = (depth: number) => {
      for (; open.length > depth; open.pop()) out += '</text:list-item></text:list>';
    };
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i]!;
      const { lists } = block;
      let shared = 0;
      while (shared < open.length && shared < lists.length && open[shared]!.list === lists[shared]!.list) shared++;
      // In the last list that both stand in, another item is another element.
      const isNext = shared > 0 && open[shared - 1]!.item !== lists[shared - 1]!.item;
      if (isNext) {
        closeTo(shared);
        out += `</text:list-item>${this.#openItem(lists[shared - 1]!, false)}`;
        open[shared - 1] = lists[shared - 1]!;
      } else closeTo(shared);
      for (const step of lists.slice(shared)) {
        out += `<text:list text:style-name="${step.ordered ? 'Numbers' : 'Signs'}">${this.#openItem(step, true)}`;
        open.push(step);
      }
      const next = blocks[i + 1];
      if (block.kind === 'line') out += this.#line(block, next?.kind === 'line' ? next : undefined, inCell);
      else if (block.kind === 'rule') out += this.#paragraph('Horizontal Line', '', false);
      else if (block.kind === 'picture') out += this.#picture(block);
      else out += this.#table(block);
    }
    if (this.#before) out += this.#paragraph('Text body', '', false);
    closeTo(0);
    open = [];
    return out;
  }

  #openItem(step: ListStep, isFirst: boolean): string {
    return `<text:list-item${isFirst && step.ordered && step.start !== 1 ? ` text:start-value="${step.start}"` : ''}>`;
  }

  #line(line: Line, next: Line | undefined, inCell?: Cell): string {
    const { inserted, deleted } = line.end;
    const isWhole = (mark: keyof Changes) =>
      line.pieces.every((piece) => piece.kind === 'thread' || piece.changes[mark]);
    // A line that goes leaves its place at the beginning of the next.
    if (deleted && isWhole('deleted') && next) {
      const words = this.#words.pieces(withoutChange(line, 'deleted'));
      this.#before += this.#words.deletion(deleted, [words, '']);
      return '';
    }
    let words = this.#words.pieces(inserted && isWhole('inserted') ? withoutChange(line, 'inserted') : line.pieces);
    if (inserted && next) {
      const id = this.#words.insertion(inserted);
      const start = `<text:change-start text:change-id="${id}"/>`;
      words = isWhole('inserted') ? start + words : words + start;
      return this.#styled(line, words, inCell, `<text:change-end text:change-id="${id}"/>`);
    }
    // Two lines that are to be one stand as one, with what lies between them as what goes.
    if (deleted && next && !line.lists.length && !next.lists.length) {
      next.pieces = [...line.pieces, ...next.pieces];
      const mark = this.#words.deletion(deleted, ['', '']);
      this.#joints.set(next, { at: line.pieces.length, mark, level: line.level });
      return '';
    }
    return this.#styled(line, words, inCell, '');
  }

  readonly #joints = new Map<Line, { at: number; mark: string; level: number }>();

  #styled(line: Line, words: string, inCell: Cell | undefined, after: string): string {
    const joint = this.#joints.get(line);
    const whole = joint
      ? this.#words.pieces(line.pieces.slice(0, joint.at)) +
        joint.mark +
        this.#words.pieces(line.pieces.slice(joint.at))
      : words;
    const content = this.#before + whole;
    this.#before = after;
    const level = joint?.level ?? line.level;
    const rtl = isRtlLine(line.pieces, this.#isRtl);
    const { align } = inCell ?? {};
    const name = level
      ? `Heading ${level}`
      : inCell
        ? inCell.head
          ? 'Table Heading'
          : 'Table Contents'
        : line.quoted
          ? 'Quotations'
          : line.lists.length
            ? 'List Contents'
            : 'Text body';
    const style = this.#styles.forLine(name, rtl, align);
    if (level) return `<text:h text:style-name="${style}" text:outline-level="${level}">${content}</text:h>`;
    return `<text:p text:style-name="${style}">${content}</text:p>`;
  }

  #paragraph(name: string, words: string, rtl: boolean): string {
    const before = this.#before;
    this.#before = '';
    return `<text:p text:style-name="${this.#styles.forLine(name, rtl)}">${before}${words}</text:p>`;
  }

  #picture({ picture, alt, caption, changes, lists }: Block & { kind: 'picture' }): string {
    const style = lists.length ? 'List Contents' : 'Text body';
    let shown = `<text:span>[${odWords(alt)}]</text:span>`;
    const extension = extensions[picture?.type ?? ''];
    if (picture && extension) {
      const name = `Pictures/${picture.id}.${extension}`;
      this.pictures.set(name, picture);
      const { width, height } = fittedSize(picture.bytes, 604, 860);
      const size = `svg:width="${millimetres(width)}mm" svg:height="${millimetres(height)}mm"`;
      shown = `<draw:frame draw:name="${escapeXml(this.#options.words.picture)} ${this.pictures.size}" text:anchor-type="as-char" ${size}><draw:image xlink:href="${name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/><svg:desc>${odWords(alt)}</svg:desc></draw:frame>`;
    }
    if (changes.inserted) {
      const id = this.#words.insertion(changes.inserted);
      shown = `<text:change-start text:change-id="${id}"/>${shown}<text:change-end text:change-id="${id}"/>`;
    }
    const line = this.#paragraph(
      style,
      changes.deleted ? this.#words.deletion(changes.deleted, [shown]) : shown,
      this.#isRtl,
    );
    return line + (caption ? this.#paragraph('Caption', odWords(caption), isRightToLeft(caption, this.#isRtl)) : '');
  }

  #table(table: Block & { kind: 'table' }): string {
    const widths = columnWidths(table, columnMillimetres * 100);
    const words = table.rows.flatMap((row) =>
      row.cells.flatMap((cell) => cell.blocks.map((b) => (b.kind === 'line' ? lineWords(b) : ''))),
    );
    const rtl = isRightToLeft(words.join(' '), this.#isRtl);
    const { table: name, columns } = this.#styles.forTable(widths, rtl);
    const heads = table.rows.findIndex((row) => !row.head);
    const open = new Map<number, number>();
    const rows = table.rows.map((row) => this.#row(row.cells, widths.length, open));
    const headRows = rows.slice(0, heads < 0 ? rows.length : heads).join('');
    // A table of headers alone has no rows that they could stand above.
    const [head, body] = heads < 0 ? ['', headRows] : [headRows, rows.slice(heads).join('')];
    return `<table:table table:name="${name}" table:style-name="${name}">${columns.map((column) => `<table:table-column table:style-name="${column}"/>`).join('')}${head && `<table:table-header-rows>${head}</table:table-header-rows>`}${body}</table:table>`;
  }

  /** `open`: for each column, how many more rows a cell from above covers. */
  #row(cells: Cell[], columns: number, open: Map<number, number>): string {
    let out = '';
    let column = 0;
    const skip = () => {
      for (; (open.get(column) ?? 0) > 0; column++) {
        open.set(column, open.get(column)! - 1);
        out += '<table:covered-table-cell/>';
      }
    };
    for (const cell of cells) {
      skip();
      const spans = [
        cell.columns > 1 ? ` table:number-columns-spanned="${cell.columns}"` : '',
        cell.rows > 1 ? ` table:number-rows-spanned="${cell.rows}"` : '',
      ].join('');
      out += `<table:table-cell table:style-name="${cell.head ? 'CellHead' : 'Cell'}" office:value-type="string"${spans}>${this.#blocks(cell.blocks, cell) || '<text:p/>'}</table:table-cell>`;
      for (let i = 0; i < cell.columns; i++, column++) {
        if (cell.rows > 1) open.set(column, cell.rows - 1);
        if (i) out += '<table:covered-table-cell/>';
      }
    }
    skip();
    for (; column < columns; column++) out += '<table:table-cell table:style-name="Cell"><text:p/></table:table-cell>';
    return `<table:table-row>${out}</table:table-row>`;
  }
}

function withoutChange(line: Line, mark: keyof Changes): Line['pieces'] {
  return line.pieces.map((piece) => {
    if (piece.kind === 'thread') return piece;
    const { [mark]: _, ...changes } = piece.changes;
    return { ...piece, changes };
  });
}

function lineWords(line: Line): string {
  return line.pieces.map((piece) => (piece.kind === 'words' ? piece.words : '')).join('');
}

/** Of pixels at 96 to the inch. */
function millimetres(pixels: number): string {
  return ((pixels * 25.4) / 96).toFixed(2);
}
