import type { Db } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import { isActive, type Reader } from '../../people/person';
import type { ShareKind } from '../budget';

/** The shares that count on the day of `now` in UTC, as a JSON column: of each kind the last that has begun. */
export function agreedOn(sql: Db, now: Date) {
  const day = now.toISOString().slice(0, 10);
  return sql`(select jsonb_agg(jsonb_build_object('kind', x.kind, 'basisPoints', x.basis_points) order by x.kind desc) from (
    select distinct on (s.kind) s.kind, s.basis_points from agreed_share s where s.since <= ${day}::date
    order by s.kind, s.since desc, s.id desc) x)`;
}

export interface ProposedShare {
  id: number;
  kind: ShareKind;
  basisPoints: number;
  /** ISO date. */
  since: string;
  /** The proposal that is before the committee. */
  put: number | null;
}

/**
 * Shares on which the committee has not agreed yet, the newest first, for those who may put them to it: the secretariat and who
 * speaks for a member on the day of `now`. Null for everybody else. One statement.
 */
export async function listProposedShares(sql: Db, reader: Reader | null, now: Date): Promise<ProposedShare[] | null> {
  const [row] = await sql<{ may: boolean; proposed: ProposedShare[] | null }[]>`
    select ${mayPropose(sql, reader, now)} as may, (select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'basisPoints', s.basis_points,
        'since', s.since, 'put', (select max(p.id) from proposal p
          where p.subject_kind = 'share' and p.subject_id = s.id and p.opened_at is not null and p.outcome is null)) order by s.id desc)
      from (select * from proposed_share x where x.adopted_by is null order by x.id desc limit 50) s) as proposed`;
  return row!.may ? (row!.proposed ?? []) : null;
}

/** That this reader may ask the committee to agree on a share, as a condition. */
export function mayPropose(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`false`;
  if (reader.secretariat) return sql`true`;
  const day = dayOf(now);
  const offices = reader.offices.map((o) => o.organisationId);
  return sql`exists (select from membership m where m.organisation_id = any(${offices}::bigint[]) and m.since <= ${day}::date
    and (m.until is null or ${day}::date <= m.until))`;
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
