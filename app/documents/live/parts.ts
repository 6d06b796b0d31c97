/** The parts of a programme that a text can show. */
export const liveParts = [
  'aims',
  'actors',
  'activities',
  'framework',
  'budget',
  'spending',
  'shares',
  'risks',
  'phases',
] as const;
export type LivePart = (typeof liveParts)[number];

export interface LiveReference {
  programme: number;
  part: LivePart;
}

/** A part as a table, in the language of the text that shows it; all of it words. */
export interface LiveTable extends LiveReference {
  title: string;
  head: string[];
  rows: string[][];
  /** Which columns are figures. */
  figures: boolean[];
  /** The last row is a sum. */
  hasSum: boolean;
  /** What is said below: that nothing is there yet, what does not hold. */
  notes: string[];
  /** The programme, and where it is. */
  of: string;
  path: string;
  language: string;
}

/** Null where there is nothing for whoever reads. */
export type LiveTables = (part: LiveReference) => LiveTable | null;

/** The words of a part line by line, for what is searched. */
export type LiveWords = (part: LiveReference) => string[];

/** What a node of a text refers to; undefined where no editor has made it. */
export function livePartOf(attrs: Record<string, unknown>): LiveReference | undefined {
  const { programme, part } = attrs;
  if (!/^[1-9]\d{0,14}$/.test(String(programme)) || !isLivePart(part)) return undefined;
  return { programme: Number(programme), part };
}

export function isLivePart(part: unknown): part is LivePart {
  return liveParts.includes(part as LivePart);
}

/** The node of a text that shows a part. */
export function livePartNode(programme: number, part: LivePart, id: string) {
  return { type: 'programmePart', attrs: { id, programme: String(programme), part } };
}

export function linesOfTable(table: LiveTable): string[] {
  return [
    table.title,
    ...[table.head, ...table.rows].map((cells) => cells.filter(Boolean).join(' · ')),
    ...table.notes,
  ];
}
