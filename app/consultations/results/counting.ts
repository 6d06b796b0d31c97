import type { Value } from '../../questionnaires/answer';
import type { Question } from '../../questionnaires/content';

/** A person who belongs to no organisation: counted with all, in a row of their own, and weighted as no sector. */
export const noSector = 'none';

/** What one voice has answered, as far as it is counted: words are read, not counted. */
export interface CountedVoice {
  /** Of its set of answers, and a mark that is another one once an answer is. */
  id: string;
  mark: string;
  sector: string;
  /** When it was submitted, in milliseconds. */
  at: number;
  answers: Record<string, Value>;
}

/**
 * A question as one table or several, so that every voice is in one column of each: what may be chosen together with
 * something else is a table of its own, chosen or not.
 */
export interface AskedTable {
  id: string;
  question: string;
  columns: string[];
  columnOf: (value: Value) => string | undefined;
}

export const chosen = 'yes';
export const notChosen = 'no';

export function tablesOf(question: Question): AskedTable[] {
  const options = question.options.map((o) => o.id);
  const base = { id: question.id, question: question.id, columns: options };
  switch (question.type) {
    case 'single':
      return [{ ...base, columnOf: (value) => (typeof value === 'string' ? value : undefined) }];
    case 'scale': {
      const { min, max } = question.scale;
      const columns = Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
      return [{ ...base, columns, columnOf: (value) => (typeof value === 'number' ? String(value) : undefined) }];
    }
    case 'ranking':
      return [{ ...base, columnOf: (value) => (Array.isArray(value) ? value[0] : undefined) }];
    case 'multiple':
      return options.map((option) => ({
        ...base,
        id: `${question.id}.${option}`,
        columns: [chosen, notChosen],
        columnOf: (value) => (Array.isArray(value) ? (value.includes(option) ? chosen : notChosen) : undefined),
      }));
    case 'matrix':
      return question.rows.map((row) => ({
        ...base,
        id: `${question.id}.${row.id}`,
        columnOf: (value) =>
          typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, row.id)
            ? value[row.id]
            : undefined,
      }));
    default:
      return [];
  }
}

/** The voices of one sector added up; nothing of it is shown as it is. */
export interface Tally {
  voices: number;
  /** By table and column; a column that nobody chose is not there. */
  tables: Record<string, Record<string, number>>;
  /** By question: how many have answered it, in whatever way. */
  answered: Record<string, number>;
  /** By question of figures: their sum. */
  sums: Record<string, number>;
}

export function tallyOf(questions: Question[], voices: CountedVoice[]): Tally {
  const tally: Tally = { voices: voices.length, tables: {}, answered: {}, sums: {} };
  for (const question of questions) {
    const given = voices.flatMap(({ answers }) => (Object.hasOwn(answers, question.id) ? [answers[question.id]!] : []));
    tally.answered[question.id] = given.length;
    if (question.type === 'number')
      tally.sums[question.id] = given.reduce((sum: number, v) => sum + (typeof v === 'number' ? v : 0), 0);
    for (const table of tablesOf(question))
      tally.tables[table.id] = countsOf(given.flatMap((v) => table.columnOf(v) ?? []));
  }
  return tally;
}

export function countsOf(all: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What was counted when figures were published: by sector, which voices, with their marks, and what they came to. */
export interface Basis {
  sectors: Record<string, { voices: Record<string, string>; tally: Tally }>;
}

/**
 * The voices that figures rest on from now. While a questionnaire is open, voices of a sector are counted in batches of five
 * or more, in the order in which they came, and its newest five at least wait; what is counted stays in, as it was counted.
 * So whoever holds any two readings beside each other learns what five or more say together, and of none alone. Once it is
 * closed all are counted as they stand then, where five at least are among them that were in no reading before: else one
 * that was changed or taken back in between could be told.
 */
export function nextBasis(
  questions: Question[],
  voices: CountedVoice[],
  before: Basis | null,
  { isFinal, k }: { isFinal: boolean; k: number },
): Basis {
  const sectors: Basis['sectors'] = {};
  const names = new Set([...voices.map((v) => v.sector), ...Object.keys(before?.sectors ?? {})]);
  for (const sector of [...names].sort()) {
    const own = voices.filter((v) => v.sector === sector).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const was = before?.sectors[sector];
    const waiting = own.filter((v) => !Object.hasOwn(was?.voices ?? {}, v.id));
    const next = isFinal ? closing(questions, own, waiting, was, k) : growing(questions, waiting, was, k);
    if (next) sectors[sector] = next;
  }
  return { sectors };
}

type Counted = Basis['sectors'][string];

function growing(questions: Question[], waiting: CountedVoice[], was: Counted | undefined, k: number) {
  const batch = waiting.slice(0, Math.max(0, (Math.floor(waiting.length / k) - 1) * k));
  if (batch.length === 0) return was;
  const tally = tallyOf(questions, batch);
  return { voices: { ...was?.voices, ...marksOf(batch) }, tally: was ? together(was.tally, tally) : tally };
}

function closing(
  questions: Question[],
  own: CountedVoice[],
  waiting: CountedVoice[],
  was: Counted | undefined,
  k: number,
) {
  if (was && waiting.length < k) return was;
  return own.length === 0 ? undefined : { voices: marksOf(own), tally: tallyOf(questions, own) };
}

const marksOf = (voices: CountedVoice[]) => Object.fromEntries(voices.map((v) => [v.id, v.mark]));

function together(a: Tally, b: Tally): Tally {
  const tables = new Set([...Object.keys(a.tables), ...Object.keys(b.tables)]);
  return {
    voices: a.voices + b.voices,
    tables: Object.fromEntries([...tables].map((id) => [id, added(a.tables[id] ?? {}, b.tables[id] ?? {})])),
    answered: added(a.answered, b.answered),
    sums: added(a.sums, b.sums),
  };
}

function added(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

/** Whether figures would rest on the same voices as before: then those of before hold. */
export function isSameBasis(a: Basis | null, b: Basis): boolean {
  const names = Object.keys(b.sectors);
  return a !== null && names.length === Object.keys(a.sectors).length && names.every((n) => isSameSector(a, b, n));
}

export function isSameSector(a: Basis | null, b: Basis, sector: string): boolean {
  const [was, is] = [a?.sectors[sector]?.voices, b.sectors[sector]?.voices];
  if (!was || !is) return false;
  const ids = Object.keys(is);
  return ids.length === Object.keys(was).length && ids.every((id) => was[id] === is[id]);
}
