import { currentMembership, type Membership } from '../organisations/organisation';
import { dayAfter, dayBefore, yearsAfter } from './days';

/** An organisation that is, was or will be on the committee. */
export interface Seat {
  organisationId: number;
  /** Its handle: names change, and the order must not. */
  handle: string;
  memberships: Membership[];
}

export type ChairRole = 'chair' | 'co-chair';

/** A term that was designated: what is written down is not computed again. Days are ISO dates, both included. */
export interface Term {
  role: ChairRole;
  organisationId: number;
  from: string;
  until: string;
  /** Where it ended before the day that was set, its last day. */
  ceasedOn: string | null;
  standIn: boolean;
  decidedBy: number | null;
}

/** A decision that somebody else has the office in one year of the rotation; `from` lies in that year. */
export interface Exception {
  role: ChairRole;
  organisationId: number;
  from: string;
  decidedBy: number | null;
}

/** Who chairs, and with whom, from a day until a day. */
export interface Turn {
  from: string;
  until: string;
  /** Null: nobody who may. */
  chair: number | null;
  coChair: number | null;
  /** Written down already, by the rotation, by a decision, or for the rest of the year of one that ceased. */
  by: 'term' | 'rotation' | 'decision' | 'stand-in';
  decidedBy: number | null;
  /** An exception was decided for this year whose organisation may not chair by then: the rotation goes on without it. */
  void: boolean;
}

interface Year {
  from: string;
  until: string;
  chair: number | null;
  by: Turn['by'];
  decidedBy: number | null;
  void: boolean;
}

/** Whether an organisation may chair on a day: its membership of that day says so (strategic plan, section 6, "Steering Committee"). */
export function mayChair(seat: Seat | undefined, day: string): boolean {
  return seat !== undefined && currentMembership(seat.memberships, day)?.mayChair === true;
}

/**
 * The last day until which it may chair without a break, from a day on which it may; null where no end is set. A membership that
 * follows the day after another is no break.
 */
export function mayChairUntil(seat: Seat, day: string): string | null {
  let until = currentMembership(seat.memberships, day)?.until ?? null;
  while (until !== null) {
    const next = currentMembership(seat.memberships, dayAfter(until));
    if (!next?.mayChair) return until;
    until = next.until;
  }
  return null;
}

/** The first day from which it has been able to chair without a break. */
function mayChairSince(seat: Seat, day: string): string {
  let since = currentMembership(seat.memberships, day)!.since;
  for (;;) {
    const before = currentMembership(seat.memberships, dayBefore(since));
    if (!before?.mayChair) return since;
    since = before.since;
  }
}

/**
 * The chair and co-chair of the committee, turn by turn, from the one that is running on `from` for so many years.
 *
 * The strategic plan (section 6, "Steering Committee") has both rotate every 12 months among the inter-governmental members and
 * names no order. Ours is: whoever has waited longest, counted from the last day of its last turn or, without one, from the first
 * day on which it might chair; those who have waited equally long take turns by the alphabet of their handles, which is how the
 * plan lists the founding members. So a member that joins is last in line, one that gave up its year by a decision stays first, and
 * one that ceased and came back begins anew. The co-chair is next year's chair, so that it knows what it will take over.
 *
 * A chair that ceases within its year is followed by its co-chair for the rest of it, which is not yet that one's own turn. The
 * years are counted from the first term there is; without one nobody was ever designated, and there is no schedule.
 */
export function scheduleOf(seats: Seat[], terms: Term[], exceptions: Exception[], from: string, years: number): Turn[] {
  const first = terms.filter((t) => t.role === 'chair').sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const begins = exceptions.filter((e) => e.role === 'chair').sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const anchor = first?.from ?? begins?.from;
  if (anchor === undefined) return [];
  let count = 0;
  while (yearsAfter(anchor, count + 1) <= from) count++;
  const all = yearsOf({ seats, terms, exceptions }, anchor, count + years + 1);
  const turns = all.slice(0, -1).flatMap((year, n) => turnsIn(year, all[n + 1]!, { seats, terms, exceptions }, all, n));
  return turns.filter((turn) => turn.until >= from);
}

interface Known {
  seats: Seat[];
  terms: Term[];
  exceptions: Exception[];
}

/** Who has each year from the first one on, before anybody ceases in it. */
function yearsOf({ seats, terms, exceptions }: Known, anchor: string, count: number): Year[] {
  const all: Year[] = [];
  for (let n = 0; n < count; n++) {
    const from = yearsAfter(anchor, n);
    const until = dayBefore(yearsAfter(anchor, n + 1));
    const term = terms.find((t) => t.role === 'chair' && !t.standIn && t.from <= until && t.from >= from);
    const exception = exceptions.findLast((e) => e.role === 'chair' && e.from >= from && e.from <= until);
    if (term) {
      all.push({ from, until, chair: term.organisationId, by: 'term', decidedBy: term.decidedBy, void: false });
      continue;
    }
    const decided = exception && mayChair(seatOf(seats, exception.organisationId), from) ? exception : undefined;
    all.push({
      from,
      until,
      chair: decided?.organisationId ?? inLine(seats, all, from)[0] ?? null,
      by: decided ? 'decision' : 'rotation',
      decidedBy: decided?.decidedBy ?? null,
      void: exception !== undefined && decided === undefined,
    });
  }
  return all;
}

function seatOf(seats: Seat[], id: number): Seat | undefined {
  return seats.find((s) => s.organisationId === id);
}

/** Those who may chair on a day, whoever has waited longest first, after the years that were had before. */
function inLine(seats: Seat[], had: Year[], day: string): number[] {
  const waitedSince = (seat: Seat) => {
    const last = had.findLast((y) => y.chair === seat.organisationId)?.until;
    const since = mayChairSince(seat, day);
    return last !== undefined && last > since ? last : since;
  };
  return seats
    .filter((seat) => mayChair(seat, day))
    .map((seat) => ({ seat, since: waitedSince(seat) }))
    .sort((a, b) => compare(a.since, b.since) || compare(a.seat.handle, b.seat.handle))
    .map(({ seat }) => seat.organisationId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A year as it is carried through: whole, or in parts where somebody ceases in it. */
function turnsIn(year: Year, next: Year, known: Known, all: Year[], n: number): Turn[] {
  const { seats, terms } = known;
  const had = all.slice(0, n + 1);
  const turns: Turn[] = [];
  let from = year.from;
  let chair = year.chair;
  let { by, decidedBy } = year;
  while (from <= year.until) {
    const written = termOn(terms, 'chair', from);
    if (written) {
      chair = written.organisationId;
      by = 'term';
      decidedBy = written.decidedBy;
    } else if (chair === null || !mayChair(seatOf(seats, chair), from)) {
      // Its co-chair at the time, whoever comes next year.
      const others = [turns.at(-1)?.coChair, next.chair, ...inLine(seats, had, from)];
      chair = others.find((id) => id != null && mayChair(seatOf(seats, id), from)) ?? null;
      by = chair === null || from === year.from ? 'rotation' : 'stand-in';
      decidedBy = null;
    }
    const coChair = coChairOf(chair, from, year, next, known, had);
    const until = least(
      endOf('chair', chair, from, known, year.until),
      endOf('co-chair', coChair, from, known, year.until),
    );
    turns.push({
      from,
      until,
      chair,
      coChair,
      by,
      decidedBy,
      void: year.void,
    });
    from = dayAfter(until);
  }
  return turns;
}

/** The last day of whoever has the office from a day on: of the term that is written down, or the one on which it ceases. */
function endOf(role: ChairRole, id: number | null, from: string, { seats, terms }: Known, last: string): string {
  const written = termOn(terms, role, from);
  if (written && written.organisationId === id) return least(last, written.ceasedOn ?? written.until);
  const begins = terms.filter((t) => t.role === role && t.from > from && t.from <= last).map((t) => dayBefore(t.from));
  const seat = id === null ? undefined : seatOf(seats, id);
  const ceases = seat ? mayChairUntil(seat, from) : null;
  return [...begins, ...(ceases ? [ceases] : []), last].sort()[0]!;
}

function termOn(terms: Term[], role: ChairRole, day: string): Term | undefined {
  return terms.find((t) => t.role === role && t.from <= day && day <= (t.ceasedOn ?? t.until));
}

function least(a: string, b: string): string {
  return a < b ? a : b;
}

function coChairOf(
  chair: number | null,
  from: string,
  year: Year,
  next: Year,
  { seats, terms, exceptions }: Known,
  had: Year[],
): number | null {
  const written = termOn(terms, 'co-chair', from);
  if (written && written.organisationId !== chair) return written.organisationId;
  const decided = exceptions.findLast((e) => e.role === 'co-chair' && e.from >= year.from && e.from <= year.until);
  const wanted = [decided?.organisationId, next.chair, ...inLine(seats, had, from)];
  return wanted.find((id) => id != null && id !== chair && mayChair(seatOf(seats, id), from)) ?? null;
}

/** The turn of a day; undefined where there is no schedule. */
export function turnOn(schedule: Turn[], day: string): Turn | undefined {
  return schedule.find((turn) => turn.from <= day && day <= turn.until);
}
