import type { Db } from '../../../../db/connect';
import { visibleTo } from '../../../discussions/queries/visible.server';
import type { Area } from '../../../organisations/places';
import type { Reader } from '../../../people/person';
import { answerVisibleTo, ownAnswer, weekOfAnswer } from '../../../questionnaires/cited.server';
import { ofSurvivors, wordsGivenOut } from '../../../questionnaires/queries/survivors.server';
import { excerpt } from '../../../shared/rich-text/excerpt';
import { cellRegionOf } from '../../balance/cells';
import type { CountedKind } from '../claim';
import type { CountedSource } from '../coverage';

/**
 * All that a consultation brought, as a table: `kind, id, version, sector, region, author, organisation, words, language, at,
 * section, visible`. Posts of its discussions, text answers to its questionnaires that were sent, and its statements. `section`
 * is the question that an answer answers; `author` is empty where no name stands beside the words, and of statements no sector is
 * said either; `visible`: to this reader, who may see the consultation. Answers of survivor groups are in it once they are given
 * out, without an organisation, a region and a day, as they are wherever else those who prepare the consultation read words.
 */
export function sourcesOf(sql: Db, consultation: number, reader: Reader | null) {
  return sql`(
    select 'post' as kind, p.id, p.version, o.sector, o.region, a.name as author, coalesce(o.short_name, o.name) as organisation,
      p.plain as words, p.language, coalesce(p.shown_at, p.written_at) as at, null::text as section,
      coalesce(${visibleTo(sql, reader)}, false) as visible
    from post p join discussion d on d.id = p.discussion_id join person a on a.id = p.author_id
    left join organisation o on o.id = p.organisation_id
    where p.state = 'shown' and p.discussion_id in (
      select k.subject_id from consultation_part k where k.consultation_id = ${consultation} and k.kind = 'discussion')
    union all
    select 'answer', a.id, a.revision, case when z.survivors then 'survivor-group' else o.sector end,
      case when not z.survivors then o.region end, '', case when not z.survivors then coalesce(o.short_name, o.name) end,
      a.value #>> '{}', r.language, case when z.survivors then ${weekOfAnswer(sql)} else r.submitted_at end,
      q.id || ':' || a.question_id, coalesce(${answerVisibleTo(sql, reader)}, false)
    from questionnaire q join questionnaire_response r on r.questionnaire_id = q.id
    join questionnaire_answer a on a.response_id = r.id
    join questionnaire_version v on v.questionnaire_id = q.id and v.number = r.version
    left join organisation o on o.id = r.organisation_id
    cross join lateral (select ${ofSurvivors(sql)} as survivors, ${ownAnswer(sql, reader)} as own offset 0) z
    where q.subject_kind = 'consultation' and q.subject_id = ${consultation} and r.submitted_at is not null and a.value is not null
      and (not z.survivors or ${wordsGivenOut(sql)})
      and exists (select from jsonb_array_elements(v.content -> 'sections') s cross join jsonb_array_elements(s.value -> 'questions') u
        where u.value ->> 'id' = a.question_id and u.value ->> 'type' = 'text')
    union all
    select 'consultation-statement', t.id, 1, null, null, '', null, w.words, t.language, coalesce(t.settled_at, t.proposed_at), null, true
    from consultation_statement t join consultation_statement_text w on w.statement_id = t.id and w.language = t.language
    where t.consultation_id = ${consultation} and t.state = 'approved')`;
}

/** Whether a claim rests on source `s`, or a reason was given why none does: columns `state` and `reason`. */
export function stateColumns(sql: Db, consultation: number) {
  return sql`case when exists (select from claim_passage g join claim m on m.id = g.claim_id
      where g.kind = s.kind and g.source_id = s.id and m.consultation_id = ${consultation} and m.withdrawn_at is null) then 'coded'
    when exists (select from claim_waiver w where w.consultation_id = ${consultation} and w.kind = s.kind and w.source_id = s.id) then 'waived'
    else 'unused' end as state,
    (select w.reason from claim_waiver w where w.consultation_id = ${consultation} and w.kind = s.kind and w.source_id = s.id) as reason`;
}

/** A source as coders read it. */
export interface Source {
  kind: CountedKind;
  id: number;
  version: number;
  sector: string | null;
  author: string;
  organisation: string | null;
  words: string;
  language: string;
  at: string;
  /** The question that it answers, as a section is named; null for what answers none. */
  section: string | null;
  state: CountedSource['state'];
}

/** A source in a list: where nobody used it, how it begins, as far as this reader may read it. */
export interface ListedSource extends CountedSource {
  id: number;
  reason: string | null;
  author: string;
  organisation: string | null;
  words: string | null;
  language: string;
}

export type SourceRow = Omit<ListedSource, 'region'> & { region: Area | null };

/** The select of every source of a consultation, whoever may read it, in the order of kinds and of time. */
export function sourcesSelect(sql: Db, consultation: number, reader: Reader | null) {
  return sql`
    select x.kind, x.id, x.sector, x.region, x.state, x.reason, x.language,
      case when x.visible then x.author else '' end as author, case when x.visible then x.organisation end as organisation,
      case when x.visible and x.state <> 'coded' then left(x.words, 600) end as words
    from (select s.*, ${stateColumns(sql, consultation)} from ${sourcesOf(sql, consultation, reader)} s) x
    order by ${kindOrder(sql)}, x.at, x.id`;
}

export function sourcesFrom(rows: SourceRow[]): ListedSource[] {
  return rows.map(({ region, words, ...row }) => ({
    ...row,
    region: region === null ? null : cellRegionOf(region),
    words: words === null ? null : excerpt(words, 240),
  }));
}

/** Every source of a consultation. One statement. */
export async function listSources(sql: Db, consultation: number, reader: Reader | null): Promise<ListedSource[]> {
  return sourcesFrom(await sql<SourceRow[]>`${sourcesSelect(sql, consultation, reader)}`);
}

/** Posts, then answers, then statements: of table `x`. */
export function kindOrder(sql: Db) {
  return sql`array_position(array['post', 'answer', 'consultation-statement'], x.kind::text)`;
}

/** One source of the consultation that this reader may read, as it stands; null where there is none. */
export async function findSource(
  sql: Db,
  consultation: number,
  reader: Reader | null,
  { kind, id }: { kind: string; id: number },
): Promise<Source | null> {
  const [row] = await sql<(Omit<Source, 'at'> & { at: Date })[]>`
    select s.kind, s.id, s.version, s.sector, s.author, s.organisation, s.words, s.language, s.at, s.section,
      ${stateColumns(sql, consultation)}
    from ${sourcesOf(sql, consultation, reader)} s where s.kind = ${kind} and s.id = ${id} and s.visible`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}
