import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { prepareText } from '../../shared/rich-text/prepare';
import { accountFor, readSynthesis } from '../queries/reading.server';
import { readWhole } from '../queries/whole.server';
import { askedUntil, limits, whyNotPublish } from '../synthesis';
import { askContributors } from './asking.server';
import { beside, holdSynthesis, tellChanged, tellReaders } from './held.server';

/**
 * Says why some posts and sectors are cited by no statement: one reason for all that were chosen together. What is cited
 * meanwhile, or is not of this discussion, is passed over.
 */
export async function waive(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; posts: number[]; sectors: string[]; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now);
    if (asked.posts.length + asked.sectors.length === 0) throw refuse('invalid', 'synthesis:refusals.nothing-chosen');
    const reason = prepareText(asked.reason, { max: limits.reason });
    if (isRefusal(reason)) throw beside('reason', reason);
    const { uncitedPosts, uncitedSectors } = await readWhole(tx, reader, asked.discussion, held.language, {
      uncited: true,
    });
    const subjects = [
      ...uncitedPosts.filter((p) => asked.posts.includes(p.id)).map((p) => ({ kind: 'post', subject: String(p.id) })),
      ...uncitedSectors
        .filter((s) => asked.sectors.includes(s.sector))
        .map((s) => ({ kind: 'sector', subject: s.sector })),
    ];
    for (const { kind, subject } of subjects) {
      await tx`
        insert into waiver (discussion_id, kind, subject, reason, by_person, at)
        values (${asked.discussion}, ${kind}, ${subject}, ${reason.text}, ${held.writer.id}, ${now})
        on conflict (discussion_id, kind, subject) do update set reason = excluded.reason, by_person = excluded.by_person, at = excluded.at`;
    }
    await tellChanged(tx, held);
  });
}

/** Takes a waiver back, before the synthesis is published: afterwards a reason can be reworded, and does not vanish. */
export async function takeBackWaiver(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; kind: string; subject: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, asked.discussion, now);
    if (held.publishedAt) throw refuse('closed', 'synthesis:refusals.published');
    await tx`delete from waiver where discussion_id = ${asked.discussion} and kind = ${asked.kind} and subject = ${asked.subject}`;
    await tellChanged(tx, held);
  });
}

/**
 * Publishes the synthesis with its list of what is not cited and why, and asks those who are cited whether it reflects
 * what they wrote. Refuses before the close, and while a post or a sector is neither cited nor waived.
 */
export async function publishSynthesis(sql: Sql, reader: Reader | null, discussion: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, discussion, now);
    const view = await readSynthesis(tx, reader, discussion, held.language);
    const no = whyNotPublish(held.ruled, await accountFor(tx, view), reader, now);
    if (no) throw no;
    await tx`
      update synthesis set published_at = ${now}, published_by = ${held.writer.id}, ask_until = ${askedUntil(now)} where discussion_id = ${discussion}`;
    await askContributors(tx, discussion, now);
    await tellReaders(tx, 'synthesis.published', discussion);
  });
}
