import type { Db } from '../../db/connect';
import { nameIn } from '../organisations/names';
import { dayOf, type Membership } from '../organisations/organisation';
import { limits, type Standing, standingOn } from './committee';
import type { Rules } from './motion';
import { type Exception, type Seat, scheduleOf, type Term, type Turn, turnOn } from './rotation';

/** An organisation that is, was or will be on the committee, with what it is called. */
export interface Named extends Seat {
  name: string;
  shortName: string | null;
  names: Record<string, string>;
  language: string;
  memberships: (Membership & { founding: boolean; decidedBy: number | null; ceasedBy: number | null })[];
}

/** A term, with when it was designated and why it ended before its day. */
export interface Designated extends Term {
  designatedAt: string;
  /** The member left or may not chair any more, or it took the chair over. */
  ceasedWhy: 'membership' | 'decision' | 'chair' | null;
}

/** All that the committee's rules rest on. */
export interface State {
  seats: Named[];
  terms: Designated[];
  exceptions: Exception[];
  /** Those that hold on the day that was asked for; null where none were decided. */
  rules: Rules | null;
}

interface Columns {
  seats: Named[] | null;
  terms: Designated[] | null;
  exceptions: Exception[] | null;
  rules: Rules | null;
}
export type StateColumns = Columns;

/** The state as columns of a statement that asks for more; `stateFrom` reads them. `day` is an ISO date. */
export function stateColumns(sql: Db, day: string) {
  return sql`
    (select jsonb_agg(jsonb_build_object('organisationId', o.id, 'handle', o.handle, 'name', o.name, 'shortName', o.short_name, 'names', o.names,
        'language', o.language, 'memberships', (select jsonb_agg(jsonb_build_object('since', m.since, 'until', m.until, 'mayChair', m.may_chair,
          'founding', m.founding, 'decidedBy', m.decided_by, 'ceasedBy', m.ceased_by) order by m.since)
          from membership m where m.organisation_id = o.id)) order by o.handle)
      from organisation o where exists (select from membership m where m.organisation_id = o.id)) as seats,
    (select jsonb_agg(jsonb_build_object('role', t.role, 'organisationId', t.organisation_id, 'from', t.from_day, 'until', t.until_day,
        'ceasedOn', t.ceased_on, 'ceasedWhy', t.ceased_why, 'standIn', t.stand_in, 'decidedBy', t.decided_by, 'designatedAt', t.designated_at) order by t.from_day, t.id)
      from term t where t.role in ('chair', 'co-chair')) as terms,
    (select jsonb_agg(jsonb_build_object('role', m.kind, 'organisationId', m.organisation_id, 'from', m.on_day, 'decidedBy', m.decided_by)
        order by m.carried_out_at, m.id)
      from committee_motion m where m.kind in ('chair', 'co-chair') and m.carried_out_at is not null) as exceptions,
    ${rulesOn(sql, sql`${day}::date`)} as rules`;
}

/** The rules that hold on a day, which is given as an expression of the statement. */
export function rulesOn(sql: Db, day: ReturnType<Db>) {
  return sql`
    (select jsonb_build_object('quorum', m.quorum, 'admitOutcome', m.admit_outcome, 'admitFrom', m.admit_from, 'admitLetter', m.admit_letter)
      from committee_motion m where m.kind = 'rules' and m.carried_out_at is not null and m.on_day <= ${day}
      order by m.on_day desc, m.id desc limit 1)`;
}

export function stateFrom({ seats, terms, exceptions, rules }: Columns): State {
  return { seats: seats ?? [], terms: terms ?? [], exceptions: exceptions ?? [], rules };
}

export async function readState(sql: Db, day: string): Promise<State> {
  const [row] = await sql<Columns[]>`select ${stateColumns(sql, day)}`;
  return stateFrom(row!);
}

/** From the turn that is running on a day, for the years that are shown ahead. */
export function scheduleFrom({ seats, terms, exceptions }: State, day: string, years = limits.years): Turn[] {
  return scheduleOf(seats, terms, exceptions, day, years);
}

/** Who is on the committee and who chairs it, on a day. */
export function standingOf(state: State, day: string): Standing {
  return standingOn(state.seats, turnOn(scheduleFrom(state, day, 1), day), day);
}

export function seatIn(state: State, organisation: number | null): Named | undefined {
  return state.seats.find((s) => s.organisationId === organisation);
}

/** What an organisation is called on a page: in short where it has a short name. */
export function calledIn(
  seat: Named | undefined,
  language: string,
): { name: string; language: string; handle: string } {
  if (!seat) return { name: '', language, handle: '' };
  if (seat.shortName) return { name: seat.shortName, language: seat.language, handle: seat.handle };
  return { ...nameIn(seat, language), handle: seat.handle };
}

/**
 * Whoever changes what the committee's rules rest on does it one after the other: two who tick, call or decide at once must each see
 * what the other did. Held until the end of the transaction.
 */
export async function holdCommittee(tx: Db, now: Date): Promise<State> {
  await tx`select pg_advisory_xact_lock(hashtext('committee'))`;
  return readState(tx, dayOf(now));
}
