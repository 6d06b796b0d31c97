import type { CarriedPicture } from './carried';

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

export interface Place {
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
  /** The level that is proposed for it. */
  changed?: { level: number; by: Proposer };
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
