import type { Db } from '../../db/connect';
import type { Reader } from './person';

/** A person as the rules see them, without a session: for mail and timed work, which ask what somebody may see. */
export async function findReaderById(sql: Db, id: number): Promise<Reader | null> {
  const [row] = await sql<Omit<Reader, 'session' | 'waiting'>[]>`
    select p.id, p.handle, p.email, p.name, p.state, p.secretariat, p.language, p.time_zone, p.shortcuts, p.organisation_id,
      coalesce(o.short_name, o.name) as organisation_name,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', r.organisation_id, 'role', r.role))
        from organisation_role r where r.person_id = p.id), '[]') as offices
    from person p left join organisation o on o.id = p.organisation_id where p.id = ${id}`;
  return row ? { ...row, session: '', waiting: 0 } : null;
}
