import type { Db } from '../../db/connect';
import { isActive, type Reader } from '../people/person';
import { pickVersion } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { excerpt } from '../shared/rich-text/excerpt';
import { mayFacilitate, mayRead, noTie, type PostState, type Rules, whyNotEdit } from './discussion';
import type { Personal, PostView } from './post-view';
import { phaseFrom, type Ruled, readRules, ruledFrom } from './rules.server';

/** Posts on a page of the conversation. */
export const pageLength = 20;

export interface PhaseHead {
  id: number;
  position: number;
  opensAt: Date;
  closesAt: Date;
  title: string;
  question: string;
  /** Language of the version that is shown. */
  language: string;
}

/** A discussion's page without its posts. */
export interface DiscussionHead extends Omit<Ruled, 'phases'> {
  phases: PhaseHead[];
  title: string;
  introductionHtml: string;
  textLanguage: string;
  region: string;
  createdBy: number;
  facilitators: { name: string; organisation: string | null }[];
  postCount: number;
  /** Rows of the conversation that this reader sees: tombstones and pointers too, and held posts of their own. */
  rowCount: number;
  organisationCount: number;
  /** Organisations that have posted, by sector. */
  sectors: Record<string, number>;
  /** Ordinal up to which this reader has read, and how many visible posts come up to there. */
  read: { ordinal: number; count: number } | null;
  draft: {
    id: number;
    body: string;
    language: string;
    inReplyTo: number | null;
    keptBecause: string | null;
    updatedAt: string;
  } | null;
  invitedOrganisations: { id: number; name: string }[];
}

interface Version {
  language: string;
  title: string;
  introductionHtml: string;
}

type HeadRow = Parameters<typeof ruledFrom>[0] & {
  region: string;
  createdBy: number;
  texts: Version[] | null;
  phaseTexts: { phaseId: number; language: string; title: string; question: string }[] | null;
  facilitators: DiscussionHead['facilitators'] | null;
  postCount: number;
  rowCount: number;
  organisationCount: number;
  sectors: Record<string, number> | null;
  read: DiscussionHead['read'];
  draft: DiscussionHead['draft'];
  invitedOrganisations: DiscussionHead['invitedOrganisations'] | null;
};

/**
 * All that stands around the posts, in one statement. Throws not-found where the reader may not see it. `replyTo`
 * chooses the draft to show: the one that answers that post, or the plain one.
 */
export async function readDiscussion(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  replyTo: number | null = null,
): Promise<DiscussionHead> {
  const me = reader?.id ?? null;
  const [row] = await sql<HeadRow[]>`
    select d.id, d.slug, d.language, d.time_zone, d.version, d.readers, d.writers, d.moderation, d.announced_at, d.region, d.created_by,
      (select s.published_at from synthesis s where s.discussion_id = d.id) as synthesised_at,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = d.id) as phases,
      tie.role,
      exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader?.organisationId ?? null}) as invited,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'introductionHtml', x.introduction_html))
        from discussion_text x where x.discussion_id = d.id) as texts,
      (select jsonb_agg(jsonb_build_object('phaseId', x.phase_id, 'language', x.language, 'title', x.title, 'question', x.question))
        from phase_text x join phase p on p.id = x.phase_id where p.discussion_id = d.id) as phase_texts,
      (select jsonb_agg(jsonb_build_object('name', p.name, 'organisation', coalesce(o.short_name, o.name)) order by p.name)
        from activity_role r join person p on p.id = r.person_id left join organisation o on o.id = p.organisation_id
        where r.activity = 'discussion' and r.activity_id = d.id and r.role = 'facilitator') as facilitators,
      c.post_count, c.row_count, c.organisation_count, c.sectors,
      case when g.ordinal is not null then jsonb_build_object('ordinal', g.ordinal, 'count', c.read_count) end as read,
      (select jsonb_build_object('id', t.id, 'body', t.body, 'language', t.language, 'inReplyTo', t.in_reply_to, 'keptBecause', t.kept_because, 'updatedAt', t.updated_at)
        from draft t where t.discussion_id = d.id and t.person_id = ${me} and t.of_post is null and coalesce(t.in_reply_to, 0) = ${replyTo ?? 0}) as draft,
      case when d.readers = 'invited' or d.writers = 'invited' then
        (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) order by o.name)
          from discussion_invitation i join organisation o on o.id = i.organisation_id where i.discussion_id = d.id) end as invited_organisations
    from discussion d
    left join activity_role tie on tie.activity = 'discussion' and tie.activity_id = d.id and tie.person_id = ${me}
    left join reading g on g.discussion_id = d.id and g.person_id = ${me}
    -- All that is counted, in one walk over the posts of the discussion.
    cross join lateral (
      select coalesce(sum(shown), 0)::int as post_count, coalesce(sum(seen), 0)::int as row_count, coalesce(sum(read), 0)::int as read_count,
        coalesce(sum(organisations), 0)::int as organisation_count,
        jsonb_object_agg(sector, organisations) filter (where organisations > 0) as sectors
      from (
        select o.sector, sum(shown) as shown, sum(seen) as seen, sum(read) as read,
          count(*) filter (where shown > 0 and o.id is not null) as organisations
        from (
          select p.organisation_id, count(*) filter (where p.state = 'shown') as shown,
            count(*) filter (where ${known(sql)} or p.author_id = ${me} or ${isActive(reader) && reader.secretariat} or tie.role = 'facilitator') as seen,
            count(*) filter (where p.ordinal <= g.ordinal and ${known(sql)}) as read
          from post p where p.discussion_id = d.id group by p.organisation_id
        ) by_organisation left join organisation o on o.id = by_organisation.organisation_id
        group by o.sector
      ) by_sector
    ) c
    where d.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const {
    texts,
    phaseTexts,
    facilitators,
    postCount,
    rowCount,
    organisationCount,
    sectors,
    read,
    draft,
    invitedOrganisations,
    region,
    createdBy,
    ...rest
  } = row;
  const ruled = ruledFrom(rest);
  if (!mayRead(ruled, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const text = pickVersion(texts ?? [], language, ruled.language);
  return {
    ...ruled,
    phases: ruled.phases.map((phase) => {
      const version = pickVersion(
        (phaseTexts ?? []).filter((v) => v.phaseId === phase.id),
        language,
        ruled.language,
      );
      return {
        ...phase,
        title: version?.title ?? '',
        question: version?.question ?? '',
        language: version?.language ?? ruled.language,
      };
    }),
    title: text?.title ?? '',
    introductionHtml: text?.introductionHtml ?? '',
    textLanguage: text?.language ?? ruled.language,
    region,
    createdBy,
    facilitators: facilitators ?? [],
    postCount,
    rowCount,
    organisationCount,
    sectors: sectors ?? {},
    read,
    draft,
    invitedOrganisations: invitedOrganisations ?? [],
  };
}

/**
 * Posts of which everyone who may read knows: shown, or gone after they had been. One that was refused or withdrawn
 * while it waited was never here; its place and its author's name would tell of it.
 */
export function known(sql: Db) {
  return sql`(p.state <> 'waiting' and (p.shown_at is not null or p.state in ('shown', 'moved')))`;
}

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

export interface ListedDiscussion {
  id: number;
  slug: string;
  title: string;
  textLanguage: string;
  rules: Rules;
  timeZone: string;
  region: string;
  postCount: number;
  organisationCount: number;
  lastPostAt: Date | null;
}

export const listLength = 20;

/**
 * Discussions that this reader may see, newest activity first: those that are open, then announced, then the others.
 * The conditions are `mayRead`, said in SQL; a table of cases in the tests holds the two together.
 */
export async function listDiscussions(
  sql: Db,
  reader: Reader | null,
  options: { language: string; now: Date; page: number; state?: string | undefined; region?: string | undefined },
): Promise<{ discussions: ListedDiscussion[]; total: number }> {
  const { now, page, state, region, language } = options;
  const rows = await sql<
    (Omit<ListedDiscussion, 'rules'> &
      Pick<Rules, 'readers' | 'writers' | 'moderation' | 'announcedAt' | 'synthesisedAt'> & {
        phases: { id: number; position: number; opensAt: string; closesAt: string }[] | null;
        total: number;
      })[]
  >`
    with visible as (
      select d.*, y.published_at as synthesised_at, i.first_opens, i.last_closes
      from discussion d left join synthesis y on y.discussion_id = d.id
      left join (select discussion_id, min(opens_at) as first_opens, max(closes_at) as last_closes from phase group by discussion_id) i
        on i.discussion_id = d.id
      where ${visibleTo(sql, reader)}
    ), states as (
      select v.*, case
        when v.announced_at is null then 'draft'
        when v.synthesised_at is not null then 'synthesised'
        when v.first_opens is null or ${now} < v.first_opens then 'announced'
        when ${now} < v.last_closes then 'open'
        else 'closed' end as state
      from visible v
    ), chosen as (
      select s.*, count(*) over ()::int as total from states s
      where (${state ?? null}::text is null or s.state = ${state ?? null}) and (${region ?? null}::text is null or s.region = ${region ?? null})
      order by array_position(array['open', 'announced', 'draft', 'closed', 'synthesised'], s.state),
        case when s.state = 'announced' then s.first_opens end asc, s.last_closes desc nulls last, s.id desc
      limit ${listLength} offset ${(Math.max(page, 1) - 1) * listLength}
    )
    select c.id, c.slug, c.time_zone, c.region, c.readers, c.writers, c.moderation, c.announced_at, c.synthesised_at, c.total,
      x.title, x.language as text_language,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = c.id) as phases,
      n.post_count, n.organisation_count, n.last_post_at
    from chosen c
    cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = c.id
      order by t.language = ${language} desc, t.language = c.language desc limit 1) x
    cross join lateral (select count(*)::int as post_count, count(distinct p.organisation_id)::int as organisation_count, max(p.shown_at) as last_post_at
      from post p where p.discussion_id = c.id and p.state = 'shown') n
    order by array_position(array['open', 'announced', 'draft', 'closed', 'synthesised'], c.state),
      case when c.state = 'announced' then c.first_opens end asc, c.last_closes desc nulls last, c.id desc`;
  return {
    total: rows[0]?.total ?? 0,
    discussions: rows.map(
      ({ phases, readers, writers, moderation, announcedAt, synthesisedAt, total: _, ...rest }) => ({
        ...rest,
        rules: { readers, writers, moderation, announcedAt, synthesisedAt, phases: (phases ?? []).map(phaseFrom) },
      }),
    ),
  };
}

/** `mayRead` as a condition on `discussion d`. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleTo(sql: Db, reader: Reader | null) {
  if (isActive(reader) && reader.secretariat) return sql`true`;
  const role = sql`(select r.role from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = ${reader?.id ?? null})`;
  if (!isActive(reader)) return sql`(d.announced_at is not null and d.readers = 'public')`;
  return sql`(
    (d.announced_at is not null and (d.readers in ('public', 'registered') or ${role} is not null
      or exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader.organisationId})))
    or ${role} = 'facilitator')`;
}

/** Where a post stands: the discussion's address and the page. A pointer leads to where its post went. */
export async function findPlaceOfPost(
  sql: Db,
  reader: Reader | null,
  id: number,
): Promise<{ path: string; page: number; id: number }> {
  const [row] = await sql<{ id: number; discussionId: number; ordinal: number; known: boolean; authorId: number }[]>`
    select p.id, p.discussion_id, p.ordinal, ${known(sql)} as known, p.author_id from post q join post p on p.id = coalesce(q.moved_to, q.id) where q.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(sql, reader, row.discussionId);
  const moderates = mayFacilitate(reader, ruled.tie);
  if (!row.known && !moderates && row.authorId !== reader?.id) throw refuse('not-found', 'shared:errors.not-found');
  const [before] = await sql<{ count: number }[]>`
    select count(*)::int as count from post p where p.discussion_id = ${ruled.id} and (p.ordinal, p.id) < (${row.ordinal}, ${row.id})
      and (${known(sql)} or ${moderates} or p.author_id = ${reader?.id ?? null})`;
  return {
    path: `/discussions/${ruled.id}/${ruled.slug}`,
    page: Math.floor(before!.count / pageLength) + 1,
    id: row.id,
  };
}

export interface PostToEdit {
  id: number;
  body: string;
  language: string;
  version: number;
  /** True where the new version will be read by a facilitator before it appears. */
  held: boolean;
  /** What was kept of an edit that another one overtook. */
  draft: string | null;
  title: string;
}

/** The source of one's own post, to be rewritten. Throws the refusal that the edit itself would meet. */
export async function readPostToEdit(
  sql: Db,
  reader: Reader,
  id: number,
  now: Date,
): Promise<Omit<PostToEdit, 'title'>> {
  const [post] = await sql<
    {
      id: number;
      discussionId: number;
      authorId: number;
      state: PostState;
      body: string;
      language: string;
      version: number;
      draft: string | null;
    }[]
  >`
    select p.id, p.discussion_id, p.author_id, p.state, p.body, p.language, p.version,
      (select t.body from draft t where t.of_post = p.id and t.person_id = ${reader.id}) as draft
    from post p where p.id = ${id}`;
  if (!post) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(sql, reader, post.discussionId);
  const no = whyNotEdit(ruled, post, reader, ruled.tie, now);
  if (no) throw no;
  return {
    id: post.id,
    body: post.body,
    language: post.language,
    version: post.version,
    held: ruled.moderation === 'pre' && !mayFacilitate(reader, ruled.tie),
    draft: post.draft,
  };
}
