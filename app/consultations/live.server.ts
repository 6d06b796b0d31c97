import type { Db } from '../../db/connect';
import type { ActivityRole, PersonState, Reader } from '../people/person';
import { type ConsultationReaders, maySeeConsultation, noConsultationTie } from './consultation';

/** Somebody who has a page of a consultation open; null is a visitor without a session. */
export interface ConsultationSeat {
  consultation: number;
  person: number | null;
}

interface Facts {
  person: number;
  state: PersonState;
  secretariat: boolean;
  role: ActivityRole | null;
  invited: boolean;
  host: boolean;
}

interface Row {
  id: number;
  readers: ConsultationReaders;
  announcedAt: Date | null;
  people: Facts[] | null;
}

/**
 * Whether each may see the consultation at which they sit, as `maySeeConsultation` decides it, for any number of people at any
 * number of consultations, in one statement. Reads the people afresh: who was let in may have changed since.
 */
export async function readConsultationSeats(
  sql: Db,
  seats: ConsultationSeat[],
): Promise<(seat: ConsultationSeat) => boolean> {
  const taken = seats.filter((s) => s.person !== null);
  const rows = await sql<Row[]>`
    with seat as (
      select distinct * from unnest(${taken.map((s) => s.consultation)}::bigint[], ${taken.map((s) => s.person!)}::bigint[]) as t (consultation, person)
    )
    select c.id, c.readers, c.announced_at,
      (select jsonb_agg(jsonb_build_object('person', p.id, 'state', p.state, 'secretariat', p.secretariat, 'role', r.role,
          'invited', i.organisation_id is not null, 'host', coalesce(p.organisation_id = c.host_id, false)))
        from seat s join person p on p.id = s.person
        left join activity_role r on r.activity = 'consultation' and r.activity_id = c.id and r.person_id = p.id
        left join consultation_invitation i on i.consultation_id = c.id and i.organisation_id = p.organisation_id
        where s.consultation = c.id) as people
    from consultation c where c.id = any(${[...new Set(seats.map((s) => s.consultation))]}::bigint[])`;
  const found = new Map(rows.map((row) => [row.id, row]));
  return ({ consultation, person }) => {
    const row = found.get(consultation);
    if (!row) return false;
    if (person === null) return maySeeConsultation(row, null, noConsultationTie);
    const f = row.people?.find((p) => p.person === person);
    // A session whose person is not there any more is nobody: less than a visitor, until they come again.
    if (!f) return false;
    const reader = { id: f.person, state: f.state, secretariat: f.secretariat } as Reader;
    return maySeeConsultation(row, reader, { role: f.role, invited: f.invited, host: f.host });
  };
}
