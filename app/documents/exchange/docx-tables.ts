import type { JSONContent } from '@tiptap/core';
import { assemble, type ReadBlock, setProposal } from './assemble';
import type { Known } from './docx-known';
import type { WordsReader } from './docx-words';
import type { Tally } from './left-out';
import { paragraph, plainHeading } from './pieces';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

/** Reads tables: cells that are one, rows that are headers, and what is proposed about rows. */
export class TableReader {
  readonly #known: Known;
  readonly #words: WordsReader;
  readonly #left: Tally;
  readonly #blocks: (cell: Element) => ReadBlock[];

  /** `blocks` reads what stands in a cell. */
  constructor(known: Known, words: WordsReader, left: Tally, blocks: (cell: Element) => ReadBlock[]) {
    this.#known = known;
    this.#words = words;
    this.#left = left;
    this.#blocks = blocks;
  }

  table(table: Element): JSONContent {
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
    const inserted = this.#words.proposals.proposalIn(properties, 'ins');
    const deleted = this.#words.proposals.proposalIn(properties, 'del');
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
    const inside = this.#blocks(cell).flatMap((block): ReadBlock[] => {
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
