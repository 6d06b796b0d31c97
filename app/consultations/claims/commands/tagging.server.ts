import type { Sql, Tx } from '../../../../db/connect';
import { cite, uncite } from '../../../citations/commands.server';
import { citableVoices } from '../../../heard/queries.server';
import type { Reader } from '../../../people/person';
import type { ContentLanguage } from '../../../shared/languages';
import { refuse } from '../../../shared/refusal';
import { limits, type Side, type SourceKind } from '../claim';
import { hashOf } from '../places.server';
import { findSource } from '../queries/sources.server';
import { type Span, trimmed, wordsAt } from '../spans';
import { tellClaimsSettled, tellDiscussions } from '../telling.server';
import { refuseUnanswered, themesWaiting } from './hearing.server';
import { type Held, holdClaim, holdSource, holdSynthesis, tellChanged } from './held.server';
import { addClaim } from './writing.server';

export interface Tag {
  consultation: number;
  source: { kind: SourceKind; id: number };
  /** Of the source, as it was read; of a voice 1. */
  version: number;
  /** Passages of the source; of a voice none, since it is cited as a whole. */
  spans: Span[];
  side: Side;
  /** A claim that is there, or the first words of a new one. */
  claim: number | { section: string; body: string; language: ContentLanguage; once: string };
}

/**
 * Tags passages of a source to a claim. The same passage twice is tagged once, on the side that was said last. Refuses
 * what has changed since it was read, nothing chosen, and what this person may not read.
 */
export async function tag(sql: Sql, reader: Reader | null, asked: Tag, now: Date): Promise<{ claim: number }> {
  return sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.consultation, now);
    const places = await placesFrom(tx, held, asked);
    const claim =
      typeof asked.claim === 'number'
        ? (await holdClaim(tx, asked.consultation, asked.claim)).id
        : await addClaim(tx, held, asked.claim, now);
    const before = await themesWaiting(tx, held);
    for (const { start, end, hash } of places) {
      await tx`
        insert into claim_passage (claim_id, kind, source_id, side, start_at, end_at, hash, tagged_by, tagged_at)
        values (${claim}, ${asked.source.kind}, ${asked.source.id}, ${asked.side}, ${start}, ${end}, ${hash}, ${held.coder.id}, ${now})
        on conflict (claim_id, kind, source_id, coalesce(start_at, 0), coalesce(end_at, 0)) do update set side = excluded.side`;
    }
    const [count] = await tx<{ n: number }[]>`select count(*)::int as n from claim_passage where claim_id = ${claim}`;
    if (count!.n > limits.passages) throw refuse('too-much', 'claims:refusals.passages', { max: limits.passages });
    await cite(
      tx,
      { kind: 'claim', id: claim },
      { ...asked.source, version: asked.version },
      { by: held.coder.id, now },
    );
    await refuseUnanswered(tx, held, before);
    await tx`delete from claim_waiver where consultation_id = ${asked.consultation} and kind = ${asked.source.kind} and source_id = ${asked.source.id}`;
    const published =
      await tx`update claim set corrected_at = ${now} where id = ${claim} and published_at is not null returning id`;
    if (published.length > 0) await tellDiscussions(tx, asked.consultation, [claim]);
    await tellClaimsSettled(tx, [claim]);
    return { claim };
  }) as Promise<{ claim: number }>;
}

type Place = { start: number | null; end: number | null; hash: string | null };

async function placesFrom(tx: Tx, { coder }: Held, asked: Tag): Promise<Place[]> {
  const { kind, id } = asked.source;
  if (kind === 'voice') {
    // Words of one person alone are no theme: they are cited where somebody has asked for them.
    const [theme] = await tx`select from voice where id = ${id} and kind = 'theme'`;
    if (!theme || !(await citableVoices(tx, [id])).has(id)) throw refuse('invalid', 'heard:refusals.not-citable');
    return [{ start: null, end: null, hash: null }];
  }
  await holdSource(tx, asked.source);
  const source = await findSource(tx, asked.consultation, coder, { kind, id });
  if (!source) throw refuse('invalid', 'claims:refusals.source-gone');
  if (source.version !== asked.version) throw refuse('conflict', 'claims:refusals.source-changed');
  const spans = asked.spans.map((span) => trimmed(source.words, span));
  if (spans.length === 0 || spans.some((span) => span === null)) throw nothingChosen();
  return spans.map((span) => ({ ...span!, hash: hashOf(wordsAt(source.words, span!)) }));
}

function nothingChosen() {
  return refuse('invalid', 'claims:refusals.nothing-chosen', undefined, {
    sentences: 'claims:refusals.nothing-chosen',
  });
}

interface HeldPassage {
  id: number;
  kind: SourceKind;
  sourceId: number;
}

async function holdPassage(tx: Tx, consultation: number, claim: number, id: number): Promise<HeldPassage> {
  await holdClaim(tx, consultation, claim);
  const [row] = await tx<HeldPassage[]>`
    select id, kind, source_id from claim_passage where id = ${id} and claim_id = ${claim} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** Takes a passage from a claim. A published claim keeps one: it would rest on nothing, and is taken back instead. */
export async function untag(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; passage: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.consultation, now);
    const { publishedAt } = await holdClaim(tx, asked.consultation, asked.claim);
    const passage = await holdPassage(tx, asked.consultation, asked.claim, asked.passage);
    if (publishedAt) await tellDiscussions(tx, asked.consultation, [asked.claim]);
    await dropPassages(tx, asked.claim, [passage]);
    const [left] = await tx`select from claim_passage where claim_id = ${asked.claim} limit 1`;
    if (!left && publishedAt) throw refuse('invalid', 'claims:refusals.last-passage');
    await tx`update claim set corrected_at = ${now} where id = ${asked.claim} and published_at is not null`;
    await tellClaimsSettled(tx, [asked.claim]);
  });
}

/** Removes passages, and the citation of a source of which none is left. */
export async function dropPassages(tx: Tx, claim: number, passages: HeldPassage[]): Promise<void> {
  for (const { id, kind, sourceId } of passages) {
    await tx`delete from claim_passage where id = ${id}`;
    const [other] = await tx`
      select from claim_passage where claim_id = ${claim} and kind = ${kind} and source_id = ${sourceId} limit 1`;
    if (!other) await uncite(tx, { kind: 'claim', id: claim }, { kind, id: sourceId });
  }
}

/** Says that a passage speaks for its claim, and not against it, or the other way round. */
export async function changeSide(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; passage: number; side: Side },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.consultation, now);
    const { id } = await holdPassage(tx, asked.consultation, asked.claim, asked.passage);
    await tx`update claim_passage set side = ${asked.side} where id = ${id}`;
    await tx`update claim set corrected_at = ${now} where id = ${asked.claim} and published_at is not null`;
    await tellChanged(tx, asked.consultation, asked.claim);
  });
}
