import { isActive, isSecretariat, type Reader, speaksFor } from '../people/person';
import type { Line } from './budget';
import type { Rules } from './programme';

/** What was said last to be spent of a line in a year, in minor units; null where that was taken back. */
export interface Spent {
  id: number;
  lineId: number;
  year: number;
  amount: bigint | null;
  note: string;
  /** The organisation that said it; null for the secretariat. */
  organisationId: number | null;
  at: string;
}

/** Of a line and year with something planned or noted; what nobody noted is not known, and no nought. */
export interface SpentRow {
  lineId: number;
  year: number;
  planned: bigint;
  spent: bigint | null;
  /** Spent less planned: beyond the plan where it is above nought. */
  difference: bigint | null;
  noted: Spent | null;
}

export interface SpentSum {
  planned: bigint;
  /** Null where nothing is noted. */
  spent: bigint | null;
  /** Of what is noted alone: plan and spending of the same lines and years. */
  difference: bigint | null;
  /** In how many lines and years with a plan nothing is noted. */
  unknown: number;
}

type PlannedLine = Pick<Line, 'years'> & { id: number };

/** Spending beside the plan, line by line and year by year. */
export function besidePlan(lines: readonly PlannedLine[], spending: readonly Spent[]): SpentRow[] {
  return lines.flatMap((line) => {
    const noted = spending.filter((s) => s.lineId === line.id && s.amount !== null);
    const planned = new Map(line.years.filter((y) => y.amount > 0n).map((y) => [y.year, y.amount]));
    const years = [...new Set([...planned.keys(), ...noted.map((s) => s.year)])].sort((a, b) => a - b);
    return years.map((year): SpentRow => {
      const said = noted.find((s) => s.year === year) ?? null;
      const plan = planned.get(year) ?? 0n;
      const spent = said?.amount ?? null;
      return {
        lineId: line.id,
        year,
        planned: plan,
        spent,
        difference: spent === null ? null : spent - plan,
        noted: said,
      };
    });
  });
}

/** What rows come to. Where nothing is noted there is no sum, and a difference is one of what is noted. */
export function sumOfSpent(rows: readonly SpentRow[]): SpentSum {
  const noted = rows.filter((row) => row.spent !== null);
  return {
    planned: rows.reduce((all, row) => all + row.planned, 0n),
    spent: noted.length === 0 ? null : noted.reduce((all, row) => all + row.spent!, 0n),
    difference: noted.length === 0 ? null : noted.reduce((all, row) => all + row.difference!, 0n),
    unknown: rows.length - noted.length,
  };
}

/** The last year that has begun somewhere on the earth: of a later one nothing was spent. */
export function lastYearBegun(now: Date): number {
  return new Date(now.getTime() + 14 * 3_600_000).getUTCFullYear();
}

/**
 * Notes what was spent of a line: those who speak for the organisation that holds the fiduciary duty, or for the lead, or whom
 * one of both has named; the secretariat.
 */
export function mayNote(p: Rules, line: { fiduciaryId: number }, reader: Reader | null): boolean {
  if (!isActive(reader)) return false;
  return isSecretariat(reader) || notesFor(p, line, reader) !== null;
}

/** For which of both this reader notes it; null for the secretariat, and for whoever may not. */
export function notesFor(p: Rules, line: { fiduciaryId: number }, reader: Reader): number | null {
  const both = [line.fiduciaryId, p.leadId];
  return both.find((id) => p.partners.includes(id) && (speaksFor(reader, id) || p.namedFor === id)) ?? null;
}
