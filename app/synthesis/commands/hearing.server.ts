import type { Sql, Tx } from '../../../db/connect';
import { putResponse } from '../../heard/commands.server';
import type { ResponseInput } from '../../heard/forms';
import type { Reader } from '../../people/person';
import { holdSynthesis, tellChanged } from './held.server';

/** Records what was decided about a theme that a statement of this synthesis cites, by those who write it. */
export async function respondInSynthesis(
  sql: Sql,
  reader: Reader | null,
  asked: ResponseInput & { discussion: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx: Tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now);
    const by = { person: held.writer.id, organisation: held.writer.organisationId };
    await putResponse(tx, { kind: 'synthesis', id: asked.discussion }, asked, by, now);
    await tellChanged(tx, held);
  });
}
