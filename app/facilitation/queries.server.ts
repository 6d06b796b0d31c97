import type { Db } from '../../db/connect';
import { type FlagKind, mayReadWords, type PostState } from '../discussions/discussion';
import { type Ruled, readRules } from '../discussions/rules.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { type ModeratorDeed, mayKnowOf, whyNotModerate } from './facilitation';

/** A post as the pages about it show it: what it says, and what has been done with it. */
export interface Subject {
  id: number;
  discussionId: number;
  discussionTitle: string;
  titleLanguage: string;
  phaseId: number;
  authorId: number;
  author: string;
  organisation: string | null;
  sector: string | null;
  language: string;
  state: PostState;
  stateReason: string | null;
  version: number;
  at: Date;
  shownAt: Date | null;
  editedAt: Date | null;
  body: string;
  html: string;
  erasures: { what: 'passage' | 'post' | 'file' | 'quote'; byAuthor: boolean; reason: string; at: string }[];
}

/** A piece of SQL to go into another. */
type Fragment = ReturnType<Db>;

/** One statement for the post and whatever else its page shows of it; rights are for the caller. */
async function findSubject<More extends object>(
  sql: Db,
  id: number,
  language: string,
  more: Fragment,
): Promise<Subject & More> {
  const [row] = await sql<(Subject & More)[]>`
    select p.id, p.discussion_id, x.title as discussion_title, x.language as title_language, p.phase_id, p.author_id,
      a.name as author, coalesce(o.short_name, o.name) as organisation, o.sector, p.language, p.state, p.state_reason,
      p.version, coalesce(p.shown_at, p.written_at) as at, p.shown_at, p.edited_at, p.body, p.html,
      coalesce((select jsonb_agg(jsonb_build_object('what', e.what, 'byAuthor', e.by_author, 'reason', e.reason, 'at', e.at) order by e.id)
        from erasure e where e.post_id = p.id), '[]') as erasures
      ${more}
    from post p join discussion d on d.id = p.discussion_id join person a on a.id = p.author_id
    left join organisation o on o.id = p.organisation_id
    cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = d.id
      order by t.language = ${language} desc, t.language = d.language desc limit 1) x
    where p.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** What a reader is shown of a post before reporting it. Throws not-found where they know nothing of it. */
export async function readPostToReport(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<{ post: Subject; ruled: Ruled }> {
  const post = await findSubject(sql, id, language, sql``);
  const ruled = await readRules(sql, reader, post.discussionId);
  if (!mayKnowOf(ruled, post, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return { post, ruled };
}

/** One's own post before it is withdrawn; its author finds it also where they may no longer read the discussion. */
export async function readPostToWithdraw(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<Subject & { files: number }> {
  const post = await findSubject<{ files: number }>(
    sql,
    id,
    language,
    sql`, (select count(*)::int from attachment f where f.post_id = p.id and f.erased_at is null) as files`,
  );
  if (reader?.id === post.authorId) return post;
  const ruled = await readRules(sql, reader, post.discussionId);
  if (!mayKnowOf(ruled, post, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return post;
}

export interface OpenFlag {
  kind: FlagKind;
  reason: string;
  /** Null for a visitor without an account. */
  by: string | null;
  at: string;
}

export interface TranslationOf {
  language: string;
  body: string;
  html: string;
  by: string;
  stale: boolean;
}

export interface Moderated extends Subject {
  flags: OpenFlag[];
  files: { id: string; name: string; type: string; size: number }[];
  translations: TranslationOf[];
}

const moderatedParts = (sql: Db): Fragment => sql`,
  coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'reason', f.reason, 'by', fp.name, 'at', f.at) order by f.id)
    from flag f left join person fp on fp.id = f.person_id where f.post_id = p.id and f.settled_at is null), '[]') as flags,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) order by f.added_at, f.id)
    from attachment f where f.post_id = p.id and f.erased_at is null), '[]') as files,
  coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'body', t.body, 'html', t.html, 'by', tp.name,
      'stale', t.of_version < p.version) order by t.language)
    from post_translation t join person tp on tp.id = t.by_person where t.post_id = p.id), '[]') as translations`;

/** A post with all that its moderators see, for the page of one deed. Throws the refusal that the deed would meet. */
export async function readPostToModerate(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  deed: ModeratorDeed,
): Promise<Moderated> {
  const post = await findSubject<Moderated>(sql, id, language, moderatedParts(sql));
  const ruled = await readRules(sql, reader, post.discussionId);
  const no = whyNotModerate(deed, ruled, post, reader, ruled.tie);
  if (no) throw no;
  return post;
}

/** Where a moderator may move posts: the phases of the discussions they look after. */
export interface PlaceToMove {
  phase: number;
  phaseTitle: string;
  position: number;
  discussion: number;
  discussionTitle: string;
  readers: 'public' | 'registered' | 'invited';
}

/** Discussions that are offered to move to: the newest of those that one looks after. */
const mostPlaces = 60;

export async function readPostToMove(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<Moderated & { places: PlaceToMove[] }> {
  const mine = sql`(${reader?.secretariat ?? false} or exists (select from activity_role r
    where r.activity = 'discussion' and r.activity_id = m.id and r.person_id = ${reader?.id ?? null} and r.role = 'facilitator'))`;
  const post = await findSubject<Moderated & { places: PlaceToMove[] }>(
    sql,
    id,
    language,
    sql`${moderatedParts(sql)},
    coalesce((select jsonb_agg(jsonb_build_object('phase', h.id, 'phaseTitle', hx.title, 'position', h.position,
        'discussion', m.id, 'discussionTitle', mx.title, 'readers', m.readers) order by m.id <> p.discussion_id, m.id desc, h.position)
      from (select m.id, m.language, m.readers from discussion m where m.id = p.discussion_id
        union (select m.id, m.language, m.readers from discussion m where ${mine} order by m.id desc limit ${mostPlaces})) m
      join phase h on h.discussion_id = m.id
      cross join lateral (select t.title from phase_text t where t.phase_id = h.id
        order by t.language = ${language} desc, t.language = m.language desc limit 1) hx
      cross join lateral (select t.title from discussion_text t where t.discussion_id = m.id
        order by t.language = ${language} desc, t.language = m.language desc limit 1) mx
      where h.id <> p.phase_id), '[]') as places`,
  );
  const ruled = await readRules(sql, reader, post.discussionId);
  const no = whyNotModerate('keep', ruled, post, reader, ruled.tie);
  // Of what is gone, those who moderate see the record; there is nothing to do on its page.
  if (no && no.kind !== 'closed') throw no;
  return post;
}

export interface Version {
  version: number;
  body: string;
  /** When it was written. */
  at: string;
}

/** Versions that are compared on one page; more would take longer to compare than anyone reads. */
export const mostVersions = 30;

/** All versions of a post, newest first, for whoever may read its words. */
export async function readHistory(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<Subject & { versions: Version[] }> {
  const post = await findSubject<{ revisions: { version: number; body: string; replacedAt: string }[] }>(
    sql,
    id,
    language,
    sql`, coalesce((select jsonb_agg(jsonb_build_object('version', v.version, 'body', v.body, 'replacedAt', v.replaced_at) order by v.version desc)
      from (select * from post_revision r where r.post_id = p.id order by r.version desc limit ${mostVersions}) v), '[]') as revisions`,
  );
  const ruled = await readRules(sql, reader, post.discussionId);
  if (!mayKnowOf(ruled, post, reader, ruled.tie) || !mayReadWords(post.state, post.authorId, reader, ruled.tie)) {
    throw refuse('not-found', 'shared:errors.not-found');
  }
  const { revisions, ...rest } = post;
  // Each version began when the one before it was replaced.
  const began = (i: number) => revisions[i]?.replacedAt ?? post.at.toISOString();
  return {
    ...rest,
    versions: [
      { version: post.version, body: post.body, at: began(0) },
      ...revisions.map((r, i) => ({ version: r.version, body: r.body, at: began(i + 1) })),
    ],
  };
}
