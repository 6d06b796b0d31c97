import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';

/** What a decision of the Steering Committee says of a membership. Days are ISO dates. */
export interface DecidedMembership {
  organisation: number;
  /** Of `cease` the last day; of the others the first. */
  onDay: string;
  decidedBy: number | null;
}

/** A new membership, without an end. The caller has asked whether the committee's rules let it be. */
export async function admitMember(
  tx: Tx,
  { organisation, onDay, decidedBy, mayChair }: DecidedMembership & { mayChair: boolean },
): Promise<void> {
  await tx`
    insert into membership (organisation_id, since, may_chair, decided_by)
    values (${organisation}, ${onDay}::date, ${mayChair}, ${decidedBy})`;
  await touchOrganisation(tx, organisation);
}

/** Whether it may chair from a day on: the membership of before ends the day before, and another follows it without a break. */
export async function changeMember(
  tx: Tx,
  { organisation, onDay, decidedBy, mayChair }: DecidedMembership & { mayChair: boolean },
): Promise<void> {
  const [before] = await tx<{ since: string; until: string | null; founding: boolean }[]>`
    select since::text as since, until::text as until, founding from membership
    where organisation_id = ${organisation} and since <= ${onDay}::date and (until is null or ${onDay}::date <= until)`;
  if (!before) return;
  if (before.since === onDay)
    await tx`
      update membership set may_chair = ${mayChair}, decided_by = ${decidedBy} where organisation_id = ${organisation} and since = ${onDay}::date`;
  else {
    await tx`
      update membership set until = ${onDay}::date - 1, ceased_by = ${decidedBy} where organisation_id = ${organisation} and since = ${before.since}::date`;
    await tx`
      insert into membership (organisation_id, since, until, may_chair, decided_by)
      values (${organisation}, ${onDay}::date, ${before.until}::date, ${mayChair}, ${decidedBy})`;
  }
  await touchOrganisation(tx, organisation);
}

/** The last day of a membership; one that was to follow does not begin. */
export async function ceaseMember(tx: Tx, { organisation, onDay, decidedBy }: DecidedMembership): Promise<void> {
  await tx`delete from membership where organisation_id = ${organisation} and since > ${onDay}::date`;
  await tx`
    update membership set until = ${onDay}::date, ceased_by = ${decidedBy}
    where organisation_id = ${organisation} and since <= ${onDay}::date and (until is null or until > ${onDay}::date)`;
  await touchOrganisation(tx, organisation);
}

async function touchOrganisation(tx: Tx, organisation: number): Promise<void> {
  await tx`update organisation set version = version + 1 where id = ${organisation}`;
  await announce(tx, 'organisation.changed', { organisation });
}
