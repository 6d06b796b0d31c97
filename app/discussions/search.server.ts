import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { visibleTo } from './queries/visible.server';

export interface Found {
  kind: 'discussion' | 'post';
  path: string;
  title: string;
  language: string;
  words: string;
  author: string | null;
  organisation: string | null;
  at: Date | null;
}

export const foundLength = 30;

/**
 * Looks for words in what this reader may see, in one statement: shown posts in each language's own way, and titles
 * by similarity, which also serves Chinese. What is hidden, held, redacted or withdrawn is not found.
 */
export async function search(sql: Db, reader: Reader | null, query: string, language: string): Promise<Found[]> {
  const rows = await sql<
    {
      kind: Found['kind'];
      id: number;
      discussionId: number;
      slug: string;
      title: string;
      language: string;
      plain: string;
      author: string | null;
      organisation: string | null;
      at: Date | null;
    }[]
  >`
    with query as (
      select unnest(array['english', 'french', 'spanish', 'russian', 'arabic', 'simple']::regconfig[]) as config
    ), parsed as (select config, websearch_to_tsquery(config, ${query}) as q from query),
    posts as (
      select 'post' as kind, p.id, d.id as discussion_id, d.slug, p.language, p.plain, a.name as author, coalesce(o.short_name, o.name) as organisation,
        p.shown_at as at, max(ts_rank(p.search, x.q)) as rank
      from parsed x join post p on p.search @@ x.q or (x.config = 'simple'::regconfig and length(${query}) >= 2 and p.language = 'zh' and position(${query} in p.plain) > 0)
      join discussion d on d.id = p.discussion_id join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id
      where p.state = 'shown' and ${visibleTo(sql, reader)}
      group by p.id, d.id, a.name, o.short_name, o.name
    ), titles as (
      select 'discussion' as kind, d.id, d.id as discussion_id, d.slug, t.language, t.title || ' ' || t.introduction as plain, null::text as author, null::text as organisation,
        d.announced_at as at, 1 + max(case when t.title ilike ${like(query)} then 1 else 0 end) as rank
      from discussion_text t join discussion d on d.id = t.discussion_id
      where (t.title ilike ${like(query)} or t.introduction ilike ${like(query)}) and ${visibleTo(sql, reader)}
      group by d.id, t.language, t.title, t.introduction
    )
    select f.kind, f.id, f.discussion_id, f.slug, f.language, left(f.plain, 2000) as plain, f.author, f.organisation, f.at,
      (select x.title from discussion_text x where x.discussion_id = f.discussion_id order by x.language = ${language} desc, x.language limit 1) as title
    from (select * from posts union all select * from titles) f
    order by f.rank desc, f.at desc nulls last, f.id limit ${foundLength}`;
  const seen = new Set<string>();
  return rows
    .filter((r) => {
      const key = `${r.kind}${r.id}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .map((r) => ({
      kind: r.kind,
      path: r.kind === 'post' ? `/posts/${r.id}` : `/discussions/${r.discussionId}/${r.slug}`,
      title: r.title,
      language: r.language,
      words: excerpt(around(r.plain, query), 240),
      author: r.author,
      organisation: r.organisation,
      at: r.at,
    }));
}

/** Percent signs and underscores of a query are letters, not wildcards. */
function like(query: string): string {
  return `%${query.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The text from a little before the first word that was looked for. */
function around(text: string, query: string): string {
  const first = query.toLowerCase().split(/\s+/)[0] ?? '';
  const at = text.toLowerCase().indexOf(first);
  if (at <= 80) return text;
  const from = text.indexOf(' ', at - 60);
  return `… ${text.slice(from === -1 ? at : from + 1)}`;
}
