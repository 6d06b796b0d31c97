import type { Db } from '../../../db/connect';
import type { ActivityRole, PersonState, Reader } from '../../people/person';
import { type EventReaders, mayPrepareEvent, maySeeEvent, noEventTie } from '../event';
import { lineOf } from './queries/shown.server';

/** Somebody beside a talk; null is a visitor without a session. */
export interface TalkSeat {
  event: number;
  person: number | null;
}

export interface TalkStanding {
  sees: boolean;
  moderates: boolean;
}

interface Facts {
  person: number;
  state: PersonState;
  secretariat: boolean;
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
}

interface Row {
  id: number;
  readers: EventReaders;
  announcedAt: Date | null;
  people: Facts[] | null;
}

/** Nothing: the event does not exist, or not for this person. */
const nowhere: TalkStanding = { sees: false, moderates: false };

/**
 * What each may see where they sit, as `maySeeEvent` decides it, for any number of people at any number of events, in one
 * statement. Reads the people afresh: who was let in may have changed since.
 */
export async function readTalkStandings(sql: Db, seats: TalkSeat[]): Promise<(seat: TalkSeat) => TalkStanding> {
  const taken = seats.filter((s) => s.person !== null);
  const rows = await sql<Row[]>`
    with seat as (
      select distinct * from unnest(${taken.map((s) => s.event)}::bigint[], ${taken.map((s) => s.person!)}::bigint[]) as t (event, person)
    )
    select e.id, e.readers, e.announced_at,
      (select jsonb_agg(jsonb_build_object('person', p.id, 'state', p.state, 'secretariat', p.secretariat, 'role', r.role,
          'invited', i.organisation_id is not null,
          'speaker', exists (select from event_speaker k where k.event_id = e.id and k.person_id = p.id)))
        from seat s join person p on p.id = s.person
        left join activity_role r on r.activity = 'event' and r.activity_id = e.id and r.person_id = p.id
        left join event_invitation i on i.event_id = e.id and i.organisation_id = p.organisation_id
        where s.event = e.id) as people
    from event e where e.id = any(${[...new Set(seats.map((s) => s.event))]}::bigint[])`;
  const standings = new Map(rows.map((row) => [row.id, standingsAt(row)]));
  return (seat) => standings.get(seat.event)?.(seat.person) ?? nowhere;
}

function standingsAt(row: Row): (person: number | null) => TalkStanding {
  const facts = new Map((row.people ?? []).map((f) => [f.person, f]));
  return (person) => {
    const f = person === null ? undefined : facts.get(person);
    // A session whose person is not there any more is nobody: less than a visitor, until they come again.
    if (person !== null && !f) return nowhere;
    const reader = f ? ({ id: f.person, state: f.state, secretariat: f.secretariat } as Reader) : null;
    const tie = f ? { role: f.role, invited: f.invited, speaker: f.speaker } : noEventTie;
    return { sees: maySeeEvent(row, reader, tie), moderates: mayPrepareEvent(reader, tie) };
  };
}

/** A hand that is up: whose it is, by their account or by the registration by which they came, or by both. */
export interface InLine {
  person: number | null;
  registration: number | null;
  place: number;
  called: boolean;
}

/** Whose hands are up, in order. */
export async function readLine(sql: Db, event: number): Promise<InLine[]> {
  return sql<InLine[]>`
    select coalesce(h.person_id, r.person_id, (select p.id from person p where p.email = r.email)) as person,
      h.registration_id as registration, h.place, h.called_at is not null as called
    from ${lineOf(sql, event)} h left join registration r on r.id = h.registration_id order by h.place`;
}
