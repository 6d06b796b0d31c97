import type { Sql } from '../../db/connect';

/* What the baselines read: the data of a page, in the one query that an index answers. */

export interface PostRow {
  id: number;
  title: string;
  language: string;
  html: string;
  at: Date;
  author: string;
  organisation: string;
  sector: string;
  inReplyTo: number | null;
  replyAuthor: string | null;
  reactions: Record<string, number> | null;
}

/** The second page of twenty posts of a discussion. */
export async function postsQuery(sql: Sql, discussion: number): Promise<PostRow[]> {
  return sql<PostRow[]>`
    select p.id, t.title, p.language, p.html, p.shown_at as at, a.name as author, o.name as organisation, o.sector,
      p.in_reply_to, ra.name as reply_author,
      (select jsonb_object_agg(kind, n) from (select r.kind, count(*) as n from reaction r where r.post_id = p.id group by r.kind) k) as reactions
    from post p
    join discussion_text t on t.discussion_id = p.discussion_id and t.language = 'en'
    join person a on a.id = p.author_id
    join organisation o on o.id = p.organisation_id
    left join post rp on rp.id = p.in_reply_to left join person ra on ra.id = rp.author_id
    where p.discussion_id = ${discussion} and p.state = 'shown'
    order by p.ordinal limit 20 offset 20`;
}

export interface ListedRow {
  id: number;
  title: string;
  closesAt: Date;
  postCount: number;
  organisationCount: number;
}

/** The twenty discussions that close last, with how many posts and organisations they have. */
export async function listQuery(sql: Sql): Promise<ListedRow[]> {
  return sql<ListedRow[]>`
    select d.id, t.title, c.closes_at, n.post_count, n.organisation_count
    from (select discussion_id, max(closes_at) as closes_at from phase group by discussion_id order by 2 desc, 1 desc limit 20) c
    join discussion d on d.id = c.discussion_id
    join discussion_text t on t.discussion_id = d.id and t.language = 'en'
    cross join lateral (select count(*)::int as post_count, count(distinct p.organisation_id)::int as organisation_count
      from post p where p.discussion_id = d.id and p.state = 'shown') n
    order by c.closes_at desc, d.id desc`;
}
