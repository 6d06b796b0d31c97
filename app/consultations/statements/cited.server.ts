import type { Db } from '../../../db/connect';
import type { CitedThing } from '../../citations/citation';
import { citedBy } from '../../citations/cited-rows.server';
import { excerptLength } from '../../discussions/cited.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { visibleConsultation } from '../queries/visible.server';
import { wordsOf } from './queries/words.server';
import type { StatementState } from './statement';

interface Row {
  id: number;
  number: number;
  consultationId: number;
  state: StatementState;
  title: { title: string };
  words: string | null;
  language: string | null;
  own: string;
  at: string;
}

/**
 * Cited statements of consultations as this reader may see them. Who proposed one is not said: it is voted on
 * by its words, and stands for what many think. What was refused is hidden, what was withdrawn is gone; one that was merged
 * is still what it said. Words are never changed, so the version is always the first.
 */
export const citedConsultationStatements = citedBy<Row>(
  (sql, ids, reader, language) => sql`
    select s.id, s.number, s.consultation_id as "consultationId", s.state, s.language as own, s.proposed_at as at, w.language,
      case when s.state in ('approved', 'merged') then left(w.words, ${excerptLength * 4}) end as words,
      (select jsonb_build_object('title', x.title) from consultation_text x where x.consultation_id = c.id
        order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1) as title
    from consultation_statement s join consultation c on c.id = s.consultation_id left join ${wordsOf(sql, language)} on true
    where s.id in ${sql(ids)} and s.state <> 'waiting' and ${visibleConsultation(sql, reader)}`,
  thingFrom,
);

function thingFrom(r: Row): CitedThing {
  const place = {
    author: r.title.title,
    organisation: null,
    path: `/consultations/${r.consultationId}/statements/${r.number}`,
    discussion: null,
  };
  if (r.words === null) return { kind: 'nothing', why: r.state === 'withdrawn' ? 'gone' : 'hidden', ...place };
  return {
    kind: 'consultation-statement',
    id: r.id,
    ...place,
    sector: null,
    excerpt: excerpt(r.words, excerptLength),
    language: r.language ?? r.own,
    translated: r.language !== r.own,
    version: 1,
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}

/** Which of these statements may be cited by what rests on this consultation: voted on in it, and before this reader's eyes. */
export async function findCitableStatements(
  sql: Db,
  reader: Reader | null,
  consultation: number,
  ids: number[],
): Promise<{ id: number; version: number }[]> {
  if (ids.length === 0) return [];
  return sql<{ id: number; version: number }[]>`
    select s.id, 1 as version from consultation_statement s join consultation c on c.id = s.consultation_id
    where s.id in ${sql(ids)} and s.consultation_id = ${consultation} and s.state = 'approved' and ${visibleConsultation(sql, reader)}
    order by s.id`;
}
