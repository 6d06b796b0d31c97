import { announce } from '../../db/announce';
import type { Sql } from '../../db/connect';
import { markSourceChanged, markSourceShown } from '../citations/commands.server';
import type { Reader } from '../people/person';
import { finishTasks } from '../tasks/commands.server';
import { settleFlags } from './flags.server';
import { holdForModerator } from './held-post.server';
import { tellAuthor, tellQueue } from './telling.server';

interface Done {
  discussion: number;
}

/** Shows a post that waited. It takes its place after what readers have already seen, or they would never come upon it. */
export async function letThrough(sql: Sql, reader: Reader | null, postId: number, now: Date): Promise<Done> {
  return sql.begin(async (tx) => {
    const { post } = await holdForModerator(tx, reader, postId, 'let-through');
    await tx`
      update post set state = 'shown', shown_at = coalesce(shown_at, ${now}),
        ordinal = case when shown_at is null then nextval('post_ordinal') else ordinal end,
        state_reason = null, state_by = null, state_at = null
      where id = ${post.id}`;
    await tellQueue(tx, post.discussionId);
    // One that was shown before, and edited since, is in its place already.
    await announce(tx, post.shownAt ? 'discussion.post-shown' : 'discussion.post-written', {
      discussion: post.discussionId,
      post: post.id,
    });
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/**
 * Hides a post, one that was shown or one that waited. Nothing is deleted: those who moderate and its author still read
 * it, and its author is told to see the reason.
 */
export async function hidePost(
  sql: Sql,
  reader: Reader | null,
  hiding: { post: number; reason: string },
  now: Date,
  deed: 'hide' | 'refuse' = 'hide',
): Promise<Done> {
  return sql.begin(async (tx) => {
    const { post, moderator } = await holdForModerator(tx, reader, hiding.post, deed);
    await tx`
      update post set state = 'hidden', state_reason = ${hiding.reason}, state_by = ${moderator.id}, state_at = ${now}
      where id = ${post.id}`;
    await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: moderator.id, as: 'hidden', now });
    if (moderator.id !== post.authorId) await tellAuthor(tx, 'hidden', post);
    await markSourceChanged(tx, { kind: 'post', id: post.id, state: 'hidden' });
    await tellQueue(tx, post.discussionId);
    await announce(tx, 'discussion.post-hidden', { discussion: post.discussionId, post: post.id });
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/** Shows a hidden post again, in the place it had; one that was never shown comes at the end, as if let through. */
export async function showPostAgain(sql: Sql, reader: Reader | null, postId: number, now: Date): Promise<Done> {
  return sql.begin(async (tx) => {
    const { post } = await holdForModerator(tx, reader, postId, 'show');
    await tx`
      update post set state = 'shown', shown_at = coalesce(shown_at, ${now}),
        ordinal = case when shown_at is null then nextval('post_ordinal') else ordinal end,
        state_reason = null, state_by = null, state_at = null
      where id = ${post.id}`;
    await finishTasks(tx, { key: `hidden:${post.id}` });
    await markSourceShown(tx, { kind: 'post', id: post.id, version: post.version });
    await announce(tx, post.shownAt ? 'discussion.post-shown' : 'discussion.post-written', {
      discussion: post.discussionId,
      post: post.id,
    });
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}
