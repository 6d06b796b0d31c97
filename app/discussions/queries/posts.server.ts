import type { Db } from '../../../db/connect';
import { claimsCiting } from '../../consultations/claims/cited.server';
import { documentsCiting } from '../../documents/citing.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { mayFacilitate, noTie, type PostState } from '../discussion';
import type { Personal, PostView } from '../post-view';
import type { Ruled } from '../rules.server';
import { known, visibleTo } from './visible.server';

/** Posts on a page of the conversation. */
export const pageLength = 20;

interface PostRow {
  id: number;
  ordinal: number;
  discussionId: number;
  phaseId: number;
  authorId: number;
  authorName: string;
  authorHandle: string;
  organisation: PostView['organisation'];
  replyId: number | null;
  replyAuthor: string | null;
  language: string;
  state: PostState;
  html: string;
  version: number;
  at: Date;
  editedAt: Date | null;
  stateReason: string | null;
  stateBy: number | null;
  erasures: PostView['erasures'] | null;
  movedTo: PostView['movedTo'];
  attachments: PostView['attachments'] | null;
  reactions: PostView['reactions'] | null;
  translations: PostView['translations'] | null;
  citedIn: PostView['citedIn'] | null;
  citedInDocuments: PostView['citedInDocuments'] | null;
  citedInClaims: PostView['citedInClaims'] | null;
  reacted: Personal['reacted'] | null;
  flagged: Personal['flagged'] | null;
}

export interface ReadPost extends PostView, Personal {}

/** Whose words and which: one page of a discussion, or some posts by their ids. */
export type Which =
  | { discussion: number; page: number }
  | { discussion: number; ids: number[] }
  | { discussion: number; all: true };

/**
 * Posts in order, as this reader may see them, in one statement. The caller has read the rules and knows that the
 * reader may read the discussion. Held posts come only for their author and those who moderate; of what is hidden the
 * words come only for them too. A moved post may be cited in the synthesis of another discussion: its statements come
 * only where the reader may read that one.
 */
export async function readPosts(
  sql: Db,
  reader: Reader | null,
  ruled: Pick<Ruled, 'tie'>,
  which: Which,
  language: string,
): Promise<ReadPost[]> {
  const me = reader?.id ?? null;
  const moderates = mayFacilitate(reader, ruled.tie);
  const some = 'ids' in which ? sql`and p.id in ${sql(which.ids.length ? which.ids : [0])}` : sql``;
  const limit = 'page' in which ? sql`limit ${pageLength} offset ${(Math.max(which.page, 1) - 1) * pageLength}` : sql``;
  const rows = await sql<PostRow[]>`
    select p.id, p.ordinal, p.discussion_id, p.phase_id, p.author_id, a.name as author_name, a.handle as author_handle,
      case when o.id is null then null else jsonb_build_object('name', coalesce(o.short_name, o.name), 'handle', o.handle, 'sector', o.sector) end as organisation,
      p.in_reply_to as reply_id, ra.name as reply_author,
      p.language, p.state, p.version, coalesce(p.shown_at, p.written_at) as at, p.edited_at, p.state_reason, p.state_by,
      case when p.state = 'shown' or (p.state in ('waiting', 'hidden') and (${moderates} or p.author_id = ${me})) then p.html else '' end as html,
      (select jsonb_agg(jsonb_build_object('what', e.what, 'byAuthor', e.by_author, 'reason', e.reason) order by e.id) from erasure e where e.post_id = p.id) as erasures,
      case when p.moved_to is null then null else
        (select jsonb_build_object('postId', m.id, 'discussionId', m.discussion_id) from post m where m.id = p.moved_to) end as moved_to,
      (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size, 'erased', f.erased_at is not null) order by f.added_at)
        from attachment f where f.post_id = p.id) as attachments,
      (select jsonb_object_agg(kind, n) from (select r.kind, count(*) as n from reaction r where r.post_id = p.id group by r.kind) k) as reactions,
      (select jsonb_agg(jsonb_build_object('language', t.language, 'html', t.html, 'by', tp.name, 'stale', t.of_version < p.version) order by t.language)
        from post_translation t join person tp on tp.id = t.by_person where t.post_id = p.id) as translations,
      (select jsonb_agg(jsonb_build_object('statementId', s.id, 'words', left(sx.plain, 640)) order by s.discussion_id, s.position)
        from citation c join statement s on s.id = c.citing_id join synthesis y on y.discussion_id = s.discussion_id
        join discussion d on d.id = y.discussion_id
        cross join lateral (select x.plain from statement_text x where x.statement_id = s.id
          order by x.language = ${language} desc, x.language = y.language desc limit 1) sx
        where c.cited_kind = 'post' and c.cited_id = p.id and c.citing_kind = 'statement' and y.published_at is not null
          and (d.id = ${which.discussion} or ${visibleTo(sql, reader)})) as cited_in,
      ${documentsCiting(sql, 'post', sql`p.id`, reader, language)} as cited_in_documents,
      ${claimsCiting(sql, 'post', sql`p.id`, reader, language)} as cited_in_claims,
      (select array_agg(r.kind) from reaction r where r.post_id = p.id and r.person_id = ${me}) as reacted,
      (select array_agg(f.kind) from flag f where f.post_id = p.id and f.person_id = ${me} and f.settled_at is null) as flagged
    -- The page first: everything else is looked up for its posts alone.
    from (
      select * from post p where p.discussion_id = ${which.discussion} ${some}
        and (${known(sql)} or ${moderates} or p.author_id = ${me})
      order by p.ordinal, p.id ${limit}
    ) p
    join person a on a.id = p.author_id
    left join organisation o on o.id = p.organisation_id
    -- A post that was moved keeps what it answers; who wrote that is for readers of the discussion where it stands.
    left join post rp on rp.id = p.in_reply_to and rp.discussion_id = p.discussion_id left join person ra on ra.id = rp.author_id
    order by p.ordinal, p.id`;
  return rows.map((row) => postFrom(row, reader));
}

function postFrom(r: PostRow, reader: Reader | null): ReadPost {
  const gone = r.state === 'hidden' || r.state === 'withdrawn' || r.state === 'redacted';
  const wordless = gone && !r.html;
  return {
    id: r.id,
    ordinal: r.ordinal,
    discussionId: r.discussionId,
    phaseId: r.phaseId,
    author: { id: r.authorId, name: r.authorName, handle: r.authorHandle },
    organisation: r.organisation,
    inReplyTo: r.replyId && r.replyAuthor !== null ? { id: r.replyId, author: r.replyAuthor ?? '' } : null,
    language: r.language,
    state: r.state,
    html: r.html,
    version: r.version,
    at: r.at.toISOString(),
    editedAt: r.editedAt?.toISOString() ?? null,
    tombstone: gone ? { byAuthor: r.stateBy === r.authorId, reason: r.stateReason ?? '' } : null,
    erasures: r.erasures ?? [],
    movedTo: r.movedTo,
    attachments: wordless ? [] : (r.attachments ?? []),
    reactions: r.reactions ?? {},
    translations: wordless ? [] : (r.translations ?? []),
    citedIn: (r.citedIn ?? []).map((c) => ({ ...c, words: excerpt(c.words, 160) })),
    citedInDocuments: r.citedInDocuments ?? [],
    citedInClaims: (r.citedInClaims ?? []).map((c) => ({ ...c, words: excerpt(c.words, 160) })),
    mine: r.authorId === reader?.id,
    reacted: r.reacted ?? [],
    flagged: r.flagged ?? [],
  };
}

/** A post for the whole audience, as it is pushed to the room: read once for each announcement, for nobody in particular. */
export async function readPostForRoom(
  sql: Db,
  discussionId: number,
  postId: number,
  language: string,
): Promise<PostView | null> {
  const [post] = await readPosts(sql, null, { tie: noTie }, { discussion: discussionId, ids: [postId] }, language);
  if (!post) return null;
  const { mine: _m, reacted: _r, flagged: _f, ...view } = post;
  return view;
}
