import type { Db } from '../../../../db/connect';

/** The words to show of `consultation_statement s`: the reader's language, else the author's. A lateral join, `w`. */
export function wordsOf(sql: Db, language: string) {
  return sql`lateral (select x.words, x.language from consultation_statement_text x where x.statement_id = s.id
    order by x.language = ${language} desc, x.language = s.language desc, x.language limit 1) w`;
}

/** A statement `s` with its words `w` as pairs of a JSON object, without what only some may see. */
export function viewPairs(sql: Db) {
  return sql`'id', s.id, 'number', s.number, 'words', w.words, 'language', coalesce(w.language, s.language),
    'from', case when w.language <> s.language then s.language end`;
}

/** The title of a consultation and its language, as one JSON object. */
export function titleObject(sql: Db, consultation: number, language: string) {
  return sql`(select jsonb_build_object('title', x.title, 'language', x.language) from consultation_text x
    join consultation c on c.id = x.consultation_id where c.id = ${consultation}
    order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1)`;
}
