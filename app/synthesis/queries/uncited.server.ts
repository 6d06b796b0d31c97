import type { Db } from '../../../db/connect';

/** Ids of the posts that statements of this discussion rest on. A post keeps its id where it is moved. */
export function citedPosts(sql: Db, discussion: number) {
  return sql`(
    select c.cited_id from citation c join statement s on s.id = c.citing_id
    where c.citing_kind = 'statement' and c.cited_kind = 'post' and s.discussion_id = ${discussion})`;
}

export interface UncitedPost {
  id: number;
  author: string;
  organisation: string | null;
  sector: string | null;
  words: string;
  language: string;
  phaseId: number;
  /** Why it is not cited; null where nobody has said so. */
  reason: string | null;
}

export interface UncitedSector {
  sector: string;
  posts: number;
  organisations: string[];
  reason: string | null;
}

/** A value for `select`: the discussion's shown posts that no statement cites, in order, with their waivers. */
export function uncitedPosts(sql: Db, discussion: number) {
  return sql`(
    select jsonb_agg(jsonb_build_object('id', p.id, 'author', a.name, 'organisation', coalesce(o.short_name, o.name), 'sector', o.sector,
      'words', left(p.plain, 600), 'language', p.language, 'phaseId', p.phase_id, 'reason', w.reason) order by p.ordinal)
    from post p join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id
    left join waiver w on w.discussion_id = p.discussion_id and w.kind = 'post' and w.subject = p.id::text
    where p.discussion_id = ${discussion} and p.state = 'shown' and p.id not in ${citedPosts(sql, discussion)})`;
}

/** A value for `select`: sectors whose organisations posted, and of whose posts no statement cites any. */
export function uncitedSectors(sql: Db, discussion: number) {
  return sql`(
    select jsonb_agg(jsonb_build_object('sector', x.sector, 'posts', x.posts, 'organisations', x.organisations, 'reason', w.reason) order by x.sector)
    from (
      select o.sector, count(*) as posts, jsonb_agg(distinct coalesce(o.short_name, o.name)) as organisations
      from post p join organisation o on o.id = p.organisation_id
      where p.discussion_id = ${discussion} and p.state = 'shown' group by o.sector
    ) x
    left join waiver w on w.discussion_id = ${discussion} and w.kind = 'sector' and w.subject = x.sector
    where x.sector not in (
      select o.sector from post p join organisation o on o.id = p.organisation_id
      where p.state = 'shown' and p.id in ${citedPosts(sql, discussion)}))`;
}
