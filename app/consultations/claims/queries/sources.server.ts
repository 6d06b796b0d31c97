import type { Db } from '../../../../db/connect';
import { visibleTo } from '../../../discussions/queries/visible.server';
import type { Area } from '../../../organisations/places';
import type { Reader } from '../../../people/person';
import { cellRegionOf } from '../../balance/cells';
import type { CountedKind } from '../claim';
import type { CountedSource } from '../coverage';

/**
 * All that a consultation brought, as a table: `kind, id, version, sector, region, author, organisation, words, language, at,
 * section, visible`. Posts of its discussions, text answers to its questionnaires that were sent, and its statements. `section`
 * is the question that an answer answers; `author` is empty where no name stands beside the words; `visible`: to this reader.
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
    select 'answer', a.id, a.revision, o.sector, o.region, '', coalesce(o.short_name, o.name),
      a.value #>> '{}', r.language, r.submitted_at, q.id || ':' || a.question_id, true
    from questionnaire q join questionnaire_response r on r.questionnaire_id = q.id
    join questionnaire_answer a on a.response_id = r.id
    join questionnaire_version v on v.questionnaire_id = q.id and v.number = r.version
    left join organisation o on o.id = r.organisation_id
    where q.subject_kind = 'consultation' and q.subject_id = ${consultation} and r.submitted_at is not null and a.value is not null
      and exists (select from jsonb_array_elements(v.content -> 'sections') s cross join jsonb_array_elements(s.value -> 'questions') u
        where u.value ->> 'id' = a.question_id and u.value ->> 'type' = 'text'))`;
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

/** For figures: every source, whoever may read it, without a word of it. One statement. */
export async function listCounted(sql: Db, consultation: number): Promise<CountedSource[]> {
  const rows = await sql<
    { kind: CountedKind; sector: string | null; region: Area | null; state: CountedSource['state'] }[]
  >`
    select s.kind, s.sector, s.region, ${stateColumns(sql, consultation)} from ${sourcesOf(sql, consultation, null)} s
    order by s.kind, s.id`;
  return rows.map(({ kind, sector, region, state }) => ({
    kind,
    sector,
    region: region === null ? null : cellRegionOf(region),
    state,
  }));
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
