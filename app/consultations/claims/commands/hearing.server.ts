import type { Sql, Tx } from '../../../../db/connect';
import { putResponse } from '../../../heard/commands.server';
import type { ResponseInput } from '../../../heard/forms';
import { unansweredAmong } from '../../../heard/heard';
import { listThemes } from '../../../heard/queries.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { type Held, holdSynthesis, tellChanged } from './held.server';

/** Records what was decided about a theme on which a claim of this synthesis rests, by those who write it. */
export async function respondInConsultation(
  sql: Sql,
  reader: Reader | null,
  asked: ResponseInput & { consultation: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx: Tx) => {
    const { coder } = await holdSynthesis(tx, reader, asked.consultation, now);
    const by = { person: coder.id, organisation: coder.organisationId };
    await putResponse(tx, { kind: 'consultation', id: asked.consultation }, asked, by, now);
    await tellChanged(tx, asked.consultation);
  });
}

/** Themes that a published synthesis cites and that have no response; of one that is not published none is asked for. */
export async function themesWaiting(tx: Tx, { consultation, publishedAt }: Held): Promise<Set<string>> {
  if (!publishedAt) return new Set();
  const themes = await listThemes(tx, { kind: 'consultation', id: consultation.id });
  return new Set(unansweredAmong(themes).map((theme) => theme.voice));
}

/** What is published owes no response: a theme without one cannot come to it afterwards. */
export async function refuseUnanswered(tx: Tx, held: Held, before: Set<string>): Promise<void> {
  for (const theme of await themesWaiting(tx, held))
    if (!before.has(theme)) throw refuse('invalid', 'heard:refusals.published');
}
