import type { Db } from '../../db/connect';
import { visibleEvent } from '../events/queries/visible.server';
import { isActive, type Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { patternsOf, queryTyped } from '../shared/search.server';
import { type Content, wordsIn } from './content';

export interface FoundQuestionnaire {
  id: number;
  path: string;
  title: string;
  language: string;
  words: string;
}

const most = 10;

/**
 * Published questionnaires that this reader may see whose title and introduction hold every word, in any of their languages;
 * newest first. Their questions and their answers are not looked through. One statement.
 */
export async function searchQuestionnaires(
  sql: Db,
  reader: Reader | null,
  query: string,
  language: string,
): Promise<FoundQuestionnaire[]> {
  const patterns = patternsOf(queryTyped(query));
  if (patterns.length === 0) return [];
  const rows = await sql<{ id: number; language: string; texts: Content['texts'] }[]>`
    select q.id, q.language, v.content -> 'texts' as texts from questionnaire q
    join lateral (select content from questionnaire_version where questionnaire_id = q.id order by number desc limit 1) v on true
    left join event e on q.subject_kind = 'event' and e.id = q.subject_id
    cross join lateral (select string_agg(concat_ws(' ', x.value ->> 'title', x.value ->> 'introduction'), ' ') as words
      from jsonb_each(v.content -> 'texts') x) w
    where ((q.subject_kind = 'platform' and ${isActive(reader)}) or (e.id is not null and ${visibleEvent(sql, reader)}))
      and w.words ilike all(${patterns}::text[])
    order by q.id desc limit ${most}`;
  return rows.map(({ id, language: own, texts }) => {
    const found = wordsIn(texts, language, own);
    return {
      id,
      path: `/questionnaires/${id}`,
      title: found?.words.title ?? '',
      language: found?.language ?? own,
      words: excerpt(found?.words.introduction ?? '', 240),
    };
  });
}
