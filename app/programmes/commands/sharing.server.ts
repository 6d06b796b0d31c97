import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import { isSecretariat, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ProposeShareInput, ShareInput } from '../forms';
import { mayPropose } from '../queries/shares.server';
import { beside } from './deed.server';

/**
 * Writes down a share that the committee has agreed on, with the decision: one of the register that was adopted, or words that
 * say where it was taken. Only the secretariat; to everyone else the page is not there. What was agreed before stays on record.
 */
export async function keepShare(sql: Sql, reader: Reader, input: ShareInput): Promise<void> {
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  if (input.proposal === null && input.basis === '') throw beside('basis', 'no-basis');
  await sql.begin(async (tx) => {
    if (input.proposal !== null) {
      const [found] = await tx`select from proposal where id = ${input.proposal} and outcome like 'adopted%'`;
      if (!found) throw beside('proposal', 'no-decision');
    }
    await tx`
      insert into agreed_share (kind, basis_points, since, proposal_id, basis, set_by)
      values (${input.kind}, ${input.share}, ${input.since}, ${input.proposal}, ${input.basis}, ${reader.id})`;
    await announce(tx, 'programme.shares-changed', {});
  });
}

/**
 * Writes down a share that the committee is asked to agree on; nothing follows from it before it is adopted. Sent twice, it is
 * there once. Gives its id. Refuses not-found to everybody but the secretariat and those who speak for a member of the committee.
 */
export async function proposeShare(sql: Sql, reader: Reader, input: ProposeShareInput, now: Date): Promise<number> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ may: boolean }[]>`select ${mayPropose(tx, reader, now)} as may`;
    if (!row!.may) throw refuse('not-found', 'shared:errors.not-found');
    const [made] = await tx<{ id: number }[]>`
      insert into proposed_share (kind, basis_points, since, created_by, created_at, once)
      values (${input.kind}, ${input.share}, ${input.since}, ${reader.id}, ${now}, ${input.once}) on conflict (once) do nothing returning id`;
    if (made) {
      await announce(tx, 'programme.shares-changed', {});
      return made.id;
    }
    const [before] = await tx<{ id: number }[]>`
      select id from proposed_share where once = ${input.once} and created_by = ${reader.id}`;
    if (!before) throw refuse('not-found', 'shared:errors.not-found');
    return before.id;
  });
}

/**
 * What was adopted counts from its day, or from that of the decision where that is later: what has been does not change. In the
 * transaction that closes the proposal; adopted a second time, nothing follows.
 */
export async function noteShareAdopted(tx: Tx, id: number, proposal: number, now: Date): Promise<void> {
  const [share] = await tx<{ kind: string; basisPoints: number; since: string; createdBy: number }[]>`
    update proposed_share set adopted_by = ${proposal} where id = ${id} and adopted_by is null
    returning kind, basis_points, since::text as since, created_by`;
  if (!share) return;
  const today = dayOf(now);
  await tx`
    insert into agreed_share (kind, basis_points, since, proposal_id, set_by, set_at)
    values (${share.kind}, ${share.basisPoints}, ${share.since > today ? share.since : today}, ${proposal}, ${share.createdBy}, ${now})`;
  await announce(tx, 'programme.shares-changed', {});
}
