import type { Db } from '../../../db/connect';
import { readTalkStandings } from '../../events/live/live.server';
import { readConsultationSeats } from '../live.server';

/** Somebody who follows a session; null is a visitor without a session of their own. */
export interface SessionSeat {
  event: number;
  person: number | null;
}

export interface SessionStanding {
  sees: boolean;
  leads: boolean;
  /** Whose part it is; null where it is none. */
  consultation: number | null;
}

const nowhere: SessionStanding = { sees: false, leads: false, consultation: null };

/**
 * What each may see where they sit, as `maySee` and `mayLead` decide it, for any number of people at any number of sessions, in
 * three statements. Reads the people afresh: who was let in may have changed since.
 */
export async function readSessionStandings(
  sql: Db,
  seats: SessionSeat[],
): Promise<(seat: SessionSeat) => SessionStanding> {
  const parts = await sql<{ event: number; consultation: number; facilitators: number[] }[]>`
    select distinct on (k.subject_id) k.subject_id as event, k.consultation_id as consultation,
      (select coalesce(jsonb_agg(r.person_id), '[]') from activity_role r join person p on p.id = r.person_id
        where r.activity = 'consultation' and r.activity_id = k.consultation_id and r.role = 'facilitator' and p.state = 'active') as facilitators
    from consultation_part k where k.kind = 'session' and k.subject_id = any(${[...new Set(seats.map((s) => s.event))]}::bigint[])
    order by k.subject_id, k.consultation_id desc, k.id`;
  const partOf = new Map(parts.map((p) => [p.event, p]));
  const there = seats.filter((s) => partOf.has(s.event));
  if (there.length === 0) return () => nowhere;
  const consultationOf = (seat: SessionSeat) => ({
    consultation: partOf.get(seat.event)!.consultation,
    person: seat.person,
  });
  const [talk, seesConsultation] = await Promise.all([
    readTalkStandings(sql, there),
    readConsultationSeats(sql, there.map(consultationOf)),
  ]);
  return (seat) => {
    const part = partOf.get(seat.event);
    if (!part) return nowhere;
    const { sees, moderates } = talk(seat);
    return {
      sees: sees && seesConsultation(consultationOf(seat)),
      leads: moderates || (seat.person !== null && part.facilitators.includes(seat.person)),
      consultation: part.consultation,
    };
  };
}
