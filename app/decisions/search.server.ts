import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { patternsOf, queryTyped } from '../shared/search.server';
import { visibleProposal } from './queries/rules.server';

export interface FoundDecision {
  id: number;
  path: string;
  title: string;
  language: string;
  words: string;
  /** When it was decided; null where it is open. */
  decidedAt: Date | null;
}

const most = 10;

/** Proposals and decisions that this reader may see whose title or last text holds every word, the newest first. One statement. */
export async function searchDecisions(
  sql: Db,
  reader: Reader | null,
  query: string,
  now: Date,
): Promise<FoundDecision[]> {
  const patterns = patternsOf(queryTyped(query));
  if (patterns.length === 0) return [];
  const rows = await sql<(Omit<FoundDecision, 'path' | 'words'> & { plain: string | null })[]>`
    select p.id, p.title, p.language, p.decided_at, left(x.plain, 2000) as plain
    from proposal p left join lateral (select t.plain from proposal_text t where t.proposal_id = p.id and t.original
      order by t.version desc limit 1) x on true
    where ${visibleProposal(sql, reader, now)} and p.title || ' ' || coalesce(x.plain, '') ilike all(${patterns}::text[])
    order by p.decided_at desc nulls first, p.id desc limit ${most}`;
  return rows.map(({ plain, ...d }) => ({ ...d, path: `/decisions/${d.id}`, words: excerpt(plain ?? '', 240) }));
}
