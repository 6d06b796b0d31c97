import type { JSONContent } from '@tiptap/core';
import type { CarriedDocument, CarriedPicture, WriteOptions } from './carried';
import { headingLevel, Proposals } from './flow-proposals';
import type { Block, Cell, Changes, Line, ListStep, Place } from './flow-types';
import { WordsFlow } from './flow-words';

/**
 * A text as office documents hold it: lines in a row, each with the lists it stands in, instead of elements within
 * elements. Voices are nothing here; citations are their title and address.
 */
export function flowOf(document: CarriedDocument, options: WriteOptions): Block[] {
  return new Flow(document, options).blocks(document.text.content ?? [], { lists: [], quoted: false, changes: {} });
}

interface Around extends Place {
  /** What is proposed about an element that all of this stands in. */
  changes: Changes;
}

class Flow {
  readonly #words: WordsFlow;
  readonly #proposals: Proposals;
  readonly #pictures: ReadonlyMap<string, CarriedPicture>;
  #lists = 0;

  constructor(document: CarriedDocument, options: WriteOptions) {
    this.#proposals = new Proposals(options);
    this.#words = new WordsFlow(document.threads, options, this.#proposals);
    this.#pictures = new Map(document.pictures.map((picture) => [picture.id, picture]));
  }

  blocks(nodes: JSONContent[], around: Around): Block[] {
    const blocks: Block[] = [];
    nodes.forEach((node, i) => {
      const joined = this.#proposals.proposal(node, 'joined');
      const before = blocks.at(-1);
      if (joined && before?.kind === 'line') before.end.deleted ??= joined;
      // Only the first block of an item bears its number.
      blocks.push(...this.#block(node, i === 0 ? around : { ...around, lists: notBeginning(around.lists) }));
    });
    return blocks;
  }

  #block(node: JSONContent, outer: Around): Block[] {
    const around = { ...outer, changes: { ...outer.changes, ...this.#proposals.changesOf(node) } };
    const { lists, quoted, changes } = around;
    const content = node.content ?? [];
    switch (node.type) {
      case 'paragraph':
        return this.#lines(node, 0, around);
      case 'heading':
        return this.#lines(node, headingLevel(node.attrs?.level), around);
      case 'horizontalRule':
        this.#words.position += 1;
        return [{ kind: 'rule', lists, quoted }];
      case 'image': {
        this.#words.position += 1;
        const picture = this.#pictures.get(String(node.attrs?.image));
        const { alt, caption } = { alt: String(node.attrs?.alt ?? ''), caption: String(node.attrs?.caption ?? '') };
        return [{ kind: 'picture', picture, alt, caption, changes, lists, quoted }];
      }
      default:
        return this.#inside(() => {
          if (node.type === 'blockquote') return this.blocks(content, { ...around, quoted: true });
          if (node.type === 'table') return [{ kind: 'table', lists, quoted, rows: this.#rows(content, around) }];
          if (node.type === 'bulletList' || node.type === 'orderedList') return this.#items(node, around);
          return this.blocks(content, around);
        });
    }
  }

  /** Counts the opening and the closing of an element. */
  #inside<T>(make: () => T): T {
    this.#words.position += 1;
    const made = make();
    this.#words.position += 1;
    return made;
  }

  #items(node: JSONContent, around: Around): Block[] {
    const list = ++this.#lists;
    const ordered = node.type === 'orderedList';
    const start = Number(node.attrs?.start ?? 1);
    return (node.content ?? []).flatMap((item, i) =>
      this.#inside(() => {
        const step = { list, ordered, start, item: i, begins: true };
        const changes = { ...around.changes, ...this.#proposals.changesOf(item) };
        const content = item.content ?? [];
        const inside = { ...around, changes, lists: [...around.lists, step] };
        if (!/List$/.test(content[0]?.type ?? '')) return this.blocks(content, inside);
        // The sign of an item has to stand on a line of its own before the list that the item begins with.
        const lead: Line = {
          kind: 'line',
          level: 0,
          lists: inside.lists,
          quoted: around.quoted,
          pieces: [],
          end: { ...changes },
        };
        return [lead, ...this.blocks(content, { ...inside, lists: notBeginning(inside.lists) })];
      }),
    );
  }

  #rows(rows: JSONContent[], around: Around) {
    return rows.map((row) =>
      this.#inside(() => {
        const changes = { ...around.changes, ...this.#proposals.changesOf(row) };
        const cells = (row.content ?? []).map((cell) => this.#inside(() => this.#cell(cell, changes)));
        return { head: cells.length > 0 && cells.every((cell) => cell.head), changes, cells };
      }),
    );
  }

  #cell(cell: JSONContent, changes: Changes): Cell {
    const { align, colspan, rowspan } = cell.attrs ?? {};
    return {
      head: cell.type === 'tableHeader',
      columns: Number(colspan ?? 1),
      rows: Number(rowspan ?? 1),
      ...(align === 'center' || align === 'right' ? { align } : {}),
      blocks: this.blocks(cell.content ?? [], { lists: [], quoted: false, changes }),
    };
  }

  /** A paragraph or heading: one line, and one more for each division that is proposed in it. */
  #lines(block: JSONContent, level: number, { lists, quoted, changes }: Around): Line[] {
    this.#words.position += 1;
    const changed = this.#proposals.changedLevel(block);
    const other = changed && changed.level !== level ? { changed } : {};
    const lines: Line[] = [{ kind: 'line', level, lists, quoted, pieces: [], end: { ...changes }, ...other }];
    for (const node of block.content ?? []) {
      const split = node.marks?.find((mark) => mark.type === 'insertion' && mark.attrs?.split);
      const line = lines.at(-1)!;
      if (!split) line.pieces.push(...this.#words.inline(node, changes));
      else {
        this.#words.edgesUpTo(this.#words.position, line.pieces);
        this.#words.position += node.text?.length ?? 0;
        const begins = Number(split.attrs?.split) > 1 && lists.length > 0;
        lines.push({ ...line, pieces: [], end: line.end, lists: begins ? nextItem(lists) : notBeginning(lists) });
        line.end = { inserted: this.#proposals.proposerOf(split.attrs) };
      }
    }
    this.#words.edgesUpTo(this.#words.position, lines.at(-1)!.pieces);
    this.#words.position += 1;
    return lines;
  }
}

function notBeginning(lists: ListStep[]): ListStep[] {
  return lists.map((step) => ({ ...step, begins: false }));
}

function nextItem(lists: ListStep[]): ListStep[] {
  const last = lists.at(-1)!;
  // Between two whole numbers, so that it is an item of its own without counting the others anew.
  return [...notBeginning(lists.slice(0, -1)), { ...last, item: last.item + 0.5, begins: true }];
}
