import { randomUUID } from 'node:crypto';
import { type Choice, choiceValues } from '../../app/consultations/statements/statement';
import type { Sql } from '../../db/connect';
import { aConsultation, type SomeConsultation } from './consultations';
import { anOrganisation, aPerson, type SomePerson } from './people';

/** A consultation in which statements are open, or were, with as many that are voted on. */
export async function withStatements(
  sql: Sql,
  count = 0,
  values: Parameters<typeof aConsultation>[1] = {},
): Promise<SomeConsultation & { statements: number[] }> {
  const consultation = await aConsultation(sql, { ...values, parts: [{ kind: 'statements' }] });
  const statements: number[] = [];
  for (let n = 1; n <= count; n++)
    statements.push(await aStatement(sql, consultation, { words: `Thought number ${n} of a test (invented).` }));
  return { ...consultation, statements };
}

/** A statement straight into the tables; approved unless said otherwise. */
export async function aStatement(
  sql: Sql,
  consultation: SomeConsultation,
  values: { words?: string; language?: string; author?: number; state?: 'waiting' | 'approved' } = {},
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into consultation_statement (consultation_id, number, author_id, language, state, proposed_at, once)
    select ${consultation.id}, coalesce(max(number), 0) + 1, ${values.author ?? consultation.facilitator.id}, ${values.language ?? 'en'},
      ${values.state ?? 'approved'}, now(), ${randomUUID()}
    from consultation_statement where consultation_id = ${consultation.id} returning id`;
  await sql`
    insert into consultation_statement_text (statement_id, language, words)
    values (${row!.id}, ${values.language ?? 'en'}, ${values.words ?? 'Inspectors need interpreters (invented).'})`;
  return row!.id;
}

/** So many people of one sector (null: of no organisation) who have all voted this way on a statement, straight into the tables. */
export async function votesOf(
  sql: Sql,
  consultation: number,
  sector: string | null,
  statement: number,
  votes: Partial<Record<Choice, number>>,
): Promise<SomePerson[]> {
  const organisation = sector === null ? null : await anOrganisation(sql, { sector });
  const people: SomePerson[] = [];
  for (const [choice, count] of Object.entries(votes) as [Choice, number][]) {
    for (let n = 0; n < count; n++) {
      const person = await aPerson(sql, organisation === null ? {} : { organisation });
      await sql`
        insert into consultation_voice (consultation_id, person_id, sector, region, submitted_at)
        values (${consultation}, ${person.id}, ${sector}, ${sector === null ? null : '002'}, now())`;
      await sql`
        insert into consultation_vote (statement_id, person_id, choice, voted_at)
        values (${statement}, ${person.id}, ${choiceValues[choice]}, now())`;
      people.push(person);
    }
  }
  return people;
}
