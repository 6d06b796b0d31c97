import type { Tx } from '../../../db/connect';
import type { HeldPost } from '../held-post.server';
import type { Scope } from './others.server';

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

/**
 * Erases files of a post: contents and names. Their rows stay, to say that there were so many. A draft that holds the
 * same file, byte for byte, would bring it back: it is erased there too. Returns how many went from the post.
 */
export async function eraseFiles(
  tx: Tx,
  { post, discussions }: Scope,
  ids: string[] | 'all',
  now: Date,
): Promise<number> {
  if (ids.length === 0) return 0;
  const some = ids === 'all' ? tx`` : tx`and id in ${tx(ids)}`;
  const erased = await tx<{ id: string }[]>`
    update attachment set name = '', erased_at = ${now}
    where post_id = ${post} and erased_at is null ${some} returning id`;
  if (erased.length === 0) return 0;
  const files = erased.map((f) => f.id);
  // Not the rewritings: they hold no files, and whoever saves one holds its post first.
  await tx`select 1 from draft where discussion_id in ${tx(discussions)} and of_post is null order by id for update`;
  const copies = await tx<{ id: string }[]>`
    select f.id from attachment f join draft t on t.id = f.draft_id join attachment_content c on c.attachment_id = f.id
    where t.discussion_id in ${tx(discussions)} and exists (
      select from attachment own join attachment_content x on x.attachment_id = own.id
      where own.id in ${tx(files)} and own.size = f.size and x.bytes = c.bytes)`;
  await eraseDraftFiles(
    tx,
    copies.map((f) => f.id),
    now,
  );
  await tx`delete from attachment_content where attachment_id in ${tx(files)}`;
  return erased.length;
}

/** Their rows stay as well: the owner of the draft is shown that something was taken out of it. */
export async function eraseDraftFiles(tx: Tx, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx`update attachment set name = '', erased_at = ${now} where id in ${tx(ids)}`;
  await tx`delete from attachment_content where attachment_id in ${tx(ids)}`;
}
