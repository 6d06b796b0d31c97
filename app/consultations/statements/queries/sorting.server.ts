import type { Db } from '../../../../db/connect';
import type { SortedStatement } from '../views';
import { titleObject, viewPairs, wordsOf } from './words.server';

/** Every statement of a consultation, with who proposed it, for those who facilitate: by number. One statement. */
export async function readSortedStatements(
  sql: Db,
  consultation: number,
  language: string,
): Promise<{ title: { title: string; language: string }; statements: SortedStatement[] }> {
  const [row] = await sql<{ title: { title: string; language: string }; statements: SortedStatement[] | null }[]>`
    select ${titleObject(sql, consultation, language)} as title,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}, 'state', s.state, 'reason', s.reason, 'seed', s.seed, 'proposedAt', s.proposed_at,
          'into', (select i.number from consultation_statement i where i.id = s.merged_into),
          'author', p.name, 'organisation', coalesce(o.short_name, o.name)) order by s.number)
        from consultation_statement s left join ${wordsOf(sql, language)} on true
        join person p on p.id = s.author_id left join organisation o on o.id = p.organisation_id
        where s.consultation_id = ${consultation}) as statements`;
  return { title: row!.title, statements: row!.statements ?? [] };
}

/** The words of all statements that are voted on, in every language: what a new one may say again. */
export async function listApprovedWords(
  sql: Db,
  consultation: number,
): Promise<{ id: number; number: number; words: string; language: string }[]> {
  return sql<{ id: number; number: number; words: string; language: string }[]>`
    select s.id, s.number, x.words, x.language from consultation_statement s
    join consultation_statement_text x on x.statement_id = s.id
    where s.consultation_id = ${consultation} and s.state = 'approved' order by s.number, x.language`;
}
