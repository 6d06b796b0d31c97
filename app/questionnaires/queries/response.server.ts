import { createHash } from 'node:crypto';
import type { Db } from '../../../db/connect';
import { plainly, type Typed } from '../answer';
import type { Content } from '../content';
import { type Comer, type Found, keyHash } from '../found.server';

export interface StoredAnswer {
  question: string;
  typed: Typed;
  revision: number;
  fromPage: string | null;
  by: string | null;
  at: string | null;
}

export interface Rival {
  id: number;
  question: string;
  typed: Typed;
  by: string | null;
  at: string | null;
}

/** What one has answered so far, with the version that was asked. */
export interface Response {
  id: string;
  version: number;
  content: Content;
  submittedAt: Date | null;
  answers: Map<string, StoredAnswer>;
  rivals: Rival[];
  files: { id: string; question: string; name: string }[];
}

interface Row extends Omit<Response, 'answers'> {
  answers: StoredAnswer[];
}

/** One's own answers, or those of one's organisation; null where none were begun. `lock` holds them for a deed. */
export async function findResponse(sql: Db, found: Found, comer: Comer, lock = false): Promise<Response | null> {
  const mine = whose(found, comer);
  if (!mine) return null;
  const [column, value] = mine;
  // In a statement of its own: what waits for a lock still reads as of before it waited.
  if (lock)
    await sql`select from questionnaire_response r where r.questionnaire_id = ${found.id} and r.${sql(column)} = ${value} for update`;
  const [row] = await sql<Row[]>`
    select r.id, r.version, v.content, r.submitted_at,
      coalesce((select jsonb_agg(jsonb_build_object('question', a.question_id, 'typed', a.typed, 'revision', a.revision,
        'fromPage', a.from_page, 'by', p.name, 'at', a.at)) from questionnaire_answer a left join person p on p.id = a.by_person
        where a.response_id = r.id), '[]') as answers,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'question', x.question_id, 'typed', x.typed, 'by', p.name, 'at', x.at) order by x.id)
        from questionnaire_rival x left join person p on p.id = x.by_person where x.response_id = r.id), '[]') as rivals,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'question', f.question_id, 'name', f.name))
        from questionnaire_file f where f.response_id = r.id), '[]') as files
    from questionnaire_response r
    join questionnaire_version v on v.questionnaire_id = r.questionnaire_id and v.number = r.version
    where r.questionnaire_id = ${found.id} and r.${sql(column)} = ${value}`;
  return row ? { ...row, answers: new Map(row.answers.map((a) => [a.question, a])) } : null;
}

/** By what answers are somebody's; null where nothing can say whose they are yet. */
export function whose(found: Found, { reader, key }: Comer): [column: string, value: string | number] | null {
  if (found.anonymous) return key && found.tie.holdsKey ? ['key_hash', keyHash(key)] : null;
  if (found.answerers === 'registered')
    return found.tie.registration === null ? null : ['registration_id', found.tie.registration];
  if (found.answerers === 'people') return reader ? ['person_id', reader.id] : null;
  return reader?.organisationId ? ['organisation_id', reader.organisationId] : null;
}

/** What a page was made with: it comes back with the form, and says what has been changed on it and what elsewhere. */
export function madeWith(answer: Pick<StoredAnswer, 'typed' | 'revision'> | undefined): string {
  return `${answer?.revision ?? 0}.${markOf(answer?.typed ?? {})}`;
}

export function markOf(typed: Typed): string {
  return createHash('sha256').update(plainly(typed)).digest('base64url').slice(0, 12);
}
