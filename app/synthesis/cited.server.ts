import type { CitedThing } from '../citations/citation';
import { citedBy } from '../citations/cited-rows.server';
import { excerptLength } from '../discussions/cited.server';
import { visibleTo } from '../discussions/queries/visible.server';
import { excerpt } from '../shared/rich-text/excerpt';

interface Row {
  id: number;
  discussionId: number;
  version: number;
  title: string;
  words: string | null;
  language: string | null;
  own: string;
  at: string;
  withdrawn: boolean;
}

/**
 * Cited statements as this reader may see them. Whose words they are is the discussion's: a statement says
 * what many said. Only those of a published synthesis; a draft is nobody's source.
 */
export const citedStatements = citedBy<Row>(
  (sql, ids, reader, language) => sql`
    select s.id, s.discussion_id as "discussionId", s.version, y.language as own, coalesce(s.corrected_at, y.published_at) as at,
      s.withdrawn_at is not null as withdrawn, left(x.plain, ${excerptLength * 4}) as words, x.language,
      (select t.title from discussion_text t where t.discussion_id = d.id
        order by t.language = ${language} desc, t.language = d.language desc limit 1) as title
    from statement s join synthesis y on y.discussion_id = s.discussion_id join discussion d on d.id = y.discussion_id
    left join lateral (select t.plain, t.language from statement_text t where t.statement_id = s.id
      order by t.language = ${language} desc, t.language = y.language desc limit 1) x on true
    where s.id in ${sql(ids)} and y.published_at is not null and ${visibleTo(sql, reader)}`,
  thingFrom,
);

function thingFrom(r: Row): CitedThing {
  const place = { author: r.title, organisation: null, path: `/statements/${r.id}`, discussion: r.discussionId };
  if (r.withdrawn || r.words === null) return { kind: 'nothing', why: 'gone', ...place };
  return {
    kind: 'statement',
    id: r.id,
    ...place,
    sector: null,
    excerpt: excerpt(r.words, excerptLength),
    language: r.language ?? r.own,
    translated: r.language !== r.own,
    version: r.version,
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}
