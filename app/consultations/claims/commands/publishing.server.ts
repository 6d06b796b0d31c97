import { announce } from '../../../../db/announce';
import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { isRefusal, refuse } from '../../../shared/refusal';
import { prepareText } from '../../../shared/rich-text/prepare';
import { limits, whyNotPublish } from '../claim';
import { accountFor } from '../queries/account.server';
import { findSource } from '../queries/sources.server';
import { tellDiscussions } from '../telling.server';
import { beside, holdSynthesis, tellChanged } from './held.server';

/**
 * Says why no claim rests on some sources: one reason for all that were chosen together. What is coded meanwhile, and what
 * is not of this consultation, is passed over.
 */
export async function waiveSources(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; sources: { kind: string; id: number }[]; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { coder } = await holdSynthesis(tx, reader, asked.consultation, now);
    if (asked.sources.length === 0) throw refuse('invalid', 'claims:refusals.no-source-chosen');
    const reason = prepareText(asked.reason, { max: limits.reason });
    if (isRefusal(reason)) throw beside('reason', reason);
    for (const asks of asked.sources) {
      const source = await findSource(tx, asked.consultation, coder, asks);
      if (!source || source.state === 'coded') continue;
      await tx`
        insert into claim_waiver (consultation_id, kind, source_id, reason, by_person, at)
        values (${asked.consultation}, ${source.kind}, ${source.id}, ${reason.text}, ${coder.id}, ${now})
        on conflict (consultation_id, kind, source_id) do update set reason = excluded.reason, by_person = excluded.by_person, at = excluded.at`;
    }
    await tellChanged(tx, asked.consultation);
  });
}

/** Takes a waiver back, before the synthesis is published: afterwards a reason can be reworded, and does not vanish. */
export async function takeBackWaiver(
  sql: Sql,
  reader: Reader | null,
  asked: { consultation: number; kind: string; id: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { publishedAt } = await holdSynthesis(tx, reader, asked.consultation, now);
    if (publishedAt) throw refuse('closed', 'claims:refusals.published');
    await tx`
      delete from claim_waiver where consultation_id = ${asked.consultation} and kind = ${asked.kind} and source_id = ${asked.id}`;
    await tellChanged(tx, asked.consultation);
  });
}

/** Publishes what is not published yet, with the list of what is used nowhere and why. */
export async function publishSynthesis(sql: Sql, reader: Reader | null, id: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { consultation, coder, publishedAt } = await holdSynthesis(tx, reader, id, now);
    const no = whyNotPublish(consultation, await accountFor(tx, id, coder, consultation.language), now);
    if (no) throw no;
    const fresh = await tx<{ id: number }[]>`
      update claim set published_at = ${now} where consultation_id = ${id} and published_at is null returning id`;
    await tellDiscussions(
      tx,
      id,
      fresh.map((c) => c.id),
    );
    await tx`
      update consultation_synthesis set published_at = coalesce(published_at, ${now}), published_by = coalesce(published_by, ${coder.id})
      where consultation_id = ${id}`;
    await tellChanged(tx, id);
    if (!publishedAt) await announce(tx, 'consultation.synthesis-published', { consultation: id });
  });
}
