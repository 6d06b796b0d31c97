import { createHash } from 'node:crypto';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { findMentioned } from '../../discussions/posting.server';
import { isActive, type Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { prepareLine } from '../../shared/rich-text/prepare';
import { renderText } from '../../shared/rich-text/render.server';

import { mayComment, mayResolve, standingsNow, whyNot, whyNotChangeComment, whyNotOpen } from '../document';
import { noteMentions } from '../mentions.server';
import { findRules, type Ruled, readRules } from '../rules.server';

const quoteLength = 300;

type Mentioned = Awaited<ReturnType<typeof findMentioned>>;

interface Words {
  body: string;
  html: string;
  plain: string;
  mentioned: Mentioned;
}

async function wordsOf(tx: Tx, body: string): Promise<Words> {
  const mentioned = await findMentioned(tx, body);
  const { html, text } = renderText(body, { mentions: mentioned, headingBase: 4 });
  return { body, html, plain: text, mentioned };
}

/** Locks the document for those who comment: a redaction under way is over before anything is said anew. */
async function holdForCommenter(tx: Tx, reader: Reader | null, id: number, now: Date): Promise<Ruled> {
  await tx`select from document where id = ${id} for share`;
  const ruled = await readRules(tx, reader, id, now);
  const no = whyNotOpen(ruled, reader, ruled.tie, now) ?? whyNot(mayComment, ruled, reader, ruled.tie, now);
  if (no) throw no;
  return ruled;
}

export interface NewThread {
  document: number;
  body: string;
  once?: string | undefined;
  /** Both ends as Yjs relative positions; null where it is about the document or a block as a whole. */
  anchor: Uint8Array | null;
  block: string;
  quote: string;
}

/** Starts a thread about a part of the text. */
export async function startThread(
  sql: Sql,
  reader: Reader | null,
  asked: NewThread,
  now: Date,
): Promise<{ thread: number }> {
  return sql.begin(async (tx) => {
    const ruled = await holdForCommenter(tx, reader, asked.document, now);
    const once = keyOf(asked.once, asked.block, asked.body);
    const before = once ? await writtenBefore(tx, reader!.id, once) : undefined;
    if (before) return { thread: before };
    const quote = prepareLine(asked.quote.slice(0, quoteLength), { max: quoteLength });
    const [thread] = await tx<{ id: number }[]>`
      insert into document_thread (document_id, anchor, block_id, quote, section_key, started_at)
      values (${ruled.id}, ${asked.anchor ? Buffer.from(asked.anchor) : null}, ${asked.block}, ${isRefusal(quote) ? '' : quote.text},
        coalesce((select p.section_key from document_passage p where p.document_id = ${ruled.id} and p.block_id = ${asked.block}), ''), ${now})
      returning id`;
    await say(tx, ruled, reader!, { thread: thread!.id, body: asked.body, once }, now);
    return { thread: thread!.id };
  }) as Promise<{ thread: number }>;
}

/**
 * The form's key together with what it says: sent twice, written once. Other words under the same key (the form of a page that one
 * went back to, or words changed and sent again while the answer was long in coming) are another comment, and not dropped.
 */
function keyOf(once: string | undefined, about: string, body: string): string | undefined {
  if (!once) return undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify([once, about, body]))
    .digest('hex');
  return hash.slice(0, 32);
}

async function writtenBefore(tx: Tx, author: number, once: string): Promise<number | undefined> {
  const [row] = await tx<{ threadId: number }[]>`
    select thread_id from document_comment where author_id = ${author} and once = ${once}`;
  return row?.threadId;
}

/** Answers in a thread; one that was resolved is open again by it. */
export async function replyInThread(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; thread: number; body: string; once?: string | undefined },
  now: Date,
): Promise<{ thread: number }> {
  return sql.begin(async (tx) => {
    const ruled = await holdForCommenter(tx, reader, asked.document, now);
    await holdThread(tx, ruled.id, asked.thread);
    const once = keyOf(asked.once, String(asked.thread), asked.body);
    if (once && (await writtenBefore(tx, reader!.id, once))) return { thread: asked.thread };
    await tx`update document_thread set resolved_at = null, resolved_by = null where id = ${asked.thread}`;
    await say(tx, ruled, reader!, { thread: asked.thread, body: asked.body, once }, now);
    return { thread: asked.thread };
  }) as Promise<{ thread: number }>;
}

async function holdThread(tx: Tx, document: number, thread: number): Promise<{ startedBy: number }> {
  const [row] = await tx<{ startedBy: number }[]>`
    select (select c.author_id from document_comment c where c.thread_id = t.id order by c.id limit 1) as started_by
    from document_thread t where t.id = ${thread} and t.document_id = ${document} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

async function say(
  tx: Tx,
  ruled: Ruled,
  reader: Reader,
  said: { thread: number; body: string; once?: string | undefined },
  now: Date,
): Promise<void> {
  const words = await wordsOf(tx, said.body);
  const organisation = standingsNow(ruled.tie, now)[0]?.organisationId || reader.organisationId;
  const [comment] = await tx<{ id: number }[]>`
    insert into document_comment (thread_id, author_id, organisation_id, language, body, html, plain, written_at, once)
    values (${said.thread}, ${reader.id}, ${organisation}, ${reader.language}, ${words.body}, ${words.html}, ${words.plain}, ${now}, ${said.once ?? null})
    returning id`;
  const place = { document: ruled.id, thread: said.thread, comment: comment!.id };
  await noteMentions(tx, place, reader.id, [...words.mentioned.values()], now);
  await tellComments(tx, ruled.id);
}

/** Those who have the document open read its comments again: what they may see is theirs to ask for. */
export async function tellComments(tx: Tx, document: number): Promise<void> {
  await announce(tx, 'document.comments-changed', { document });
}

interface HeldComment {
  id: number;
  threadId: number;
  documentId: number;
  authorId: number;
  version: number;
  withdrawnAt: Date | null;
}

async function holdComment(tx: Tx, document: number, id: number): Promise<HeldComment> {
  await tx`select from document where id = ${document} for share`;
  const [comment] = await tx<HeldComment[]>`
    select c.id, c.thread_id, t.document_id, c.author_id, c.version, c.withdrawn_at
    from document_comment c join document_thread t on t.id = c.thread_id
    where c.id = ${id} and t.document_id = ${document} for update of c`;
  if (!comment) throw refuse('not-found', 'shared:errors.not-found');
  return comment;
}

/** Rewrites one's own words. What was said before is not kept: a thread is a conversation and not a record. */
export async function editComment(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; comment: number; body: string; version: number },
  now: Date,
): Promise<{ thread: number }> {
  return sql.begin(async (tx) => {
    const comment = await holdComment(tx, asked.document, asked.comment);
    const ruled = await rulesAbout(tx, reader, comment, now, 'edit');
    if (comment.version !== asked.version) throw refuse('conflict', 'documents:refusals.changed-meanwhile');
    const words = await wordsOf(tx, asked.body);
    await tx`
      update document_comment set body = ${words.body}, html = ${words.html}, plain = ${words.plain},
        version = version + 1, edited_at = ${now} where id = ${comment.id}`;
    const place = { document: ruled.id, thread: comment.threadId, comment: comment.id };
    await noteMentions(tx, place, comment.authorId, [...words.mentioned.values()], now);
    await tellComments(tx, ruled.id);
    return { thread: comment.threadId };
  }) as Promise<{ thread: number }>;
}

async function rulesAbout(
  tx: Tx,
  reader: Reader | null,
  comment: HeldComment,
  now: Date,
  deed: 'edit' | 'withdraw',
): Promise<{ id: number }> {
  const ruled = await findRules(tx, reader?.id ?? null, comment.documentId);
  if (!ruled) throw refuse('not-found', 'shared:errors.not-found');
  const about = { authorId: comment.authorId, withdrawn: comment.withdrawnAt !== null };
  const no = whyNotChangeComment(about, ruled, reader, ruled.tie, now, deed);
  if (no) throw no;
  return ruled;
}

/**
 * Takes back what one said, at any time and also where one may no longer read: its words go, its place stays while others
 * have answered. A thread of which nothing is left goes as a whole.
 */
export async function withdrawComment(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; comment: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const comment = await holdComment(tx, asked.document, asked.comment);
    await rulesAbout(tx, reader, comment, now, 'withdraw');
    await tx`
      update document_comment set body = '', html = '', plain = '', withdrawn_at = ${now}, version = version + 1
      where id = ${comment.id}`;
    await tx`delete from document_mention where comment_id = ${comment.id}`;
    await tx`
      delete from document_thread t where t.id = ${comment.threadId}
        and not exists (select from document_comment c where c.thread_id = t.id and c.withdrawn_at is null)`;
    await tellComments(tx, comment.documentId);
  });
}

/** Says that a thread has been dealt with, or that it has not. Done twice, done once. */
export async function settleThread(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; thread: number; resolved: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForCommenter(tx, reader, asked.document, now);
    const thread = await holdThread(tx, ruled.id, asked.thread);
    if (!isActive(reader) || !mayResolve(thread.startedBy, ruled, reader, ruled.tie, now))
      throw refuse('not-allowed', 'documents:refusals.not-for-your-role');
    await tx`
      update document_thread set resolved_at = ${asked.resolved ? now : null}, resolved_by = ${asked.resolved ? reader.id : null}
      where id = ${asked.thread} and (resolved_at is null) = ${asked.resolved}`;
    await tellComments(tx, ruled.id);
  });
}
