import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { FlagKind } from '../discussions/discussion';
import { readRules } from '../discussions/rules.server';
import type { Reader } from '../people/person';
import { mostVisitorFlags, type Settlement, whyNotReport } from './facilitation';
import { holdForModerator, holdPost } from './held-post.server';
import { tellFlags } from './telling.server';

/**
 * Reports a post. Visitors can, where they can read it: rate limits by address are the route's. The same report by the
 * same person, sent again while it is open, is the first one with what was said last.
 */
export async function reportPost(
  sql: Sql,
  reader: Reader | null,
  report: { post: number; kind: FlagKind; reason: string },
  now: Date,
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    const post = await holdPost(tx, report.post);
    const ruled = await readRules(tx, reader, post.discussionId);
    const no = whyNotReport(ruled, post, report.kind, reader, ruled.tie);
    if (no) throw no;
    if (reader) {
      await tx`
        insert into flag (post_id, person_id, kind, reason, at) values (${post.id}, ${reader.id}, ${report.kind}, ${report.reason}, ${now})
        on conflict (post_id, person_id, kind) where settled_at is null do update set reason = excluded.reason where excluded.reason <> ''`;
    } else {
      await tx`
        insert into flag (post_id, person_id, kind, reason, at) select ${post.id}, null, ${report.kind}, ${report.reason}, ${now}
        where (select count(*) from flag where post_id = ${post.id} and person_id is null and settled_at is null) < ${mostVisitorFlags}`;
    }
    await tellFlags(tx, ruled.id);
    await announce(tx, 'discussion.post-flagged', { discussion: ruled.id, post: post.id });
    return { discussion: ruled.id };
  }) as Promise<{ discussion: number }>;
}

/** Leaves a reported post as it is: its open flags are settled, and stay in the record with who settled them. */
export async function keepPost(
  sql: Sql,
  reader: Reader | null,
  postId: number,
  now: Date,
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    const { post, moderator } = await holdForModerator(tx, reader, postId, 'keep');
    await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: moderator.id, as: 'kept', now });
    await announce(tx, 'discussion.flags-settled', { discussion: post.discussionId, post: post.id });
    return { discussion: post.discussionId };
  }) as Promise<{ discussion: number }>;
}

/** Settles what is open about a post, in the deed that answers it. */
export async function settleFlags(
  tx: Tx,
  answer: { post: number; discussion: number; by: number; as: Settlement; now: Date },
): Promise<void> {
  await tx`
    update flag set settled_at = ${answer.now}, settled_by = ${answer.by}, settled_as = ${answer.as}
    where post_id = ${answer.post} and settled_at is null`;
  await tellFlags(tx, answer.discussion);
}
