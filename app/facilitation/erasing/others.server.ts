import type { Tx } from '../../../db/connect';
import { findMentioned } from '../../discussions/posting.server';
import { eraseFromWaiting } from '../../notices/replying/commands.server';
import { renderText } from '../../shared/rich-text/render.server';
import { type Eraser, eraseWords, type StoredText } from './eraser';
import { eraseDraftFiles } from './own.server';

/** Posts read at once. */
const batch = 100;

/** Level of heading under which a post stands, as where it was written. */
const headingBase = 3;

export interface Scope {
  /** Discussions in which the words may have been repeated. */
  discussions: number[];
  /** The post whose words go; it is dealt with by itself. */
  post: number;
}

/** A post of somebody else that repeated the words, and repeats them no more. */
export interface Affected {
  id: number;
  discussionId: number;
  authorId: number;
}

/** A text without what is to go, rendered anew; null where it is not concerned. */
async function erased(
  tx: Tx,
  eraser: Eraser,
  text: StoredText,
): Promise<{ body: string; html: string; plain: string } | null> {
  // Looking through a text takes a millisecond: between two of them others have their turn.
  await new Promise((next) => setImmediate(next));
  if (!eraser.concerns(text)) return null;
  const mentions = await findMentioned(tx, text.body);
  const body = eraser.erase(text, mentions);
  const { html, text: plain } = renderText(body, { mentions, headingBase });
  return { body, html, plain };
}

/** Erases from the other posts of the discussions; locks them all, so that an edit under way is seen. */
export async function eraseFromPosts(tx: Tx, scope: Scope, eraser: Eraser): Promise<Affected[]> {
  const affected: Affected[] = [];
  for (let after = 0; ; ) {
    const posts = await tx<(Affected & Required<StoredText>)[]>`
      select id, discussion_id, author_id, body, html, plain from post
      where discussion_id in ${tx(scope.discussions)} and id <> ${scope.post} and id > ${after}
      order by id limit ${batch} for update`;
    for (const { body, html, plain, ...post } of posts) {
      const words = await erased(tx, eraser, { body, html, plain });
      if (!words) continue;
      await tx`
        update post set body = ${words.body}, html = ${words.html}, plain = ${words.plain}, version = version + 1 where id = ${post.id}`;
      // A translation says the same in other words, in which nothing can be looked for.
      await tx`delete from post_translation where post_id = ${post.id}`;
      affected.push(post);
    }
    after = posts.at(-1)?.id ?? 0;
    if (posts.length < batch) return affected;
  }
}

/** Erases from what other posts said earlier, and from what was translated of them. */
export async function eraseFromVersions(tx: Tx, scope: Scope, eraser: Eraser): Promise<void> {
  const some = tx`post_id in (select id from post where discussion_id in ${tx(scope.discussions)})`;
  const revisions = await tx<{ postId: number; version: number; body: string; html: string }[]>`
    select post_id, version, body, html from post_revision where ${some} for update`;
  for (const { postId, version, ...text } of revisions) {
    const words = await erased(tx, eraser, { ...text, plain: renderText(text.body).text });
    if (words)
      await tx`update post_revision set body = ${words.body}, html = ${words.html} where post_id = ${postId} and version = ${version}`;
  }
  const translations = await tx<{ postId: number; language: string; body: string; html: string; plain: string }[]>`
    select post_id, language, body, html, plain from post_translation where ${some} for update`;
  for (const { postId, language, ...text } of translations) {
    const words = await erased(tx, eraser, text);
    if (!words) continue;
    await tx`
      update post_translation set body = ${words.body}, html = ${words.html}, plain = ${words.plain}
      where post_id = ${postId} and language = ${language}`;
  }
}

/**
 * Erases from what people are still writing, or sent by mail and have not confirmed: a quotation would be posted again. A file of a draft is seen by
 * its owner alone, so that no moderator can look into it: where its name holds the words, its contents go as well.
 */
export async function eraseFromDrafts(tx: Tx, scope: Scope, eraser: Eraser, now: Date): Promise<void> {
  const drafts = await tx<{ id: number; body: string }[]>`
    select id, body from draft where discussion_id in ${tx(scope.discussions)} for update`;
  for (const { id, body } of drafts) {
    const words = await erased(tx, eraser, { body, plain: renderText(body).text });
    if (words) await tx`update draft set body = ${words.body}, erased_at = clock_timestamp() where id = ${id}`;
  }
  await eraseFromWaiting(tx, scope.discussions, async (body) => {
    const words = await erased(tx, eraser, { body, plain: renderText(body).text });
    return words?.body ?? null;
  });
  const files = await tx<{ id: string; name: string }[]>`
    select f.id, f.name from attachment f join draft t on t.id = f.draft_id
    where f.name <> '' and t.discussion_id in ${tx(scope.discussions)}`;
  const named = files.filter(({ name }) => eraseWords(eraser, name) !== name);
  await eraseDraftFiles(
    tx,
    named.map((f) => f.id),
    now,
  );
}

/** Erases from the few words that people say about posts: reasons, reports, names of posts' files. */
export async function eraseFromRemarks(tx: Tx, scope: Scope, eraser: Eraser): Promise<void> {
  const here = tx`(select id from post where discussion_id in ${tx(scope.discussions)})`;
  const change = async <Id>(rows: { id: Id; words: string }[], write: (id: Id, words: string) => Promise<unknown>) => {
    for (const { id, words } of rows) {
      const left = eraseWords(eraser, words);
      if (left !== words) await write(id, left);
    }
  };
  await change(
    await tx<
      { id: number; words: string }[]
    >`select id, reason as words from flag where reason <> '' and post_id in ${here}`,
    (id, words) => tx`update flag set reason = ${words} where id = ${id}`,
  );
  await change(
    await tx<
      { id: number; words: string }[]
    >`select id, reason as words from erasure where reason <> '' and post_id in ${here}`,
    (id, words) => tx`update erasure set reason = ${words} where id = ${id}`,
  );
  await change(
    await tx<
      { id: number; words: string }[]
    >`select id, state_reason as words from post where state_reason <> '' and id in ${here}`,
    (id, words) => tx`update post set state_reason = ${words} where id = ${id}`,
  );
  await change(
    await tx<{ id: string; words: string }[]>`
      select id, name as words from attachment where name <> '' and post_id in ${here}`,
    (id, words) => tx`update attachment set name = ${words} where id = ${id}`,
  );
}
