import type { Db } from '../../../db/connect';

/**
 * Who is asked to comment which draft from when to when, as rows of `document_id`, `person_id`, `organisation_id`, `opens_at` and
 * `closes_at`: `mayTakePart` for each draft of a consultation that was announced and not cancelled, and each phase that its
 * part is open in. Facilitators and the secretariat are among those who may, whatever their organisation.
 */
export function draftsAsked(sql: Db) {
  return sql`
    select k.subject_id as document_id, p.id as person_id, p.organisation_id, h.opens_at, h.closes_at
    from consultation_part k
    join consultation c on c.id = k.consultation_id and c.announced_at is not null and c.cancelled_at is null
    join consultation_part_phase f on f.part_id = k.id
    join consultation_phase h on h.id = f.phase_id
    cross join person p
    left join activity_role r on r.activity = 'consultation' and r.activity_id = c.id and r.person_id = p.id
    where k.kind = 'draft' and p.state = 'active' and r.role is distinct from 'observer'
      and (c.participants = 'registered' or r.role is not null or p.secretariat or c.host_id = p.organisation_id
        or exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = p.organisation_id))`;
}
