import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { isSecretariat, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ShareInput } from '../forms';
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
