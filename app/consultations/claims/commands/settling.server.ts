import type { Sql, Tx } from '../../../../db/connect';
import { cite } from '../../../citations/commands.server';
import { citableVoices } from '../../../heard/queries.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import type { SourceKind } from '../claim';
import { placeOf } from '../places.server';
import { findSource } from '../queries/sources.server';
import { tellClaimsSettled, tellDiscussions } from '../telling.server';
import { type Held, holdClaim, holdSource, holdSynthesis } from './held.server';
import { dropPassages } from './tagging.server';

interface PassageRow {
  id: number;
  kind: SourceKind;
  sourceId: number;
  startAt: number;
  endAt: number;
  hash: string;
}

/**
 * Settles what a changed source means for a claim. `keep`: it rests on the source as that stands now; passages that were moved
 * are found where they are, and those whose words are gone are dropped. `drop`: it rests on it no more. The last source of
 * a claim is not dropped: then it would rest on nothing.
 */
export async function settleSource(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; citation: number; as: 'keep' | 'drop' },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.consultation, now);
    const [cited] = await tx<{ kind: SourceKind; id: number }[]>`
      select cited_kind as kind, cited_id as id from citation
      where id = ${asked.citation} and citing_kind = 'claim' and citing_id = ${asked.claim}`;
    if (!cited) throw refuse('not-found', 'shared:errors.not-found');
    await holdSource(tx, cited);
    await holdClaim(tx, asked.consultation, asked.claim);
    const passages = await tx<PassageRow[]>`
      select id, kind, source_id, start_at, end_at, hash from claim_passage
      where claim_id = ${asked.claim} and kind = ${cited.kind} and source_id = ${cited.id} order by id for update`;
    const lost = asked.as === 'drop' ? passages : await keep(tx, held, asked.claim, cited, passages, now);
    const [other] = await tx`
      select from claim_passage where claim_id = ${asked.claim} and id <> all(${lost.map((p) => p.id)}::bigint[]) limit 1`;
    if (!other) throw refuse('invalid', 'claims:refusals.last-source');
    await tellDiscussions(tx, asked.consultation, [asked.claim]);
    await dropPassages(tx, asked.claim, lost);
    await tx`
      update claim set version = version + 1, corrected_at = case when published_at is null then corrected_at else ${now}::timestamptz end
      where id = ${asked.claim}`;
    await tellClaimsSettled(tx, [asked.claim]);
  });
}

/** Cites the source as it is now; returns the passages that stand in it no more. What cannot be read is kept as it was. */
async function keep(
  tx: Tx,
  { coder, consultation }: Held,
  claim: number,
  cited: { kind: SourceKind; id: number },
  passages: PassageRow[],
  now: Date,
): Promise<PassageRow[]> {
  const made = { by: coder.id, now };
  const citing = { kind: 'claim' as const, id: claim };
  if (cited.kind === 'voice') {
    const version = (await citableVoices(tx, [cited.id])).has(cited.id) ? 1 : null;
    await cite(tx, citing, { ...cited, version }, made);
    return [];
  }
  const source = await findSource(tx, consultation.id, coder, cited);
  await cite(tx, citing, { ...cited, version: source?.version ?? null }, made);
  if (!source) return [];
  const lost: PassageRow[] = [];
  for (const passage of passages) {
    const place = placeOf(source.words, { start: passage.startAt, end: passage.endAt, hash: passage.hash });
    if (!place) lost.push(passage);
    else if (place.moved)
      await tx`update claim_passage set start_at = ${place.start}, end_at = ${place.end} where id = ${passage.id}`;
  }
  return lost;
}
