import type { Db } from '../../../db/connect';

/** Instants as a JSON column brings them. */
export type AskedColumn = { opensAt: string; closesAt: string }[] | null;

/**
 * When `discussion d` is open by the phases of the consultation that it is a part of, as a JSON column: null where it is a part of
 * none that was announced, and nothing at all once that was cancelled.
 */
export function askedWhen(sql: Db) {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('opensAt', h.opens_at, 'closesAt', h.closes_at) order by h.opens_at)
      filter (where h.id is not null and c.cancelled_at is null), '[]')
    from consultation_part k join consultation c on c.id = k.consultation_id and c.announced_at is not null
    left join consultation_part_phase f on f.part_id = k.id left join consultation_phase h on h.id = f.phase_id
    where k.kind = 'discussion' and k.subject_id = d.id group by k.kind)`;
}
