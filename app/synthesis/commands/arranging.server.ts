import type { Sql, Tx } from '../../../db/connect';
import { cite, markSourceChanged, replaceCitations, uncite } from '../../citations/commands.server';
import { findCitablePosts } from '../../discussions/cited.server';
import { citableVoices } from '../../heard/queries.server';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { prepareText } from '../../shared/rich-text/prepare';
import { dropSourceTask, tellSourceSettled } from '../sources.server';
import { limits, whyNotRearrange } from '../synthesis';
import { endAsking } from './asking.server';
import { beside, holdStatement, holdSynthesis, refuseIfOlder, tellChanged } from './held.server';

/** Moves a statement by one place. At the end of the list nothing moves. */
export async function moveStatement(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; statement: number; direction: 'up' | 'down' },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now, whyNotRearrange);
    const statement = await holdStatement(tx, asked.discussion, asked.statement);
    const [other] =
      asked.direction === 'up'
        ? await tx<{ id: number; position: number }[]>`
            select id, position from statement where discussion_id = ${asked.discussion} and position < ${statement.position} order by position desc limit 1`
        : await tx<{ id: number; position: number }[]>`
            select id, position from statement where discussion_id = ${asked.discussion} and position > ${statement.position} order by position limit 1`;
    if (!other) return;
    await tx`
      update statement set position = case id when ${statement.id} then ${other.position}::int else ${statement.position}::int end
      where id in ${tx([statement.id, other.id])}`;
    await tellChanged(tx, held);
  });
}

/**
 * Removes a statement. From a draft it is gone; from a published synthesis its words are erased, and its number stays
 * with the reason, because readers have seen it and contributors have answered it.
 */
export async function removeStatement(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; statement: number; version: number; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now);
    const statement = await holdStatement(tx, asked.discussion, asked.statement);
    refuseIfOlder(statement, asked.version);
    await replaceCitations(tx, { kind: 'statement', id: statement.id }, [], { by: held.writer.id, now });
    await dropSourceTask(tx, statement.id);
    if (held.publishedAt) {
      const reason = prepareText(asked.reason, { max: limits.reason });
      if (isRefusal(reason)) throw beside('reason', reason);
      await tx`delete from statement_text where statement_id = ${statement.id}`;
      await tx`
        update statement set withdrawn_at = ${now}, withdrawn_reason = ${reason.text}, version = version + 1 where id = ${statement.id}`;
      await endAsking(tx, asked.discussion, now);
    } else {
      await tx`delete from statement where id = ${statement.id}`;
    }
    await markSourceChanged(tx, { kind: 'statement', id: statement.id, state: 'gone' });
    await tellChanged(tx, held);
  });
}

/**
 * Settles what a changed source means for a statement without rewriting it: the citation is kept, in the version that
 * stands now where there is one, or dropped. The last one is not dropped: then the statement would rest on nothing.
 */
export async function settleSource(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; statement: number; citation: number; version: number; as: 'keep' | 'drop' },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now);
    const cited = await tx<{ id: number; kind: 'post' | 'voice'; citedId: number }[]>`
      select c.id, c.cited_kind as kind, c.cited_id from citation c join statement s on s.id = c.citing_id
      where c.citing_kind = 'statement' and c.cited_kind in ('post', 'voice') and s.id = ${asked.statement} and s.discussion_id = ${asked.discussion}`;
    const one = cited.find((c) => c.id === asked.citation);
    if (!one) throw refuse('not-found', 'shared:errors.not-found');
    if (asked.as === 'drop' && cited.length === 1) throw refuse('invalid', 'synthesis:refusals.last-source');
    const version = await versionNow(tx, held.writer, asked.discussion, one);
    const statement = await holdStatement(tx, asked.discussion, asked.statement);
    refuseIfOlder(statement, asked.version);
    const citing = { kind: 'statement' as const, id: statement.id };
    const cites = { kind: one.kind, id: one.citedId };
    if (asked.as === 'drop') await uncite(tx, citing, cites);
    else await cite(tx, citing, { ...cites, version }, { by: held.writer.id, now });
    await tx`
      update statement set version = version + 1,
        corrected_at = case when ${held.publishedAt !== null && asked.as === 'drop'} then ${now} else corrected_at end
      where id = ${statement.id}`;
    await tellSourceSettled(tx, [statement.id]);
    await tellChanged(tx, held);
  });
}

/** The version of a source that can be cited now; null where nothing of it can be read. */
async function versionNow(
  tx: Tx,
  writer: Reader,
  discussion: number,
  { kind, citedId }: { kind: 'post' | 'voice'; citedId: number },
): Promise<number | null> {
  if (kind === 'voice') return (await citableVoices(tx, [citedId])).has(citedId) ? 1 : null;
  await tx`select from post where id = ${citedId} for share`;
  const [shown] = await findCitablePosts(tx, writer, discussion, [citedId]);
  return shown?.version ?? null;
}
