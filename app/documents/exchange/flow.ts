import type { JSONContent } from '@tiptap/core';
import { type CarriedDocument, type CarriedPicture, citedKey, proposerKey, type WriteOptions } from './carried';
import { type Marks, noteContent } from './pieces';

/** Who proposed something, as a file can say it. */
export interface Proposer {
  name: string;
  /** ISO 8601. */
  at: string;
}

export interface Changes {
  inserted?: Proposer;
  deleted?: Proposer;
}

/** How words look. */
export interface Look {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  subscript?: boolean;
  superscript?: boolean;
  link?: string;
}

export type Piece =
  | { kind: 'words'; words: string; look: Look; changes: Changes; proposed?: { look: Look; by: Proposer } }
  | { kind: 'break'; changes: Changes }
  | { kind: 'note'; pieces: Piece[]; changes: Changes }
  | { kind: 'thread'; index: number; edge: 'start' | 'end' };

/** One list of those that a line stands in, from the outermost in. */
export interface ListStep {
  /** The same for all lines of one list. */
  list: number;
  ordered: boolean;
  start: number;
  item: number;
  /** Whether this line begins the item, and bears its sign or number. */
  begins: boolean;
}

interface Place {
  lists: ListStep[];
  quoted: boolean;
}

export interface Line extends Place {
  kind: 'line';
  /** 0 for a paragraph, 1 to 4 for a heading. */
  level: number;
  pieces: Piece[];
  /** What is proposed about the end of the line: that it comes, or that the next line is joined to this one. */
  end: Changes;
}

export interface Cell {
  head: boolean;
  columns: number;
  rows: number;
  align?: 'center' | 'right';
  blocks: Block[];
}

export type Block =
  | Line
  | (Place & { kind: 'picture'; picture: CarriedPicture | undefined; alt: string; caption: string; changes: Changes })
  | (Place & { kind: 'rule' })
  | (Place & { kind: 'table'; rows: { head: boolean; changes: Changes; cells: Cell[] }[] });

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
  readonly #options: WriteOptions;
  readonly #pictures: ReadonlyMap<string, CarriedPicture>;
  readonly #edges: { at: number; index: number; edge: 'start' | 'end' }[];
  #nextEdge = 0;
  #lists = 0;
  /** Where in the text the next node stands, as ProseMirror counts. */
  #position = 0;

  constructor(document: CarriedDocument, options: WriteOptions) {
    this.#options = options;
    this.#pictures = new Map(document.pictures.map((picture) => [picture.id, picture]));
    this.#edges = document.threads
      .flatMap(({ from, to }, index) => [
        { at: from, index, edge: 'start' as const },
        { at: Math.max(from, to), index, edge: 'end' as const },
      ])
      .sort(
        (a, b) =>
          a.at - b.at || (a.index === b.index ? 0 : a.edge === b.edge ? a.index - b.index : a.edge === 'end' ? -1 : 1),
      );
  }

  blocks(nodes: JSONContent[], around: Around): Block[] {
    const blocks: Block[] = [];
    nodes.forEach((node, i) => {
      const joined = this.#proposal(node, 'joined');
      const before = blocks.at(-1);
      if (joined && before?.kind === 'line') before.end.deleted ??= joined;
      // Only the first block of an item bears its number.
      blocks.push(...this.#block(node, i === 0 ? around : { ...around, lists: notBeginning(around.lists) }));
    });
    return blocks;
  }

  #block(node: JSONContent, outer: Around): Block[] {
    const around = { ...outer, changes: { ...outer.changes, ...this.#changesOf(node) } };
    const { lists, quoted, changes } = around;
    const content = node.content ?? [];
    switch (node.type) {
      case 'paragraph':
        return this.#lines(content, 0, around);
      case 'heading':
        return this.#lines(content, Math.min(4, Math.max(1, Number(node.attrs?.level ?? 1))), around);
      case 'horizontalRule':
        this.#position += 1;
        return [{ kind: 'rule', lists, quoted }];
      case 'image': {
        this.#position += 1;
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
    this.#position += 1;
    const made = make();
    this.#position += 1;
    return made;
  }

  #items(node: JSONContent, around: Around): Block[] {
    const list = ++this.#lists;
    const ordered = node.type === 'orderedList';
    const start = Number(node.attrs?.start ?? 1);
    return (node.content ?? []).flatMap((item, i) =>
      this.#inside(() => {
        const step = { list, ordered, start, item: i, begins: true };
        const changes = { ...around.changes, ...this.#changesOf(item) };
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
        const changes = { ...around.changes, ...this.#changesOf(row) };
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
  #lines(content: JSONContent[], level: number, { lists, quoted, changes }: Around): Line[] {
    this.#position += 1;
    const lines: Line[] = [{ kind: 'line', level, lists, quoted, pieces: [], end: { ...changes } }];
    for (const node of content) {
      const split = node.marks?.find((mark) => mark.type === 'insertion' && mark.attrs?.split);
      const line = lines.at(-1)!;
      if (!split) line.pieces.push(...this.#inline(node, changes));
      else {
        this.#edgesUpTo(this.#position, line.pieces);
        this.#position += node.text?.length ?? 0;
        const begins = Number(split.attrs?.split) > 1 && lists.length > 0;
        lines.push({ ...line, pieces: [], end: line.end, lists: begins ? nextItem(lists) : notBeginning(lists) });
        line.end = { inserted: this.#proposerOf(split.attrs) };
      }
    }
    this.#edgesUpTo(this.#position, lines.at(-1)!.pieces);
    this.#position += 1;
    return lines;
  }

  #inline(node: JSONContent, around: Changes): Piece[] {
    const pieces: Piece[] = [];
    this.#edgesUpTo(this.#position, pieces);
    const changes = { ...around, ...this.#changesOf(node) };
    if (node.type === 'text') {
      const words = node.text ?? '';
      let from = 0;
      for (
        let edge = this.#edges[this.#nextEdge];
        edge && edge.at < this.#position + words.length;
        edge = this.#edges[this.#nextEdge]
      ) {
        const cut = edge.at - this.#position;
        if (cut > from) pieces.push(this.#words(words.slice(from, cut), node.marks ?? [], changes));
        from = cut;
        this.#edgesUpTo(edge.at, pieces);
      }
      if (from < words.length) pieces.push(this.#words(words.slice(from), node.marks ?? [], changes));
      this.#position += words.length;
    } else if (node.type === 'footnote') {
      const start = this.#position;
      this.#position += 1;
      const inner = noteContent(node.content ?? []).flatMap((each) =>
        this.#inline(each, {}).filter((p) => p.kind !== 'thread'),
      );
      this.#position = start + 2 + (node.content ?? []).reduce((sum, each) => sum + (each.text?.length ?? 1), 0);
      pieces.push({ kind: 'note', pieces: inner, changes });
    } else {
      this.#position += 1;
      if (node.type === 'hardBreak') pieces.push({ kind: 'break', changes });
      if (node.type === 'citation') pieces.push(...this.#citation(node, changes));
    }
    return pieces;
  }

  #edgesUpTo(position: number, pieces: Piece[]): void {
    for (let edge = this.#edges[this.#nextEdge]; edge && edge.at <= position; edge = this.#edges[++this.#nextEdge]) {
      pieces.push({ kind: 'thread', index: edge.index, edge: edge.edge });
    }
  }

  #words(words: string, marks: Marks, around: Changes): Piece {
    const changes = { ...around };
    const look = lookOf(marks);
    const modification = marks.find((mark) => mark.type === 'modification');
    const proposed = modification && proposedLook(marks, String(modification.attrs?.change ?? ''));
    for (const mark of marks) {
      if (mark.type === 'insertion') changes.inserted = this.#proposerOf(mark.attrs);
      if (mark.type === 'deletion') changes.deleted = this.#proposerOf(mark.attrs);
    }
    const piece: Piece = { kind: 'words', words, look, changes };
    return proposed ? { ...piece, proposed: { look: proposed, by: this.#proposerOf(modification.attrs) } } : piece;
  }

  #citation(node: JSONContent, changes: Changes): Piece[] {
    const cited = this.#options.citations.get(citedKey(node.attrs?.kind, node.attrs?.cited));
    const words = (said: string, link?: string): Piece => ({
      kind: 'words',
      words: said,
      look: link ? { link } : {},
      changes,
    });
    if (!cited) return [words(`[${this.#options.words.hiddenSource}]`)];
    return [words('['), words(cited.title, cited.address), words(']')];
  }

  #changesOf(node: JSONContent): Changes {
    const inserted = this.#proposal(node, 'inserted');
    const deleted = this.#proposal(node, 'deleted');
    return { ...(inserted ? { inserted } : {}), ...(deleted ? { deleted } : {}) };
  }

  #proposal(node: JSONContent, name: string): Proposer | undefined {
    const written = node.attrs?.[name];
    if (typeof written !== 'string') return undefined;
    try {
      return this.#proposerOf(JSON.parse(written));
    } catch {
      return undefined;
    }
  }

  #proposerOf(mark: Record<string, unknown> | undefined): Proposer {
    const { authors, words } = this.#options;
    const name = authors.get(proposerKey(mark?.person, mark?.organisation)) ?? words.somebody;
    const at =
      typeof mark?.at === 'string' && !Number.isNaN(Date.parse(mark.at)) ? new Date(mark.at) : this.#options.at;
    return { name, at: at.toISOString() };
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

function lookOf(marks: Marks): Look {
  const look: Look = {};
  for (const mark of marks) {
    if (mark.type === 'link') look.link = String(mark.attrs?.href ?? '');
    else if (['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'].includes(mark.type)) {
      look[mark.type as 'bold'] = true;
    }
  }
  return look;
}

function proposedLook(marks: Marks, change: string): Look | undefined {
  try {
    const { add, remove } = JSON.parse(change) as { add?: Marks; remove?: string[] };
    return lookOf([...marks.filter((mark) => !remove?.includes(mark.type)), ...(add ?? [])]);
  } catch {
    return undefined;
  }
}
