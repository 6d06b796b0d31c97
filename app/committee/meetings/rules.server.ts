import { announce } from '../../../db/announce';
import type { Db, Sql, Tx } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';
import { isOfCommittee, type MeetingStanding } from '../committee';
import { type MeetingRules, maySeeMeeting, whyNotPrepare } from '../meeting';
import { type State, type StateColumns, standingOf, stateColumns, stateFrom } from '../state.server';

/** A meeting with what its rules need to know of this reader. */
export interface RuledMeeting {
  meeting: MeetingRules & { language: string; minutesOnce: string | null };
  state: State;
  standing: MeetingStanding;
  /** Named as an observer, or of an organisation that is a member by the day of the meeting: sees it, and changes nothing. */
  observer: boolean;
}

/** Columns of `event e` and `meeting g` that the rules need. */
export function meetingColumns(sql: Db) {
  return sql`e.id, e.language, e.announced_at, e.cancelled_at, e.starts_at, e.ends_at, g.minutes_document_id, g.minutes_once, g.approved_at, g.published_at`;
}

export type MeetingRow = MeetingRules & { language: string; minutesOnce: string | null };

/** The rules of one meeting, in one statement. Throws not-found where this reader may not even know of it. */
export async function readMeetingRules(sql: Db, reader: Reader | null, id: number, now: Date): Promise<RuledMeeting> {
  const day = dayOf(now);
  const [row] = await sql<(MeetingRow & StateColumns & { observer: boolean })[]>`
    select ${meetingColumns(sql)}, ${stateColumns(sql, day)},
      exists (select from meeting_observer w where w.event_id = e.id and w.person_id = ${reader?.id ?? null}) as observer
    from event e left join meeting g on g.event_id = e.id where e.id = ${id} and e.kind = 'committee-meeting'`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return ruledFrom(row, reader, day);
}

export function ruledFrom(
  row: MeetingRow & StateColumns & { observer: boolean },
  reader: Reader | null,
  day: string,
): RuledMeeting {
  const state = stateFrom(row);
  const held = dayOf(row.startsAt);
  const there = standingOf(state, held).members;
  const standing = { ...standingOf(state, day), there };
  const observer = row.observer || (held > day && isOfCommittee(reader, { members: there }));
  if (!maySeeMeeting(row, reader, standing, observer)) throw refuse('not-found', 'shared:errors.not-found');
  return { meeting: row, state, standing, observer };
}

/**
 * The beats that every deed on a meeting begins and ends with: it is held, so that two who order or tick at once see each other; may
 * they; then it is told. `write` answers false where nothing has changed.
 */
export async function deedOnMeeting<T>(
  sql: Sql,
  reader: Reader,
  id: number,
  now: Date,
  write: (tx: Tx, ruled: RuledMeeting) => Promise<T>,
  whyNot: (ruled: RuledMeeting) => Refusal | undefined = (r) =>
    whyNotPrepare(r.meeting, reader, r.standing, r.observer),
): Promise<T> {
  return sql.begin(async (tx) => {
    await tx`select 1 from event where id = ${id} for update`;
    const ruled = await readMeetingRules(tx, reader, id, now);
    const no = whyNot(ruled);
    if (no) throw no;
    await tx`insert into meeting (event_id) values (${id}) on conflict do nothing`;
    const done = await write(tx, ruled);
    if (done !== false) await announce(tx, 'meeting.changed', { meeting: id });
    return done;
  }) as Promise<T>;
}
