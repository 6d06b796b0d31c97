import type { Currency } from '../programmes/budget';
import type { CommitmentState } from '../tasks/commitment';
import type { YearSearch } from './forms';
import { type Money, varianceOf } from './money';
import type { About } from './workplan';

/*
 * The year of a plan as it is read: its own activities beside the lines of activity of programmes. Money comes out of the database as
 * text and is a bigint from here on.
 */

/** Something that is to be done in the year, of a programme or of none. Days are ISO dates. */
export interface Planned {
  about: Exclude<About, 'programme'>;
  id: number;
  /** Null: the initiative's own. */
  programme: { id: number; title: string; language: string } | null;
  title: string;
  language: string;
  owner: { id: number; name: string; handle: string } | null;
  startsOn: string | null;
  endsOn: string | null;
  state: CommitmentState;
  reason: string;
  done: string;
  /** With its history at `/commitments/:id` once it binds. */
  commitment: number;
  late: boolean;
}

/** What only an activity of the initiative itself has. */
export interface OwnActivity extends Planned {
  about: 'own';
  programme: null;
  body: string;
  money: Money;
  /** False where its owner is a member of the committee no more. */
  ownerIsMember: boolean;
  commitmentVersion: number;
  version: number;
}

export interface ProgrammeMoney extends Money {
  id: number;
  title: string;
  language: string;
}

export interface Correction {
  id: number;
  about: About;
  aboutId: number;
  late: boolean;
  overspent: boolean;
  commitment: number;
  words: string;
  language: string;
  owner: string | null;
  ownerHandle: string | null;
  dueOn: string | null;
  state: CommitmentState;
  reason: string;
  done: string;
}

/** A field of an activity that was changed, as people read it. */
export interface FieldChange {
  field: 'title' | 'body' | 'owner' | 'startsOn' | 'endsOn' | 'planned' | 'spent';
  from: string;
  to: string;
}

export interface PlanChange {
  id: number;
  title: string;
  /** Null where the activity came after the approval. */
  fields: FieldChange[] | null;
  by: string | null;
  at: string;
}

export interface YearRecord {
  id: number;
  year: number;
  language: string;
  words: string;
  version: number;
  approvedBy: number | null;
  approvedAt: string | null;
  approvedHash: string | null;
  approvedContent: PlanContent | null;
  /** As the register gives it: `2026/3`. */
  approvedNumber: string | null;
  own: OwnActivity[];
  lines: Planned[];
  programmes: ProgrammeMoney[];
  corrections: Correction[];
  changes: PlanChange[];
  proposals: { id: number; title: string; language: string; decided: boolean; open: boolean }[];
  /** Programmes for whose lead this reader speaks. */
  leads: number[];
  /** How often the review was issued, and whether one is being written. */
  issues: number;
  hasReview: boolean;
}

/** What the committee adopts: what is to be done and what it may cost, without names and states, which move. */
export interface PlanContent {
  year: number;
  words: string;
  activities: {
    about: Planned['about'];
    id: number;
    programme: number | null;
    title: string;
    body: string;
    owner: number | null;
    startsOn: string | null;
    endsOn: string | null;
    money: { currency: Currency; planned: string | null } | null;
  }[];
  programmes: { id: number; currency: Currency; planned: string | null }[];
}

export function allOf(r: Pick<YearRecord, 'own' | 'lines'>): Planned[] {
  return [...r.own, ...r.lines];
}

export function contentOf(r: YearRecord): PlanContent {
  const own = new Map(r.own.map((a) => [a.id, a]));
  return {
    year: r.year,
    words: r.words,
    activities: allOf(r).map((a) => {
      const mine = a.about === 'own' ? own.get(a.id) : undefined;
      return {
        about: a.about,
        id: a.id,
        programme: a.programme?.id ?? null,
        title: a.title,
        body: mine?.body ?? '',
        owner: a.owner?.id ?? null,
        startsOn: a.startsOn,
        endsOn: a.endsOn,
        money: mine ? { currency: mine.money.currency, planned: mine.money.planned?.toString() ?? null } : null,
      };
    }),
    programmes: r.programmes.map(({ id, currency, planned }) => ({
      id,
      currency,
      planned: planned?.toString() ?? null,
    })),
  };
}

/** A line of activity of a programme that is otherwise than when the plan was approved. */
export interface LineChange {
  id: number;
  title: string;
  what: 'added' | 'removed' | 'changed';
  fields: ('title' | 'owner' | 'startsOn' | 'endsOn')[];
}

/** How programmes have moved since the plan was approved: their lines are changed there, and the plan follows. */
export function lineChanges(approved: PlanContent, lines: readonly Planned[]): LineChange[] {
  const then = new Map(approved.activities.filter((a) => a.about === 'line').map((a) => [a.id, a]));
  const found = lines.flatMap((line): LineChange[] => {
    const before = then.get(line.id);
    then.delete(line.id);
    const { id, title } = line;
    if (!before) return [{ id, title, what: 'added', fields: [] }];
    const now = { title, owner: line.owner?.id ?? null, startsOn: line.startsOn, endsOn: line.endsOn };
    const fields = (['title', 'owner', 'startsOn', 'endsOn'] as const).filter((field) => now[field] !== before[field]);
    return fields.length > 0 ? [{ id, title, what: 'changed', fields }] : [];
  });
  const gone = [...then.values()].map(({ id, title }): LineChange => ({ id, title, what: 'removed', fields: [] }));
  return [...found, ...gone];
}

/** Those of the year that a search asks for. */
export function chosen<T extends Planned>(all: readonly T[], search: Omit<YearSearch, 'view'>): T[] {
  return all.filter(
    (a) =>
      (search.owner === undefined || (a.owner?.id ?? 'none') === search.owner) &&
      (search.programme === undefined || (a.programme?.id ?? 'none') === search.programme) &&
      (search.state === undefined || a.state === search.state) &&
      (search.overdue === undefined || a.late),
  );
}

/** The year is over everywhere on the earth. `today` is `lastDay(now)`. */
export function isOver(year: number, today: string): boolean {
  return Number(today.slice(0, 4)) > year;
}

/** Why something may be corrected: it is late, or it cost more than its plan. Null where it is not in the year. */
export function standingOf(
  r: YearRecord,
  { about, id }: { about: About; id: number },
  today: string,
): { late: boolean; overspent: boolean; programme: number | null } | null {
  const over = (money: Money) => varianceOf(money, isOver(r.year, today))?.apart === 'over';
  if (about === 'programme') {
    const money = r.programmes.find((p) => p.id === id);
    return money ? { late: false, overspent: over(money), programme: id } : null;
  }
  if (about === 'own') {
    const own = r.own.find((a) => a.id === id);
    return own ? { late: own.late, overspent: over(own.money), programme: null } : null;
  }
  const line = r.lines.find((a) => a.id === id);
  return line ? { late: line.late, overspent: false, programme: line.programme?.id ?? null } : null;
}
