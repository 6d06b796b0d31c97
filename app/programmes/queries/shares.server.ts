import type { Db } from '../../../db/connect';
import type { ShareKind } from '../budget';

/** The shares that count on the day of `now` in UTC, as a JSON column: of each kind the last that has begun. */
export function agreedOn(sql: Db, now: Date) {
  const day = now.toISOString().slice(0, 10);
  return sql`(select jsonb_agg(jsonb_build_object('kind', x.kind, 'basisPoints', x.basis_points) order by x.kind desc) from (
    select distinct on (s.kind) s.kind, s.basis_points from agreed_share s where s.since <= ${day}::date
    order by s.kind, s.since desc, s.id desc) x)`;
}

export interface KeptShare {
  id: number;
  kind: ShareKind;
  basisPoints: number;
  /** ISO date. */
  since: string;
  proposalId: number | null;
  basis: string;
  by: string;
}

/** All that were ever agreed, the newest first. One statement. */
export async function listShares(sql: Db): Promise<KeptShare[]> {
  return sql<KeptShare[]>`
    select s.id, s.kind, s.basis_points, s.since::text as since, s.proposal_id, s.basis, p.name as by
    from agreed_share s join person p on p.id = s.set_by order by s.since desc, s.id desc`;
}
