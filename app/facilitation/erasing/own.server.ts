import type { Tx } from '../../../db/connect';
import type { HeldPost } from '../held-post.server';

/*
 * What is erased of the post itself. Rows that held words are deleted rather than emptied where nothing but the words
 * was in them; what stays says that something was there, and none of it.
 */

/** Erases every word of a post: its own, earlier ones, those of its translations, and the rewriting under way. */
export async function eraseOwnWords(tx: Tx, post: HeldPost): Promise<void> {
  await tx`update post set body = '', html = '', plain = '', version = version + 1 where id = ${post.id}`;
  await eraseOwnVersions(tx, post.id);
  await tx`delete from draft where of_post = ${post.id}`;
}

/** Earlier versions may say the same with other words, and a translation always does. */
export async function eraseOwnVersions(tx: Tx, postId: number): Promise<void> {
  await tx`delete from post_revision where post_id = ${postId}`;
  await tx`delete from post_translation where post_id = ${postId}`;
}

/** Reports of a post often name whom it identifies. They are settled by now, and their reasons have done their work. */
export async function eraseReportsOf(tx: Tx, postId: number): Promise<void> {
  await tx`update flag set reason = '' where post_id = ${postId}`;
}

/** Erases files of a post: contents and names. Their rows stay, to say that there were so many. Returns how many. */
export async function eraseFiles(tx: Tx, postId: number, ids: string[] | 'all', now: Date): Promise<number> {
  if (ids.length === 0) return 0;
  const some = ids === 'all' ? tx`` : tx`and id in ${tx(ids)}`;
  const erased = await tx<{ id: string }[]>`
    update attachment set name = '', erased_at = ${now}
    where post_id = ${postId} and erased_at is null ${some} returning id`;
  if (erased.length > 0) await tx`delete from attachment_content where attachment_id in ${tx(erased.map((f) => f.id))}`;
  return erased.length;
}
