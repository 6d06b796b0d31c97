import type { Sql, Tx } from '../../../../db/connect';
import { markSourceChanged, replaceCitations } from '../../../citations/commands.server';
import type { Reader } from '../../../people/person';
import type { ContentLanguage } from '../../../shared/languages';
import { isRefusal, refuse } from '../../../shared/refusal';
import { prepareLine, prepareText } from '../../../shared/rich-text/prepare';
import { isFixedSection, limits } from '../claim';
import { dropClaimTask, tellDiscussions } from '../telling.server';
import { beside, type Held, holdClaim, holdSynthesis, refuseIfOlder, tellChanged } from './held.server';

export interface NewClaim {
  section: string;
  body: string;
  language: ContentLanguage;
  /** The form's own key: sent twice, written once. */
  once: string;
}

function sentenceFrom(raw: string): string {
  const prepared = prepareLine(raw, { max: limits.body });
  if (isRefusal(prepared)) throw beside('body', prepared);
  return prepared.text;
}

async function refuseUnknownSection(tx: Tx, consultation: number, section: string): Promise<void> {
  if (isFixedSection(section)) return;
  const [questionnaire, question] = section.split(':');
  const [asked] = await tx`
    select from questionnaire q join questionnaire_version v on v.questionnaire_id = q.id
    cross join jsonb_array_elements(v.content -> 'sections') s cross join jsonb_array_elements(s.value -> 'questions') u
    where q.id::text = ${questionnaire ?? ''} and q.subject_kind = 'consultation' and q.subject_id = ${consultation}
      and u.value ->> 'id' = ${question ?? ''} limit 1`;
  if (!asked) throw refuse('invalid', 'claims:refusals.section', undefined, { section: 'claims:refusals.section' });
}

/** Writes a new claim at the end of its section, in the transaction of the deed that gives it its first passage. */
export async function addClaim(tx: Tx, held: Held, input: NewClaim, now: Date): Promise<number> {
  const { id: consultation } = held.consultation;
  const [before] = await tx<{ id: number; consultationId: number }[]>`
    select id, consultation_id from claim where once = ${input.once}`;
  if (before && before.consultationId !== consultation) throw refuse('invalid', 'shared:errors.unreadable-form');
  if (before) return before.id;
  const body = sentenceFrom(input.body);
  await refuseUnknownSection(tx, consultation, input.section);
  const [count] = await tx<{ n: number; last: number }[]>`
    select count(*)::int as n, coalesce(max(position), 0)::int as last from claim where consultation_id = ${consultation}`;
  if (count!.n >= limits.claims) throw refuse('too-much', 'claims:refusals.claims', { max: limits.claims });
  const [claim] = await tx<{ id: number }[]>`
    insert into claim (consultation_id, section, position, language, once, created_by, created_at)
    values (${consultation}, ${input.section}, ${count!.last + 1}, ${input.language}, ${input.once}, ${held.coder.id}, ${now}) returning id`;
  await tx`
    insert into claim_text (claim_id, language, body, changed_at) values (${claim!.id}, ${input.language}, ${body}, ${now})`;
  return claim!.id;
}

/** Rewords a claim in one language. Whatever cites it is told. */
export async function rewordClaim(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; version: number; language: ContentLanguage; body: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.consultation, now);
    const claim = await holdClaim(tx, asked.consultation, asked.claim);
    refuseIfOlder(claim, asked.version);
    const body = sentenceFrom(asked.body);
    const changed = await tx`
      insert into claim_text (claim_id, language, body, changed_at) values (${claim.id}, ${asked.language}, ${body}, ${now})
      on conflict (claim_id, language) do update set body = excluded.body, changed_at = excluded.changed_at
      where claim_text.body <> excluded.body returning 1`;
    if (changed.length === 0) return;
    await tx`
      update claim set version = version + 1, corrected_at = case when published_at is null then corrected_at else ${now}::timestamptz end
      where id = ${claim.id}`;
    await markSourceChanged(tx, { kind: 'claim', id: claim.id, state: 'changed' });
    if (claim.publishedAt) await tellDiscussions(tx, asked.consultation, [claim.id]);
    await tellChanged(tx, asked.consultation, claim.id);
  });
}

/** Moves a claim to the end of another section. */
export async function placeClaim(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; section: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.consultation, now);
    const claim = await holdClaim(tx, asked.consultation, asked.claim);
    if (claim.section === asked.section) return;
    await refuseUnknownSection(tx, asked.consultation, asked.section);
    await tx`
      update claim set section = ${asked.section}, position = (
        select coalesce(max(position), 0) + 1 from claim where consultation_id = ${asked.consultation}) where id = ${claim.id}`;
    await tellChanged(tx, asked.consultation, claim.id);
  });
}

/** Moves a claim by one place within its section. At the end nothing moves. */
export async function moveClaim(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; direction: 'up' | 'down' },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.consultation, now);
    const claim = await holdClaim(tx, asked.consultation, asked.claim);
    const beyond = asked.direction === 'up' ? tx`position < ${claim.position}` : tx`position > ${claim.position}`;
    const order = asked.direction === 'up' ? tx`position desc` : tx`position`;
    const [other] = await tx<{ id: number; position: number }[]>`
      select id, position from claim where consultation_id = ${asked.consultation} and section = ${claim.section} and ${beyond}
      order by ${order} limit 1 for update`;
    if (!other) return;
    await tx`
      update claim set position = case id when ${claim.id} then ${other.position}::int else ${claim.position}::int end
      where id in ${tx([claim.id, other.id])}`;
    await tellChanged(tx, asked.consultation, claim.id);
  });
}

/**
 * Removes a claim. Before it is published it is gone; afterwards its words are erased and its place stays with the reason,
 * because readers have seen it and others may rest on it.
 */
export async function removeClaim(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; claim: number; version: number; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.consultation, now);
    const claim = await holdClaim(tx, asked.consultation, asked.claim);
    refuseIfOlder(claim, asked.version);
    if (claim.publishedAt) await tellDiscussions(tx, asked.consultation, [claim.id]);
    await replaceCitations(tx, { kind: 'claim', id: claim.id }, [], { by: held.coder.id, now });
    await dropClaimTask(tx, claim.id);
    if (claim.publishedAt) {
      const reason = prepareText(asked.reason, { max: limits.reason });
      if (isRefusal(reason)) throw beside('reason', reason);
      await tx`delete from claim_text where claim_id = ${claim.id}`;
      await tx`delete from claim_passage where claim_id = ${claim.id}`;
      await tx`
        update claim set withdrawn_at = ${now}, withdrawn_reason = ${reason.text}, version = version + 1 where id = ${claim.id}`;
    } else {
      await tx`delete from claim where id = ${claim.id}`;
    }
    await markSourceChanged(tx, { kind: 'claim', id: claim.id, state: 'gone' });
    await tellChanged(tx, asked.consultation, claim.id);
  });
}
