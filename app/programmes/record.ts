import type { Indicator } from '../indicators/indicator';
import type { CommitmentState } from '../tasks/commitment';
import { type Agreed, type BudgetFlag, type Currency, type Funding, flagsOf, type Line } from './budget';
import type { Result } from './framework';
import type { Aim, Grade, Rules, SignoffState } from './programme';
import type { Spent } from './spending';

/*
 * A programme as it is read: all its parts at once. Money comes out of the database as text, since JSON would make floats of it,
 * and is a bigint from here on.
 */

export interface Partner {
  id: number;
  name: string;
  handle: string;
  part: string;
  people: { id: number; name: string; handle: string }[];
}

export interface Activity {
  id: number;
  title: string;
  body: string;
  aim: Aim;
  organisationId: number;
  /** Who else works on it. */
  others: number[];
  startsOn: string | null;
  endsOn: string | null;
  version: number;
}

/** How a line of activity stands, once the programme is open. */
export interface ActivityStanding {
  activityId: number;
  commitmentId: number;
  state: CommitmentState;
  reason: string;
  done: string;
  version: number;
}

export interface BudgetLine extends Line {
  id: number;
  title: string;
  activityId: number | null;
  source: string;
  version: number;
}

export interface Phase {
  id: number;
  title: string;
  startsOn: string;
  endsOn: string;
  funding: Funding;
  version: number;
}

export interface Risk {
  id: number;
  title: string;
  likelihood: Grade;
  harm: Grade;
  answer: string;
  organisationId: number | null;
  version: number;
}

export interface Report {
  id: number;
  startsOn: string;
  endsOn: string;
  body: string;
  spent: bigint | null;
  by: string;
  at: string;
  version: number;
}

export interface Lesson {
  id: number;
  title: string;
  body: string;
  by: string;
  at: string;
  version: number;
}

export interface Signoff {
  organisationId: number;
  state: SignoffState;
  comment: string;
  by: string;
  at: string;
}

/** The last fixed version, and what partners said of it. */
export interface FixedVersion {
  id: number;
  number: number;
  hash: string;
  /** Of the parts alone, to tell whether they still stand as they were fixed. */
  contentHash: string;
  documentVersion: number | null;
  at: string;
  by: string;
  signoffs: Signoff[];
}

export interface ProgrammeRecord {
  rules: Rules;
  id: number;
  version: number;
  language: string;
  title: string;
  summary: string;
  area: string;
  country: string | null;
  currency: Currency;
  firstYear: number;
  lastYear: number;
  total: bigint | null;
  aims: Record<Aim, string>;
  noConsultationReason: string;
  /** Title and address only for those who may see it. */
  consultation: { id: number; title: string | null; language: string | null } | null;
  document: { id: number; title: string | null; language: string | null } | null;
  openedAt: string | null;
  closedAt: string | null;
  adoptedBy: number | null;
  changedAt: string;
  partners: Partner[];
  activities: Activity[];
  /** Apart from the lines, which are signed: how they stand goes on beside that, and so does what is spent. */
  standings: ActivityStanding[];
  results: (Result & { version: number })[];
  indicators: Indicator[];
  lines: BudgetLine[];
  spending: Spent[];
  phases: Phase[];
  risks: Risk[];
  reports: Report[];
  lessons: Lesson[];
  fixed: FixedVersion | null;
  agreed: Agreed[];
}

/** The name by which an organisation is called in a programme: one that is no partner any more keeps its number. */
export function partnerName(p: Pick<ProgrammeRecord, 'partners'>, id: number | null): string {
  return id === null ? '' : (p.partners.find((o) => o.id === id)?.name ?? `#${id}`);
}

/** What does not hold in its budget. */
export function budgetFlags(p: ProgrammeRecord): BudgetFlag[] {
  return flagsOf(p.lines, p.total, p.agreed, p.firstYear, p.lastYear);
}

/** Of the years of a programme, in their order. */
export function yearsOf({ firstYear, lastYear }: Pick<ProgrammeRecord, 'firstYear' | 'lastYear'>): number[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
}
