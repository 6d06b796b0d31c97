import { randomUUID } from 'node:crypto';
import type { Typed } from '../../app/questionnaires/answer';
import { beginAnswers, submitAnswers } from '../../app/questionnaires/answering.server';
import { blankQuestion, type Content, type Question } from '../../app/questionnaires/content';
import type { Comer } from '../../app/questionnaires/found.server';
import type { Sent } from '../../app/questionnaires/keeping.server';
import { madeWith } from '../../app/questionnaires/queries/response.server';
import type { Answerers, ResultReaders } from '../../app/questionnaires/questionnaire';
import type { Sql } from '../../db/connect';
import { fieldOf } from './browser-like';
import { aPerson } from './people';

const said = (label: string) => ({ en: { label, hint: '', low: '', high: '', unit: '' } });
export const labelled = (ids: string[]) => ids.map((id) => ({ id, texts: { en: `Label of ${id}` } }));

/** A question in English, with two options where its type has any. */
export function aQuestion(id: string, type: Question['type'], more: Partial<Question> = {}): Question {
  return {
    ...blankQuestion(id, type),
    texts: said(`Question ${id}`),
    options: labelled(['o1', 'o2']),
    next: 9,
    ...more,
  };
}

/** Every type, one of them required, one that hangs on another; in two sections. */
export function aContent(): Content {
  return {
    texts: { en: { title: 'What you think (invented)', introduction: '' } },
    sections: [
      {
        id: 's1',
        texts: { en: { title: 'First', introduction: '' } },
        questions: [
          aQuestion('q1', 'single', { required: true }),
          aQuestion('q2', 'text', { condition: { question: 'q1', kind: 'is', value: 'o2' } }),
          aQuestion('q3', 'multiple'),
          aQuestion('q4', 'scale'),
        ],
      },
      {
        id: 's2',
        texts: { en: { title: 'Second', introduction: '' } },
        questions: [
          aQuestion('q5', 'matrix', { rows: labelled(['r3', 'r4']) }),
          aQuestion('q6', 'ranking'),
          aQuestion('q7', 'number'),
          aQuestion('q8', 'date'),
          aQuestion('q9', 'file'),
        ],
      },
    ],
    next: 10,
  };
}

/** A questionnaire straight into the tables, published unless `published` is false. Without an event it is the platform's. */
export async function aQuestionnaire(
  sql: Sql,
  values: {
    event?: number;
    answerers?: Answerers;
    anonymous?: boolean;
    results?: ResultReaders;
    content?: Content;
    published?: boolean;
    opens?: Date;
    closes?: Date;
  } = {},
): Promise<number> {
  const content = values.content ?? aContent();
  const maker = await aPerson(sql, { secretariat: true });
  const [row] = await sql<{ id: number }[]>`
    insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, opens_at, closes_at, draft, created_by)
    values (${values.event ? 'event' : 'platform'}, ${values.event ?? 0}, 'en', ${values.answerers ?? 'people'}, ${values.anonymous ?? false},
      ${values.results ?? 'preparers'}, ${values.opens ?? null}, ${values.closes ?? null}, ${sql.json(content as never)}, ${maker.id})
    returning id`;
  const { id } = row!;
  if (values.published !== false) {
    await sql`
      insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
      values (${id}, 1, ${sql.json(content as never)}, now() - interval '1 hour', ${maker.id})`;
  }
  return id;
}

/** What a page sends: answers by question, on a page of its own unless it is named. */
export function aPage(
  answers: Record<string, Typed | string>,
  was: Record<string, string> = {},
  page: string = randomUUID(),
): Sent {
  const typed = Object.entries(answers).map(([id, a]) => [id, typeof a === 'string' ? { '': [a] } : a] as const);
  return {
    typed: new Map(typed),
    was: new Map(typed.map(([id]) => [id, was[id] ?? madeWith(undefined)])),
    page,
    files: new Map(),
  };
}

/** Begins and sends a whole set of answers. */
export async function sendAnswers(
  sql: Sql,
  comer: Comer,
  id: number,
  answers: Record<string, Typed | string>,
): Promise<void> {
  const now = new Date();
  const key = await beginAnswers(sql, comer, id, 'en', now);
  await submitAnswers(sql, key ? { ...comer, key } : comer, id, aPage(answers), now);
}

/** What the form of a page holds unseen: what it was made with, and which page it is. */
export function hiddenOf(html: string): Record<string, string> {
  const names = [...html.matchAll(/<input type="hidden" name="((?:was\.)?(?:q\d+|page))"/g)].map((m) => m[1]!);
  return Object.fromEntries(names.map((name) => [name, fieldOf(html, name)]));
}
