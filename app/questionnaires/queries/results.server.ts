import type { Db } from '../../../db/connect';
import type { Asked } from '../../shared/edge.server';
import { idOf } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import type { Value } from '../answer';
import { type Content, type Question, questionsOf } from '../content';
import { sendable, tallied } from '../figures';
import { type Found, findQuestionnaire } from '../found.server';
import { comerOf, headOf, wayOf } from '../page.server';
import { fewest, mayReadResults, stateOf } from '../questionnaire';
import { type ShownQuestion, shownQuestion } from '../shown';
import { type VersionRow, versionsOf } from './sheets.server';

/** Texts that are shown on the page; all of them are in the exports. */
const mostTexts = 100;

interface Row {
  sent: number;
  begun: number;
  given: { question: string; value: Value; count: number }[];
  texts: { question: string; response: string; value: string }[];
  versions: VersionRow[];
}

/**
 * Results question by question, of all versions by id. Words, files and the names beside them are for those who prepare it;
 * what everybody sees, and what was given without names, leaves out what is too small to be nobody’s, and changes in steps
 * alone (release.ts). Two statements.
 */
export async function readResults(asked: Asked) {
  const { sql, language, reader } = asked;
  const comer = comerOf(asked);
  const found = await findQuestionnaire(sql, comer, idOf(asked.params.id), language);
  if (!found.content || !mayReadResults(found, found.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const { mayPrepare } = found.tie;
  const hide = found.anonymous || !mayPrepare;
  const row = await (hide ? readReleased(sql, found) : readCounts(sql, found));
  const few = hide && row.sent < fewest;
  const ever = askedEver(row.versions);
  const questions = ever.map(({ question }) => question);
  const tallies = tallied(questions, row.given, hide);
  return {
    ...headOf(found, found.content, language),
    way: wayOf(comer),
    state: stateOf(found, asked.now()),
    mayPrepare,
    hide,
    few,
    anonymous: found.anonymous,
    sent: few ? null : row.sent,
    begun: mayPrepare ? row.begun : null,
    zone: reader?.timeZone ?? found.timeZone,
    questions: few
      ? []
      : ever.map(({ question, content, versions, isAsked }, i) => {
          const tally = tallies[i]!;
          const texts = row.texts.filter((x) => x.question === question.id).map((x) => x.value);
          return {
            question: shownQuestion(content, question, language, found.language) as ShownQuestion,
            versions: isAsked ? null : versions,
            succeeds: question.succeeds,
            tally: sendable(tally),
            texts: mayPrepare && tally.answered !== null ? texts : null,
          };
        }),
  };
}

export type Results = Awaited<ReturnType<typeof readResults>>;

/** As it was given out last. */
async function readReleased(sql: Db, found: Found): Promise<Row> {
  const [row] = await sql<Row[]>`
    select coalesce(x.sent, 0) as sent, coalesce(x.counts, '[]') as given,
      (select count(*)::int from questionnaire_response where questionnaire_id = q.id and submitted_at is null) as begun,
      coalesce((select jsonb_agg(jsonb_build_object('question', question, 'response', id, 'value', value) order by id)
        from (select t.question, s ->> 'id' as id, s -> 'answers' -> t.question as value,
            row_number() over (partition by t.question order by s ->> 'id') as n
          from jsonb_array_elements(x.sheets) s cross join unnest(${found.tie.mayPrepare ? textsOf(found) : []}::text[]) t (question)
          where s -> 'answers' ? t.question) y where n <= ${mostTexts}), '[]') as texts,
      ${versionsOf(sql, found.id)} as versions
    from questionnaire q left join questionnaire_release x on x.questionnaire_id = q.id where q.id = ${found.id}`;
  return row!;
}

async function readCounts(sql: Db, found: Found): Promise<Row> {
  const sent = sql`from questionnaire_answer a join questionnaire_response r on r.id = a.response_id
    where r.questionnaire_id = ${found.id} and r.submitted_at is not null and a.value is not null`;
  const [row] = await sql<Row[]>`
    select
      (select count(*)::int from questionnaire_response where questionnaire_id = ${found.id} and submitted_at is not null) as sent,
      (select count(*)::int from questionnaire_response where questionnaire_id = ${found.id} and submitted_at is null) as begun,
      coalesce((select jsonb_agg(jsonb_build_object('question', question_id, 'value', value, 'count', count))
        from (select a.question_id, a.value, count(*)::int as count ${sent} group by 1, 2) g
        where length(value::text) < 4000), '[]') as given,
      coalesce((select jsonb_agg(jsonb_build_object('question', question_id, 'response', response_id, 'value', value) order by response_id)
        from (select a.question_id, a.response_id, a.value, row_number() over (partition by a.question_id order by a.response_id) as n
          ${sent} and a.question_id = any(${textsOf(found)})) x where n <= ${mostTexts}), '[]') as texts,
      ${versionsOf(sql, found.id)} as versions`;
  return row!;
}

const textsOf = (found: Found) => questionsOf(found.content!).flatMap((q) => (q.type === 'text' ? [q.id] : []));

/** Every question that was ever asked, in its latest words: those that are asked now first, then those that were. */
export function askedEver(
  versions: { number: number; content: Content }[],
): { question: Question; content: Content; versions: number[]; isAsked: boolean }[] {
  const ever = new Map<string, { question: Question; content: Content; versions: number[]; isAsked: boolean }>();
  for (const [i, { number, content }] of [...versions].sort((a, b) => b.number - a.number).entries()) {
    for (const question of questionsOf(content)) {
      const known = ever.get(question.id);
      if (known) known.versions.unshift(number);
      else ever.set(question.id, { question, content, versions: [number], isAsked: i === 0 });
    }
  }
  return [...ever.values()];
}
