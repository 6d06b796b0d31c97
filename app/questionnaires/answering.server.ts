import { randomBytes } from 'node:crypto';
import type { Sql, Tx } from '../../db/connect';
import { countVoice } from '../consultations/balance/voices.server';
import { refuse } from '../shared/refusal';
import { finishTasks } from '../tasks/commands.server';
import { judge, type Value } from './answer';
import { dropCitedAnswers, hideCitedAnswers, showCitedAnswers } from './cited.server';
import { findQuestion, questionsOf } from './content';
import { type Comer, type Found, findQuestionnaire, keyHash } from './found.server';
import { keep, mine, nameable, type Saved, type Sent } from './keeping.server';
import { findResponse, type Response, whose } from './queries/response.server';
import { whyNotAnswer, whyNotSend } from './questionnaire';
import { lookForRelease } from './releasing.server';
import { signKey } from './signing-off.server';

/**
 * Begins: the answers belong to the version that is asked at this instant. Where they are anonymous it gives the key that
 * leads back to them, which is stored nowhere; otherwise null, and who began before finds what is there.
 */
export async function beginAnswers(
  sql: Sql,
  comer: Comer,
  id: number,
  language: string,
  now: Date,
): Promise<string | null> {
  return sql.begin(async (tx) => {
    const found = await findQuestionnaire(tx, comer, id, language);
    const no = whyNotAnswer(found, comer.reader, found.tie, now);
    if (no) throw no;
    const key = found.anonymous ? randomBytes(16).toString('base64url') : null;
    const [column, value] = key ? ['key_hash', keyHash(key)] : whose(found, comer)!;
    await tx`
      insert into questionnaire_response ${tx({ questionnaire_id: id, version: found.current!, language, [column!]: value! } as never)}
      on conflict do nothing`;
    await count(tx, found, comer, 'started', now);
    return key;
  }) as Promise<string | null>;
}

/** Keeps what was typed, field by field, however far it is from an answer. Sent ones are opened again first. */
export async function saveAnswers(sql: Sql, comer: Comer, id: number, sent: Sent, now: Date): Promise<Saved> {
  return sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    return keep(tx, comer, found, response, sent, now);
  }) as Promise<Saved>;
}

/**
 * Answers that were dropped since their questions are not asked; or null where something is to be put right first. What an
 * organisation says in a consultation is sent by whoever signs it off.
 */
export async function submitAnswers(
  sql: Sql,
  comer: Comer,
  id: number,
  sent: Sent,
  now: Date,
): Promise<{ dropped: number } | null> {
  return sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    const no = whyNotSend(found, found.subject?.kind, comer.reader);
    if (no) throw no;
    await keep(tx, comer, found, response, sent, now);
    const kept = (await findResponse(tx, found, comer))!;
    const typed = new Map([...kept.answers].map(([question, a]) => [question, a.typed]));
    const judged = judge(kept.content, typed);
    if (judged.mistakes.size > 0 || kept.rivals.length > 0) return null;
    await settle(tx, kept.id, kept.content, judged.values);
    // The hour would tell who it was, to whoever knows when somebody sat at it.
    const at = found.anonymous ? new Date(now.toISOString().slice(0, 10)) : now;
    await tx`update questionnaire_response set submitted_at = ${at} where id = ${kept.id}`;
    await lookForRelease(tx, id);
    await showCitedAnswers(tx, kept.id);
    await count(tx, found, comer, 'submitted', now);
    if (comer.reader?.organisationId) await finishTasks(tx, { key: signKey(id, comer.reader.organisationId) });
    return { dropped: judged.dropped.length };
  }) as Promise<{ dropped: number } | null>;
}

/** Leaves of what was typed what was asked and answered, and its meaning beside it. */
export async function settle(
  tx: Tx,
  response: string,
  content: Response['content'],
  values: ReadonlyMap<string, Value>,
): Promise<void> {
  const asked = questionsOf(content).filter((q) => values.has(q.id));
  const ids = asked.map((q) => q.id);
  await dropCitedAnswers(tx, response, ids);
  await tx`delete from questionnaire_answer where response_id = ${response} and not (question_id = any(${ids}))`;
  await tx`delete from questionnaire_file where response_id = ${response} and not (question_id = any(${ids}))`;
  for (const { id } of asked) {
    await tx`
      update questionnaire_answer set value = ${tx.json(values.get(id) as never)}
      where response_id = ${response} and question_id = ${id}`;
  }
}

/** Takes what was sent back to change it, as long as answers are taken. */
export async function reopenAnswers(sql: Sql, comer: Comer, id: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const found = await findQuestionnaire(tx, comer, id, 'en');
    const no =
      whyNotAnswer(found, comer.reader, found.tie, now) ?? whyNotSend(found, found.subject?.kind, comer.reader);
    if (no) throw no;
    const response = await findResponse(tx, found, comer, true);
    if (!response) throw refuse('not-found', 'shared:errors.not-found');
    await tx`update questionnaire_response set submitted_at = null where id = ${response.id}`;
    await tx`update questionnaire_answer set value = null where response_id = ${response.id}`;
    await lookForRelease(tx, id);
    await hideCitedAnswers(tx, response.id);
  });
}

/** Chooses among answers that were given at once: a rival by its number, or `q3`, what stands there for question 3. */
export async function chooseAnswer(sql: Sql, comer: Comer, id: number, chosen: string, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    const rival = response.rivals.find((r) => String(r.id) === chosen);
    const question = rival?.question ?? chosen;
    if (!response.rivals.some((r) => r.question === question)) return;
    if (rival) {
      await tx`
        update questionnaire_answer set typed = ${tx.json(rival.typed)}, revision = revision + 1, from_page = null,
          by_person = ${nameable(found, comer)}, at = ${found.anonymous ? null : now}
        where response_id = ${response.id} and question_id = ${question}`;
    }
    await tx`delete from questionnaire_rival where response_id = ${response.id} and question_id = ${question}`;
    const kept = (rival ?? response.answers.get(question))?.typed['']?.[0];
    if (findQuestion(response.content, question)?.type === 'file')
      await tx`
        delete from questionnaire_file where response_id = ${response.id} and question_id = ${question} and id::text <> ${kept ?? ''}`;
  });
}

/** In a consultation whoever answers is counted: begun, and sent or signed off. Where answers have no names nobody is. */
async function count(
  tx: Tx,
  found: Found,
  { reader }: Comer,
  state: 'started' | 'submitted',
  now: Date,
): Promise<void> {
  if (found.subject?.kind !== 'consultation' || found.anonymous || !reader) return;
  const byAll = found.answerers === 'organisations';
  if (byAll && reader.organisationId === null) return;
  const whose = byAll ? { organisationId: reader.organisationId! } : { personId: reader.id };
  await countVoice(tx, found.subject.id, whose, state, now);
}
