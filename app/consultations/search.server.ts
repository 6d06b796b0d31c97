import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { patternsOf, queryTyped } from '../shared/search.server';
import { textOf, visibleConsultation } from './queries/visible.server';

export interface FoundConsultationWords {
  id: number;
  path: string;
  title: string;
  language: string;
  words: string;
  /** When its last phase ends; null without phases. */
  closesAt: Date | null;
}

const most = 10;

/**
 * Consultations that this reader may see whose texts hold every word, in any of their languages: what it is about, what it will
 * feed, and what there is to read once its phase has begun; those that are not over first. One statement.
 */
export async function searchConsultations(
  sql: Db,
  reader: Reader | null,
  query: string,
  language: string,
  now: Date,
): Promise<FoundConsultationWords[]> {
  const patterns = patternsOf(queryTyped(query));
  if (patterns.length === 0) return [];
  const rows = await sql<
    { id: number; slug: string; title: string; language: string; purpose: string; closesAt: Date | null }[]
  >`
    select c.id, c.slug, x.title, x.language, x.purpose, p.closes_at
    from consultation c cross join ${textOf(sql, language)} x
    left join lateral (select max(p.closes_at) as closes_at from consultation_phase p where p.consultation_id = c.id) p on true
    cross join lateral (select
      coalesce((select string_agg(y.title || ' ' || y.purpose || ' ' || y.feeds, ' ') from consultation_text y where y.consultation_id = c.id), '') || ' ' ||
      coalesce((select string_agg(y.title || ' ' || y.body, ' ') from consultation_part k join consultation_part_text y on y.part_id = k.id
        where k.consultation_id = c.id and c.announced_at is not null and exists (select from consultation_part_phase f join consultation_phase h on h.id = f.phase_id
          where f.part_id = k.id and h.opens_at <= ${now})), '') as words) w
    where ${visibleConsultation(sql, reader)} and w.words ilike all(${patterns}::text[])
    order by coalesce(p.closes_at <= ${now}, false) or c.cancelled_at is not null, p.closes_at desc nulls last, c.id desc limit ${most}`;
  return rows.map(({ slug, purpose, ...c }) => ({
    ...c,
    path: `/consultations/${c.id}/${slug}`,
    words: excerpt(purpose, 240),
  }));
}
