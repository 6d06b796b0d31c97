import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import { markSourceChanged } from '../../citations/commands.server';
import { eraseFromConsultations } from '../../consultations/erasing.server';
import { refuse } from '../../shared/refusal';
import { renderText } from '../../shared/rich-text/render.server';
import { eraseCorrectionsAbout, eraseFromSyntheses, holdSyntheses } from '../../synthesis/erasing.server';
import { finishTasks } from '../../tasks/commands.server';
import { settleFlags } from '../flags.server';
import type { HeldPost } from '../held-post.server';
import { tellAuthor, tellQueue } from '../telling.server';
import { type Eraser, quoteEraser } from './eraser';
import {
  type Affected,
  eraseFromDrafts,
  eraseFromPosts,
  eraseFromRemarks,
  eraseFromVersions,
  type Scope,
} from './others.server';
import { eraseFiles, eraseOwnWords, eraseReportsOf } from './own.server';
import { repeats, sourceOf } from './quotes';

/** Who erases and why, for the row that stays. */
export interface Cause {
  by: number;
  byAuthor: boolean;
  reason: string;
  now: Date;
}

export function mistake(field: 'passage' | 'reason' | 'files', key: string) {
  const message = `facilitation:mistakes.${key}`;
  return refuse('invalid', message, undefined, { [field]: message });
}

/** Erases a post, its files and what repeats it. Refuses a reason that repeats it too. */
export async function eraseWhole(tx: Tx, post: HeldPost, scope: Scope, cause: Cause): Promise<void> {
  const plains = await tx<{ body: string; plain: string | null }[]>`
    select body, plain from post where id = ${post.id}
    union all select body, null from post_revision where post_id = ${post.id}
    union all select body, plain from post_translation where post_id = ${post.id}`;
  const source = sourceOf(plains.map(({ body, plain }) => plain ?? renderText(body).text));
  if (repeats(cause.reason, source)) throw mistake('reason', 'reason-repeats');

  await eraseOwnWords(tx, post);
  await eraseFiles(tx, scope, 'all', cause.now);
  await eraseCorrectionsAbout(tx, post, cause);
  await tx`
    update post set state = ${cause.byAuthor ? 'withdrawn' : 'redacted'}, state_reason = ${cause.reason},
      state_by = ${cause.by}, state_at = ${cause.now} where id = ${post.id}`;
  await noteErasure(tx, post.id, 'post', cause);
  const others = await eraseElsewhere(tx, scope, quoteEraser(source), 'quote', cause);
  await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: cause.by, as: 'redacted', now: cause.now });
  await eraseReportsOf(tx, post.id);
  await markSourceChanged(tx, { kind: 'post', id: post.id, state: 'gone' });
  await finishTasks(tx, { key: `hidden:${post.id}` });
  await tellQueue(tx, post.discussionId);
  await tellErased(tx, [post, ...others.posts], cause.by);
}

/** Erases from all that others wrote in the discussions; `posts` and `statements` are those that said it. */
export async function eraseElsewhere(
  tx: Tx,
  scope: Scope,
  eraser: Eraser,
  what: 'passage' | 'quote',
  cause: Cause,
): Promise<{ posts: Affected[]; statements: number[] }> {
  await holdSyntheses(tx, scope.discussions);
  const posts = await eraseFromPosts(tx, scope, eraser);
  await eraseFromVersions(tx, scope, eraser);
  await eraseFromDrafts(tx, scope, eraser, cause.now);
  await eraseFromRemarks(tx, scope, eraser);
  for (const post of posts) {
    await noteErasure(tx, post.id, what, cause);
    await markSourceChanged(tx, { kind: 'post', id: post.id, state: 'changed' });
  }
  const erase = (text: Parameters<Eraser['erase']>[0]) => (eraser.concerns(text) ? eraser.erase(text) : null);
  const statements = await eraseFromSyntheses(tx, scope.discussions, erase);
  for (const id of statements) await markSourceChanged(tx, { kind: 'statement', id, state: 'changed' });
  const claims = await eraseFromConsultations(tx, scope.discussions, erase);
  for (const id of claims) await markSourceChanged(tx, { kind: 'claim', id, state: 'changed' });
  return { posts, statements };
}

export async function noteErasure(
  tx: Tx,
  post: number,
  what: 'passage' | 'post' | 'file' | 'quote',
  cause: Cause,
): Promise<void> {
  await tx`
    insert into erasure (post_id, what, by_author, by_person, reason, at)
    values (${post}, ${what}, ${cause.byAuthor}, ${cause.by}, ${cause.reason}, ${cause.now})`;
}

/** Tells everyone who holds a copy: the pages in memory, those who are reading, the folder of sent mail, the authors. */
export async function tellErased(tx: Tx, posts: Affected[], by: number): Promise<void> {
  for (const post of posts) {
    await putDue(tx, 'erase-from-outbox', { post: post.id }, { key: `erase-from-outbox:${post.id}` });
    if (post.authorId !== by) await tellAuthor(tx, 'redacted', post);
    await announce(tx, 'discussion.post-redacted', { discussion: post.discussionId, post: post.id });
  }
}
