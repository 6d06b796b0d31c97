import type { Db } from '../../../db/connect';
import type { KindInText } from '../../citations/citation';
import { claimVisibleTo } from '../../consultations/claims/cited.server';
import { textOf } from '../../consultations/queries/visible.server';
import { visibleProposal } from '../../decisions/queries/rules.server';
import { visibleTo } from '../../discussions/queries/visible.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { readableBy, titleIn } from '../visible.server';

/** Something that a text can rest on, as the editor's picker offers it. */
export interface CitableView {
  kind: KindInText;
  cited: number;
  version: number;
  /** Which passage of a document: its block id; empty for all others. */
  key: string;
  source: string;
  author: string | null;
  words: string;
  language: string;
  path: string;
  state: 'current';
}

const mostFound = 8;

/** A row of what was found, before its words are cut. */
export type CitableRow = Omit<CitableView, 'path' | 'state' | 'source'> & { title: string };

/**
 * Posts, published statements, claims, decisions and passages of other documents with these words, as far as this reader may see them:
 * the newest of each kind. One statement. An id as /posts/12, /statements/3, /claims/5, /decisions/2 or /passages/4 finds that thing.
 */
export async function findCitable(
  sql: Db,
  reader: Reader | null,
  document: number,
  query: string,
  language: string,
  now: Date,
): Promise<CitableView[]> {
  const select = citableRows(sql, reader, { query, language, without: document }, now);
  const rows = select ? await sql<CitableRow[]>`${select}` : [];
  return rows.map(({ title: source, ...r }) => ({
    ...r,
    source,
    words: excerpt(r.words, 240),
    path: `/${r.kind}s/${r.cited}`,
    state: 'current',
  }));
}

/** The same as a select of `CitableRow`, which stands in a larger one; null where nothing is looked for. */
export function citableRows(
  sql: Db,
  reader: Reader | null,
  {
    query,
    language,
    without,
    most = mostFound,
  }: { query: string; language: string; without: number | null; most?: number },
  now: Date,
) {
  const named = /(posts|statements|passages|claims|decisions)\/(\d{1,15})/.exec(query);
  const id = (kind: string) => (named?.[1] === kind ? Number(named[2]) : null);
  const words = named ? '' : query.trim();
  if (!named && words.length < 2) return null;
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const matches = (plain: ReturnType<Db>, own: ReturnType<Db>, kind: string) =>
    named ? sql`${own} = ${id(kind)}` : sql`${plain} ilike ${like}`;
  const title = sql`(select t.title from discussion_text t where t.discussion_id = d.id
    order by t.language = ${language} desc, t.language = d.language desc limit 1)`;
  return sql`
    (select 'post' as kind, p.id as cited, p.version, '' as key, ${title} as title, a.name as author, left(p.plain, 600) as words, p.language
      from post p join discussion d on d.id = p.discussion_id join person a on a.id = p.author_id
      where p.state = 'shown' and ${matches(sql`p.plain`, sql`p.id`, 'posts')} and ${visibleTo(sql, reader)} order by p.id desc limit ${most})
    union all
    (select 'statement', s.id, s.version, '', ${title}, null, left(x.plain, 600), x.language
      from statement s join synthesis y on y.discussion_id = s.discussion_id join discussion d on d.id = y.discussion_id
      cross join lateral (select t.plain, t.language from statement_text t where t.statement_id = s.id
        order by t.language = ${language} desc, t.language = y.language desc limit 1) x
      where y.published_at is not null and s.withdrawn_at is null and ${matches(sql`x.plain`, sql`s.id`, 'statements')}
        and ${visibleTo(sql, reader)} order by s.id desc limit ${most})
    union all
    (select 'passage', g.id, g.version, g.block_id, ${titleIn(sql, language)}, coalesce(l.short_name, l.name), left(g.plain, 600), d.language
      from document_passage g join document d on d.id = g.document_id join organisation l on l.id = d.lead_id
      where g.gone_at is null and d.id is distinct from ${without} and ${matches(sql`g.plain`, sql`g.id`, 'passages')}
        and ${readableBy(sql, reader, now)} order by g.id desc limit ${most})
    union all
    (select 'claim', m.id, m.version, '', x.title, null, w.body, w.language
      from claim m join consultation c on c.id = m.consultation_id join ${textOf(sql, language)} x on true
      cross join lateral (select t.body, t.language from claim_text t where t.claim_id = m.id
        order by t.language = ${language} desc, t.language = m.language desc limit 1) w
      where m.withdrawn_at is null and ${matches(sql`w.body`, sql`m.id`, 'claims')} and ${claimVisibleTo(sql, reader)}
      order by m.id desc limit ${most})
    union all
    (select 'decision', p.id, 1, '', coalesce(o.short_name, o.name, ''), null, p.title, p.language
      from proposal p left join organisation o on o.id = p.lead_id
      where p.opened_at is not null and ${matches(sql`p.title`, sql`p.id`, 'decisions')} and ${visibleProposal(sql, reader, now)}
      order by p.id desc limit ${most})`;
}
