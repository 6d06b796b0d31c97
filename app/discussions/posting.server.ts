import { announce } from '../../db/announce';
import type { Db, Sql, Tx } from '../../db/connect';
import { whyNotAttach } from '../attachments/attachment';
import { attachFiles, besideFiles, type CleanFile } from '../attachments/commands.server';
import { markSourceChanged } from '../citations/commands.server';
import { tellQueue } from '../facilitation/telling.server';
import { isActive, type Reader } from '../people/person';
import { isRefusal, refuse } from '../shared/refusal';
import { findHandles, type Mentioned } from '../shared/rich-text/mentions';
import { prepareText } from '../shared/rich-text/prepare';
import { renderText } from '../shared/rich-text/render.server';
import {
  limits,
  mayFacilitate,
  openPhase,
  type PostState,
  type ReactionKind,
  whyNotEdit,
  whyNotPost,
  whyNotReact,
} from './discussion';
import { formAlone, putDraft, wordsErased } from './drafts.server';
import { noteMentions } from './mentions.server';
import { readRules } from './rules.server';

/** Words as they are stored: the source, the rendered page's part, and the plain text for search. */
interface Words {
  body: string;
  html: string;
  plain: string;
  mentioned: Map<string, Mentioned & { id: number }>;
}

/** Prepares and renders what was typed. Throws a refusal beside the field where there is nothing, or too much. */
async function wordsOf(tx: Db, raw: string): Promise<Words> {
  const prepared = prepareText(raw, { max: limits.body });
  if (isRefusal(prepared)) throw refuse('invalid', prepared.message, prepared.values, { body: prepared.message });
  const mentioned = await findMentioned(tx, prepared.text);
  const { html, text } = renderText(prepared.text, { mentions: mentioned, headingBase: 3 });
  return { body: prepared.text, html, plain: text, mentioned };
}

/** Who and what the handles in a text name; one query, and none where there is no handle. */
export async function findMentioned(tx: Db, body: string): Promise<Words['mentioned']> {
  const handles = findHandles(body);
  if (handles.length === 0) return new Map();
  const rows = await tx<{ kind: 'person' | 'organisation'; id: number; handle: string; name: string }[]>`
    select 'person' as kind, id, handle, name from person where handle in ${tx(handles)} and state = 'active'
    union all
    select 'organisation', id, handle, coalesce(short_name, name) from organisation where handle in ${tx(handles)}`;
  return new Map(
    rows.map((r) => [
      r.handle.toLowerCase(),
      {
        kind: r.kind,
        id: r.id,
        name: r.name,
        ...(r.kind === 'organisation' ? { href: `/organisations/${r.handle}` } : {}),
      },
    ]),
  );
}

export interface NewPost {
  discussion: number;
  body: string;
  language: string;
  inReplyTo: number | null;
  /** The draft that becomes the post is that of an answer to this one, though the post answers nothing. */
  draftOf?: number | null;
  /** Of when the page's text is; see `KeptDraft`. */
  since?: Date | null;
  /** The form's own key: the same form sent twice writes one post. */
  once: string;
  files?: CleanFile[];
}

/**
 * Writes a post into the phase that is open. Held for moderation where the discussion says so, except for those who
 * moderate. Refuses with `closed` outside of the phases: the caller keeps the text as a draft. An answer to a post that
 * is not there is refused `invalid` beside `inReplyTo`, with the offer to post it without.
 */
export async function writePost(
  sql: Sql,
  reader: Reader | null,
  post: NewPost,
  now: Date,
): Promise<{ id: number; state: PostState }> {
  return sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, post.discussion);
    const no = whyNotPost(ruled, reader, ruled.tie, now);
    if (no || !isActive(reader)) throw no ?? refuse('not-allowed', 'discussions:refusals.sign-in');
    const words = await wordsOf(tx, post.body);
    const draftOf = post.inReplyTo ?? post.draftOf ?? null;
    await holdDraft(tx, reader, ruled.id, draftOf, post);
    const state: PostState = ruled.moderation === 'pre' && !mayFacilitate(reader, ruled.tie) ? 'waiting' : 'shown';
    const what = state === 'shown' ? 'discussion.post-written' : 'discussion.post-held';
    // One statement writes and tells; a form sent again finds its key taken and tells nobody.
    const [written] = await tx<{ id: number; moved: number }[]>`
      with written as (
        insert into post (discussion_id, phase_id, author_id, organisation_id, in_reply_to, language, body, html, plain, state, written_at, shown_at, once)
        select ${ruled.id}::bigint, ${openPhase(ruled.phases, now)!.id}::bigint, ${reader.id}::bigint, ${reader.organisationId}::bigint,
          ${post.inReplyTo}::bigint, ${post.language}, ${words.body}, ${words.html}, ${words.plain}, ${state}, ${now}::timestamptz,
          ${state === 'shown' ? now : null}::timestamptz, ${post.once}::uuid
        where ${post.inReplyTo}::bigint is null or exists (select from post r
          where r.id = ${post.inReplyTo}::bigint and r.discussion_id = ${ruled.id}::bigint and r.state <> 'moved')
        on conflict (author_id, once) do nothing
        returning id
      ), told as (
        insert into announcement (what, ids) select ${what}, jsonb_build_object('discussion', ${ruled.id}::bigint, 'post', id) from written
      ), kept as (
        delete from draft where person_id = ${reader.id} and discussion_id = ${ruled.id} and of_post is null
          and coalesce(in_reply_to, 0) = ${draftOf ?? 0} and exists (select from written)
        returning id
      ), moved as (
        -- What goes with the draft is looked for after this statement: its files are the post's by then.
        update attachment f set post_id = written.id, draft_id = null
        from written, kept where f.draft_id = kept.id and f.erased_at is null returning f.id
      )
      select id, (select count(*) from moved)::int as moved from written`;
    if (!written) {
      const [before] = await tx<
        { id: number; state: PostState }[]
      >`select id, state from post where author_id = ${reader.id} and once = ${post.once}`;
      if (!before) throw notToAnswer();
      return before;
    }
    const files = post.files ?? [];
    const tooMany = whyNotAttach(written.moved + files.length, []);
    if (tooMany) throw besideFiles(tooMany);
    await attachFiles(tx, reader, { post: written.id }, files);
    if (words.mentioned.size > 0) await noteMentions(tx, ruled, reader, written.id, words.mentioned);
    if (state === 'waiting') await tellQueue(tx, ruled.id);
    return { id: written.id, state };
  }) as Promise<{ id: number; state: PostState }>;
}

function notToAnswer() {
  const message = 'discussions:refusals.no-such-reply';
  const no = refuse('invalid', message, undefined, { inReplyTo: message });
  return { ...no, offer: { name: 'withoutReply', label: 'discussions:composer.post-without-reply' } };
}

/**
 * Holds the draft that becomes a post, so that a file which is being added to it is not lost with it. The discussion
 * first, as an erasure does: else each could wait for the other. Refuses `conflict` where words were erased from the
 * draft after `since`: a page of before holds them still, and would publish them.
 */
async function holdDraft(
  tx: Tx,
  reader: Reader,
  discussion: number,
  inReplyTo: number | null,
  { once, since }: { once: string; since?: Date | null },
): Promise<void> {
  const [draft] = await tx<{ stale: boolean }[]>`
    with alone as materialized (select ${formAlone(tx, once)}),
    here as materialized (select d.id from alone, discussion d where d.id = ${discussion} for key share of d)
    select coalesce(date_trunc('milliseconds', t.erased_at) > ${since ?? new Date(0)}, false) as stale
    from here join draft t on t.discussion_id = here.id
    where t.person_id = ${reader.id} and t.of_post is null and coalesce(t.in_reply_to, 0) = ${inReplyTo ?? 0} for update of t`;
  if (since !== undefined && draft?.stale) throw wordsErased();
}

interface EditedPost {
  post: number;
  body: string;
  language: string;
  /** The version that was being rewritten; if another was saved meanwhile, neither is lost. */
  version: number;
}

/**
 * Rewrites one's own post; the earlier words stay in its history. In a discussion that is moderated beforehand the new
 * words are held as the first were. A later edit of an older version is told so, and its words are kept as a draft.
 */
export async function editPost(
  sql: Sql,
  reader: Reader | null,
  edit: EditedPost,
  now: Date,
): Promise<{ discussion: number; state: PostState }> {
  const outcome = await sql.begin(async (tx) => {
    const [post] = await tx<
      {
        id: number;
        discussionId: number;
        authorId: number;
        state: PostState;
        version: number;
        body: string;
        html: string;
        language: string;
      }[]
    >`select id, discussion_id, author_id, state, version, body, html, language from post where id = ${edit.post} for update`;
    if (!post) throw refuse('not-found', 'shared:errors.not-found');
    const ruled = await readRules(tx, reader, post.discussionId);
    const no = whyNotEdit(ruled, post, reader, ruled.tie, now);
    if (no || !reader) throw no ?? refuse('not-allowed', 'discussions:refusals.not-yours');
    if (post.version !== edit.version) {
      // After a redaction the form may still hold what was erased: it goes back to its author, and into no store.
      const [erased] = await tx`select 1 from erasure where post_id = ${post.id} limit 1`;
      if (erased) throw refuse('conflict', 'discussions:refusals.edited-meanwhile');
      await putDraft(tx, reader, {
        discussion: ruled.id,
        inReplyTo: null,
        ofPost: post.id,
        body: edit.body,
        language: edit.language,
        because: 'conflict',
      });
      return 'conflict' as const;
    }
    const words = await wordsOf(tx, edit.body);
    if (words.body === post.body && edit.language === post.language) return { discussion: ruled.id, state: post.state };
    const state: PostState = ruled.moderation === 'pre' && !mayFacilitate(reader, ruled.tie) ? 'waiting' : post.state;
    await tx`
      insert into post_revision (post_id, version, body, html, replaced_at, replaced_by)
      values (${post.id}, ${post.version}, ${post.body}, ${post.html}, ${now}, ${reader.id})`;
    await tx`
      update post set body = ${words.body}, html = ${words.html}, plain = ${words.plain}, language = ${edit.language},
        state = ${state}, version = version + 1, edited_at = ${now} where id = ${post.id}`;
    await tx`delete from draft where person_id = ${reader.id} and of_post = ${post.id}`;
    // Whom the new words no longer name is not mentioned by them.
    const named = [...words.mentioned.values()];
    const still = (kind: 'person' | 'organisation') => [0, ...named.filter((m) => m.kind === kind).map((m) => m.id)];
    await tx`
      delete from mention where post_id = ${post.id}
        and (person_id not in ${tx(still('person'))} or organisation_id not in ${tx(still('organisation'))})`;
    await noteMentions(tx, ruled, reader, post.id, words.mentioned);
    await markSourceChanged(tx, { kind: 'post', id: post.id, state: 'changed' });
    await announce(tx, 'discussion.post-edited', { discussion: ruled.id, post: post.id });
    if (state === 'waiting') {
      await announce(tx, 'discussion.post-held', { discussion: ruled.id, post: post.id });
      await tellQueue(tx, ruled.id);
    }
    return { discussion: ruled.id, state };
  });
  // The draft of a refused edit must be committed, so the refusal is thrown outside.
  if (outcome === 'conflict') throw refuse('conflict', 'discussions:refusals.edited-meanwhile');
  return outcome as { discussion: number; state: PostState };
}

/** Sets or takes back one reaction. */
export async function react(
  sql: Sql,
  reader: Reader | null,
  asked: { post: number; kind: ReactionKind; on: boolean },
  now: Date,
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    const [post] = await tx<
      { discussionId: number; state: PostState }[]
    >`select discussion_id, state from post where id = ${asked.post}`;
    if (!post) throw refuse('not-found', 'shared:errors.not-found');
    const ruled = await readRules(tx, reader, post.discussionId);
    const no = whyNotReact(ruled, post.state, reader, ruled.tie, now);
    if (no || !reader) throw no ?? refuse('not-allowed', 'discussions:refusals.sign-in');
    const changed = asked.on
      ? await tx`insert into reaction (post_id, person_id, kind, at) values (${asked.post}, ${reader.id}, ${asked.kind}, ${now}) on conflict do nothing returning 1`
      : await tx`delete from reaction where post_id = ${asked.post} and person_id = ${reader.id} and kind = ${asked.kind} returning 1`;
    if (changed.length > 0) await announce(tx, 'discussion.reacted', { discussion: ruled.id, post: asked.post });
    return { discussion: ruled.id };
  }) as Promise<{ discussion: number }>;
}

/** Remembers how far this person has read; it only ever moves forward. */
export async function markRead(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; ordinal: number },
): Promise<void> {
  const ruled = await readRules(sql, reader, asked.discussion);
  if (!reader) return;
  await sql`
    insert into reading (person_id, discussion_id, ordinal)
    select ${reader.id}, ${ruled.id}, least(${asked.ordinal}::bigint, (select coalesce(max(ordinal), 0) from post where discussion_id = ${ruled.id}))
    on conflict (person_id, discussion_id) do update set ordinal = greatest(reading.ordinal, excluded.ordinal), at = now()`;
}
