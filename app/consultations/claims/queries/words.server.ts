import type { Db } from '../../../../db/connect';
import { hashIn } from '../places.server';

/** The words of a passage in its source as that stands now; null where they do not stand there any more. */
export interface PassageWords {
  words: string | null;
  language: string;
}

/**
 * Words of passages by their ids, in one statement. The caller has asked, for this reader, whether the sources may be read:
 * no id of another is in the list.
 */
export async function readPassageWords(sql: Db, passages: number[]): Promise<Map<number, PassageWords>> {
  if (passages.length === 0) return new Map();
  const rows = await sql<PassageWordsRow[]>`${passageWordsSelect(sql, sql`id in ${sql(passages)}`)}`;
  return passageWordsFrom(rows);
}

export type PassageWordsRow = PassageWords & { id: number };

/**
 * The select of the words of all passages of a consultation's claims, for pages that read them together with the claims: before
 * they are shown, each is left out of whose source this reader may read nothing.
 */
export function allPassageWords(sql: Db, consultation: number) {
  return passageWordsSelect(
    sql,
    sql`claim_id in (select m.id from claim m where m.consultation_id = ${consultation} and m.withdrawn_at is null)`,
  );
}

export function passageWordsFrom(rows: PassageWordsRow[]): Map<number, PassageWords> {
  return new Map(rows.map(({ id, words, language }) => [id, { words, language }]));
}

function passageWordsSelect(sql: Db, which: ReturnType<Db>) {
  return sql`
    with places as (select id, kind, source_id, start_at, end_at, hash from claim_passage where ${which}),
    there as (
      select x.id, x.hash, substr(p.plain, x.start_at + 1, x.end_at - x.start_at) as words, p.language
        from places x join post p on p.id = x.source_id where x.kind = 'post' and p.state = 'shown'
      union all
      select x.id, x.hash, substr(a.value #>> '{}', x.start_at + 1, x.end_at - x.start_at), r.language
        from places x join questionnaire_answer a on a.id = x.source_id join questionnaire_response r on r.id = a.response_id
        where x.kind = 'answer' and r.submitted_at is not null
      union all
      select x.id, x.hash, substr(w.words, x.start_at + 1, x.end_at - x.start_at), t.language
        from places x join consultation_statement t on t.id = x.source_id
        join consultation_statement_text w on w.statement_id = t.id and w.language = t.language
        where x.kind = 'consultation-statement' and t.state in ('approved', 'merged')
    )
    select id, case when ${hashIn(sql`words`, sql)} = hash then words end as words, language from there order by id`;
}
