import type { Sql, Tx } from '../../db/connect';
import { markSourceChanged } from '../citations/commands.server';
import { whyNotWithdraw } from '../discussions/discussion';
import { findMentioned } from '../discussions/posting.server';
import { readRules } from '../discussions/rules.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { foldText } from '../shared/rich-text/fold';
import { containsPassage } from '../shared/rich-text/redact';
import { renderText } from '../shared/rich-text/render.server';
import { copiesElsewhere, reportCopies } from './erasing/copies.server';
import { type Eraser, passageEraser } from './erasing/eraser';
import type { Scope } from './erasing/others.server';
import { eraseFiles, eraseOwnVersions, eraseReportsOf } from './erasing/own.server';
import { type Cause, eraseElsewhere, eraseWhole, mistake, noteErasure, tellErased } from './erasing/whole.server';
import { mayKnowOf } from './facilitation';
import { settleFlags } from './flags.server';
import { type HeldPost, holdForModerator, holdPost } from './held-post.server';

/** Of the other places that hold a passage, these are named for a moderator to look at. */
const mostNamed = 20;

interface Done {
  discussion: number;
}

export interface PassageRedaction {
  post: number;
  /** As a reader sees it; see rich-text/redact.ts for what counts as the same words. */
  passage: string;
  reason: string;
  /** Files of the post that go with it. Their contents are not searched: a moderator has to look. */
  files: string[];
  /** That it goes from the other posts and statements too was seen and meant. */
  everywhere: boolean;
  /** That other discussions hold it too, from which it does not go, was seen. */
  copiesSeen?: boolean;
}

/**
 * Erases a passage wherever it stands in the post, its earlier versions and translations, and in everything else that
 * was written in the discussion. Where other posts or statements hold it, their number is told first and a second word
 * asked for: what is erased cannot be brought back. Copies in other discussions are named where this moderator may read
 * them; where they may not, those who look after that discussion get a report without the words.
 */
export async function redactPassage(
  sql: Sql,
  reader: Reader | null,
  asked: PassageRedaction,
  now: Date,
): Promise<Done> {
  return sql.begin(async (tx) => {
    const scope = await holdScope(tx, asked.post);
    const { post, moderator } = await holdForModerator(tx, reader, asked.post, 'redact');
    const { passage, reason } = asked;
    if (!foldText(passage).letters) throw mistake('passage', 'no-letters');
    if (containsPassage(reason, passage)) throw mistake('reason', 'reason-repeats');
    const eraser = passageEraser(passage);
    if (!(await erasePassageHere(tx, post, eraser))) throw mistake('passage', 'not-in-post');
    await eraseFiles(tx, scope, asked.files, now);

    const cause: Cause = { by: moderator.id, byAuthor: false, reason, now };
    await noteErasure(tx, post.id, 'passage', cause);
    const others = await eraseElsewhere(tx, scope, eraser, 'passage', cause);
    const elsewhere = others.posts.length + others.statements.length;
    const copies = await copiesElsewhere(tx, scope, moderator, { passage, eraser });
    const seen = copies.filter((copy) => copy.seen);
    const untold = elsewhere > 0 && !asked.everywhere;
    if (untold || (seen.length > 0 && !asked.copiesSeen)) {
      throw refuse('conflict', `facilitation:refusals.${untold ? 'elsewhere' : 'copies'}`, {
        count: untold ? elsewhere : seen.length,
        elsewhere,
        copies: JSON.stringify(seen.slice(0, mostNamed).map(({ id, title, mayErase }) => ({ id, title, mayErase }))),
        posts: others.posts
          .map((p) => p.id)
          .slice(0, mostNamed)
          .join(' '),
        statements: others.statements.slice(0, mostNamed).join(' '),
      });
    }
    await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: moderator.id, as: 'redacted', now });
    await eraseReportsOf(tx, post.id);
    await markSourceChanged(tx, { kind: 'post', id: post.id, state: 'changed' });
    await reportCopies(tx, copies, now);
    await tellErased(tx, [post, ...others.posts], moderator.id);
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/** Erases the whole post, with its files and what repeats it. Its place stays, with the reason. */
export async function redactPost(
  sql: Sql,
  reader: Reader | null,
  asked: { post: number; reason: string },
  now: Date,
): Promise<Done> {
  return sql.begin(async (tx) => {
    const scope = await holdScope(tx, asked.post);
    const { post, moderator } = await holdForModerator(tx, reader, asked.post, 'redact');
    await eraseWhole(tx, post, scope, { by: moderator.id, byAuthor: false, reason: asked.reason, now });
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/**
 * An author takes back what they said: at any time, open or closed, cited or not, and also where they may no longer
 * read. Erased as completely as by a moderator.
 */
export async function withdrawPost(
  sql: Sql,
  reader: Reader | null,
  asked: { post: number; reason: string },
  now: Date,
): Promise<Done> {
  return sql.begin(async (tx) => {
    const scope = await holdScope(tx, asked.post);
    const post = await holdPost(tx, asked.post);
    if (reader?.id !== post.authorId) {
      const ruled = await readRules(tx, reader, post.discussionId);
      if (!mayKnowOf(ruled, post, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
    }
    const no = whyNotWithdraw(post, reader);
    if (no || !reader) throw no ?? refuse('not-allowed', 'discussions:refusals.not-yours');
    await eraseWhole(tx, post, scope, { by: reader.id, byAuthor: true, reason: asked.reason, now });
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/** Erases files of a post and nothing of its words. */
export async function redactFiles(
  sql: Sql,
  reader: Reader | null,
  asked: { post: number; files: string[]; reason: string },
  now: Date,
): Promise<Done> {
  return sql.begin(async (tx) => {
    const scope = await holdScope(tx, asked.post);
    const { post, moderator } = await holdForModerator(tx, reader, asked.post, 'redact');
    if (asked.files.length === 0) throw mistake('files', 'no-file');
    const names = await tx<{ name: string }[]>`
      select name from attachment where post_id = ${post.id} and erased_at is null and id in ${tx(asked.files)}`;
    if (names.some(({ name }) => containsPassage(asked.reason, name.replace(/\.\w+$/, ''))))
      throw mistake('reason', 'reason-repeats');
    if ((await eraseFiles(tx, scope, asked.files, now)) === 0) throw mistake('files', 'no-file');
    await noteErasure(tx, post.id, 'file', { by: moderator.id, byAuthor: false, reason: asked.reason, now });
    await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: moderator.id, as: 'redacted', now });
    await eraseReportsOf(tx, post.id);
    await tellErased(tx, [post], moderator.id);
    return { discussion: post.discussionId };
  }) as Promise<Done>;
}

/**
 * Where the words of a post may have been repeated: its discussion, and those it was moved from. Locked before the post,
 * in one order everywhere, and so that nothing is posted or drafted anew there until the words are gone.
 */
async function holdScope(tx: Tx, post: number): Promise<Scope> {
  const rows = await tx<{ id: number }[]>`
    select id from discussion where id in (select discussion_id from post where id = ${post} or moved_to = ${post})
    order by id for update`;
  if (rows.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  return { post, discussions: rows.map((r) => r.id) };
}

/** True where the passage was in the post at all: in its words, in earlier ones, or in a translation. */
async function erasePassageHere(tx: Tx, post: HeldPost, eraser: Eraser): Promise<boolean> {
  const [now] = await tx<{ body: string; html: string }[]>`select body, html from post where id = ${post.id}`;
  const before = await tx<{ body: string; html: string }[]>`
    select body, html from post_revision where post_id = ${post.id}
    union all select body, html from post_translation where post_id = ${post.id}`;
  const isHere = eraser.concerns(now!);
  if (!isHere && !before.some((text) => eraser.concerns(text))) return false;
  if (isHere) {
    const mentions = await findMentioned(tx, now!.body);
    const body = eraser.erase(now!, mentions);
    const { html, text: plain } = renderText(body, { mentions, headingBase: 3 });
    await tx`update post set body = ${body}, html = ${html}, plain = ${plain} where id = ${post.id}`;
  }
  // A form that was opened before is of a version that is gone, and is not saved over what was erased.
  await tx`update post set version = version + 1 where id = ${post.id}`;
  await eraseOwnVersions(tx, post.id);
  return true;
}
