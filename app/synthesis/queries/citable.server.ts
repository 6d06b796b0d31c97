import type { Db } from '../../../db/connect';
import { writtenIn } from '../../discussions/cited.server';
import { visibleTo } from '../../discussions/queries/visible.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';

export const citableLength = 40;

/** A post in the list from which a statement's sources are chosen. */
export interface Citable {
  id: number;
  author: string;
  organisation: string | null;
  sector: string | null;
  words: string;
  language: string;
  phaseId: number;
  at: string;
  /** Statements of this synthesis that cite it. */
  citedBy: number[];
}

export interface CitableList {
  search: string;
  /** Ticked before the list was opened; `post` is null where it cannot be read at this time. */
  ticked: { id: number; post: Citable | null }[];
  posts: Citable[];
  page: number;
  pages: number;
  total: number;
}

interface Row extends Omit<Citable, 'at'> {
  at: Date;
  picked: boolean;
  total: number;
}

/**
 * The shown posts of a discussion, wherever they stand now, as this facilitator may see them, in one statement: those
 * that are ticked, then a page of the others, by phase and in order.
 */
export async function listCitable(
  sql: Db,
  reader: Reader | null,
  asked: { discussion: number; ticked: number[]; search: string; page: number },
): Promise<CitableList> {
  const { discussion, ticked, search } = asked;
  const like = `%${search.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const picked = sql`p.id = any(${ticked}::bigint[])`;
  const columns = sql`p.id, p.author, p.organisation, p.sector, left(p.plain, 800) as words, p.language, p.phase_id, p.at,
    array(select distinct c.citing_id from citation c join statement s on s.id = c.citing_id and c.citing_kind = 'statement'
      where c.cited_kind = 'post' and c.cited_id = p.id and s.discussion_id = ${discussion}) as cited_by, ${picked} as picked`;
  const rows = await sql<Row[]>`
    with here as materialized (
      select p.id, a.name as author, coalesce(o.short_name, o.name) as organisation, o.sector, p.plain, p.language, p.phase_id,
        coalesce(p.shown_at, p.written_at) as at, p.ordinal, case when p.discussion_id = ${discussion} then f.position end as position
      from post p join discussion d on d.id = p.discussion_id join phase f on f.id = p.phase_id
      join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id
      where p.state = 'shown' and ${writtenIn(sql, discussion)} and ${visibleTo(sql, reader)}
    ), found as (
      select p.id, count(*) over ()::int as total from here p
      where not ${picked} and (${search} = '' or p.plain ilike ${like} or p.author ilike ${like} or p.organisation ilike ${like})
      order by p.position nulls last, p.ordinal
      limit ${citableLength} offset ${(asked.page - 1) * citableLength}
    )
    select ${columns}, coalesce(f.total, 0) as total from here p left join found f on f.id = p.id
    where f.id is not null or ${picked}
    order by p.position nulls last, p.ordinal`;
  const posts = rows.map(({ total: _t, picked: _p, ...row }) => ({
    ...row,
    words: excerpt(row.words, 240),
    at: row.at.toISOString(),
  }));
  const byId = new Map(posts.map((p) => [p.id, p]));
  const total = Math.max(0, ...rows.map((r) => r.total));
  return {
    search,
    ticked: ticked.map((id) => ({ id, post: byId.get(id) ?? null })),
    posts: posts.filter((p) => !ticked.includes(p.id)),
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / citableLength)),
    total,
  };
}
