import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { patternsOf, queryTyped } from '../shared/search.server';
import { titleOf, visibleEvent } from './queries/visible.server';

export interface FoundEventWords {
  id: number;
  path: string;
  title: string;
  language: string;
  words: string;
  startsAt: Date;
}

const most = 10;

/**
 * Events that this reader may see whose texts hold every word, in any of their languages, or whose speakers' names do; those to come
 * first. Where a survivor speaks, nobody is found by who speaks. One statement.
 */
export async function searchEvents(
  sql: Db,
  reader: Reader | null,
  query: string,
  language: string,
  now: Date,
): Promise<FoundEventWords[]> {
  const patterns = patternsOf(queryTyped(query));
  if (patterns.length === 0) return [];
  const rows = await sql<
    { id: number; slug: string; title: string; language: string; introduction: string; startsAt: Date }[]
  >`
    select e.id, e.slug, e.starts_at, t.title, t.language,
      coalesce((select x.introduction from event_text x where x.event_id = e.id and x.language = t.language), '') as introduction
    from event e cross join ${titleOf(sql, language)} t
    cross join lateral (select
      coalesce((select string_agg(x.title || ' ' || x.introduction, ' ') from event_text x where x.event_id = e.id), '') || ' ' ||
      coalesce((select string_agg(s.name || ' ' || s.organisation, ' ') from event_speaker s
        where s.event_id = e.id and s.listed and not e.survivor_speaks), '') as words) w
    where ${visibleEvent(sql, reader)} and w.words ilike all(${patterns}::text[])
    order by e.ends_at <= ${now}, abs(extract(epoch from e.starts_at - ${now}::timestamptz)), e.id limit ${most}`;
  return rows.map(({ slug, introduction, ...e }) => ({
    ...e,
    path: `/events/${e.id}/${slug}`,
    words: excerpt(introduction, 240),
  }));
}
