import type { Db } from '../../../db/connect';
import { visibleTo } from '../../discussions/queries/visible.server';
import { isActive, type Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { visibleConsultation } from '../queries/visible.server';
import { type InputKind, type Uses, type UsesRow, usesColumns, usesFrom } from './uses.server';

/** Something that the reader, or their organisation, said, and where it went. */
export interface Contribution {
  kind: InputKind;
  id: number;
  words: string;
  language: string;
  at: string;
  /** The consultation or discussion in which it was said. */
  place: { title: string; language: string; path: string };
  /** Said by the organisation, and not by the reader alone. */
  ofOrganisation: boolean;
  uses: Uses;
}

export const pageLength = 20;

interface Row extends UsesRow {
  kind: InputKind;
  id: number;
  words: string;
  language: string;
  at: Date;
  placeKind: 'discussion' | 'consultation';
  placeId: number;
  title: string;
  titleLanguage: string;
  ofOrganisation: boolean;
  total: number;
}

/** All that a person said in a way that can be used: a table `kind, id, words, language, at, place_kind, place_id, of_organisation`. */
function saidBy(sql: Db, reader: Reader) {
  return sql`(
    select 'post' as kind, p.id, left(p.plain, 960) as words, p.language, coalesce(p.shown_at, p.written_at) as at,
      'discussion' as place_kind, p.discussion_id as place_id, false as of_organisation
    from post p join discussion d on d.id = p.discussion_id
    where p.author_id = ${reader.id} and p.state in ('shown', 'hidden') and ${visibleTo(sql, reader)}
    union all
    select 'answer', a.id, left(a.value #>> '{}', 960), r.language, r.submitted_at, 'consultation', q.subject_id, r.organisation_id is not null
    from questionnaire q join questionnaire_response r on r.questionnaire_id = q.id join questionnaire_answer a on a.response_id = r.id
    join questionnaire_version v on v.questionnaire_id = q.id and v.number = r.version join consultation c on c.id = q.subject_id
    where q.subject_kind = 'consultation' and r.submitted_at is not null and a.value is not null
      and (r.person_id = ${reader.id} or r.organisation_id = ${reader.organisationId}) and ${visibleConsultation(sql, reader)}
      and exists (select from jsonb_array_elements(v.content -> 'sections') s cross join jsonb_array_elements(s.value -> 'questions') u
        where u.value ->> 'id' = a.question_id and u.value ->> 'type' = 'text')
    union all
    select 'consultation-statement', s.id, left(t.words, 960), s.language, s.proposed_at, 'consultation', s.consultation_id, false
    from consultation_statement s join consultation_statement_text t on t.statement_id = s.id and t.language = s.language
    join consultation c on c.id = s.consultation_id
    where s.author_id = ${reader.id} and not s.seed and s.state in ('approved', 'merged') and ${visibleConsultation(sql, reader)})`;
}

/**
 * What the reader said, newest first, each with where it went: into a synthesis, a response, a programme; or why not. What was
 * withdrawn is not here any more. One statement.
 */
export async function listContributions(
  sql: Db,
  of: { reader: Reader; language: string; now: Date },
  page: number,
): Promise<{ contributions: Contribution[]; total: number }> {
  const { reader, language } = of;
  if (!isActive(reader)) return { contributions: [], total: 0 };
  const rows = await sql<Row[]>`
    with said as materialized (
      select *, count(*) over ()::int as total from ${saidBy(sql, reader)} x
      order by at desc, kind, id desc limit ${pageLength} offset ${(page - 1) * pageLength}
    )
    select i.*, coalesce(e.title, n.title) as title, coalesce(e.language, n.language) as title_language, ${usesColumns(sql, of)}
    from said i
    left join lateral (select x.title, x.language from discussion_text x join discussion d on d.id = x.discussion_id
      where i.place_kind = 'discussion' and x.discussion_id = i.place_id
      order by x.language = ${language} desc, x.language = d.language desc, x.language limit 1) e on true
    left join lateral (select x.title, x.language from consultation_text x join consultation c on c.id = x.consultation_id
      where i.place_kind = 'consultation' and x.consultation_id = i.place_id
      order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1) n on true
    order by i.at desc, i.kind, i.id desc`;
  return { contributions: rows.map(contributionFrom), total: rows[0]?.total ?? 0 };
}

function contributionFrom(row: Row): Contribution {
  return {
    kind: row.kind,
    id: row.id,
    words: excerpt(row.words, 240),
    language: row.language,
    at: row.at.toISOString(),
    place: { title: row.title, language: row.titleLanguage, path: `/${row.placeKind}s/${row.placeId}` },
    ofOrganisation: row.ofOrganisation,
    uses: usesFrom(row),
  };
}
