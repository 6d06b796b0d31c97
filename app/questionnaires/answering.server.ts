import { randomBytes } from 'node:crypto';
import type { Sql, Tx } from '../../db/connect';
import type { CleanFile } from '../attachments/commands.server';
import { countVoice } from '../consultations/balance/voices.server';
import { refuse } from '../shared/refusal';
import { finishTasks, giveTask } from '../tasks/commands.server';
import { isSameTyped, judge, type Typed, type Value } from './answer';
import { dropCitedAnswers, hideCitedAnswers, showCitedAnswers } from './cited.server';
import { findQuestion, type Question, questionsOf } from './content';
import { type Comer, type Found, findQuestionnaire, keyHash } from './found.server';
import { findResponse, madeWith, markOf, type Response, whose } from './queries/response.server';
import { needsSignOff, whyNotAnswer, whyNotSend } from './questionnaire';
import { lookForRelease } from './releasing.server';

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

/** What comes from a page: which questions stood on it, what was typed there, and what it was made with. */
export interface Sent {
  typed: Map<string, Typed>;
  /** Of each question that stood on the page: what `madeWith` said when it was made. */
  was: Map<string, string>;
  page: string;
  files: Map<string, CleanFile>;
}

export interface Saved {
  /** What the page is made with from now on, question by question. */
  was: Record<string, string>;
  /** Questions that somebody else had answered meanwhile: both answers are kept until one is chosen. */
  conflicts: string[];
}

/** Keeps what was typed, field by field, however far it is from an answer. Sent ones are opened again first. */
export async function saveAnswers(sql: Sql, comer: Comer, id: number, sent: Sent, now: Date): Promise<Saved> {
  return sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    return write(tx, comer, found, response, sent, now);
  }) as Promise<Saved>;
}

/** The task of signing off what an organisation says in a consultation. */
const signKey = (questionnaire: number, organisation: number) => `sign-off:${questionnaire}:${organisation}`;

/**
 * Asks those who speak for the organisation to sign off what is written: they find it under "For you". False where something is
 * to be put right first. Refuses where nobody speaks for the organisation.
 */
export async function askSignOff(sql: Sql, comer: Comer, id: number, sent: Sent, now: Date): Promise<boolean> {
  return sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    await write(tx, comer, found, response, sent, now);
    const organisation = comer.reader?.organisationId;
    if (!organisation || !needsSignOff(found, found.subject?.kind))
      throw refuse('invalid', 'shared:errors.unreadable-form');
    const kept = (await findResponse(tx, found, comer))!;
    const typed = new Map([...kept.answers].map(([question, a]) => [question, a.typed]));
    if (judge(kept.content, typed).mistakes.size > 0 || kept.rivals.length > 0) return false;
    const officers = await tx<{ id: number }[]>`
      select p.id from person p join organisation_role r on r.person_id = p.id
      where r.organisation_id = ${organisation} and p.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
    if (officers.length === 0) throw refuse('conflict', 'questionnaires:refusals.nobody-signs');
    for (const { id: personId } of officers)
      await giveTask(tx, {
        personId,
        key: signKey(id, organisation),
        what: 'questionnaires:tasks.sign',
        about: { organisation },
        place: `/questionnaires/${id}/answer?all=yes`,
        dueAt: found.closesAt,
      });
    return true;
  }) as Promise<boolean>;
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
    await write(tx, comer, found, response, sent, now);
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

/** Beats one and two: may they, is it open; and their answers, held until the deed is done. */
async function mine(tx: Tx, comer: Comer, id: number, now: Date): Promise<{ found: Found; response: Response }> {
  const found = await findQuestionnaire(tx, comer, id, 'en');
  const no = whyNotAnswer(found, comer.reader, found.tie, now);
  if (no) throw no;
  const response = await findResponse(tx, found, comer, true);
  if (!response) throw refuse('conflict', 'questionnaires:refusals.not-begun');
  if (response.submittedAt) throw refuse('closed', 'questionnaires:refusals.sent');
  return { found, response };
}

async function write(tx: Tx, comer: Comer, found: Found, response: Response, sent: Sent, now: Date): Promise<Saved> {
  const saved: Saved = { was: {}, conflicts: [] };
  for (const question of questionsOf(response.content)) {
    const made = sent.was.get(question.id);
    if (made === undefined) continue;
    const stands = response.answers.get(question.id);
    const typed = await typedFor(tx, response, question, sent);
    saved.was[question.id] = madeWith(stands);
    // Nobody touched it on this page, or it says what stands there.
    if (markOf(typed) === made.split('.')[1] || isSameTyped(typed, stands?.typed ?? {})) continue;
    if (!stands || Number(made.split('.')[0]) === stands.revision || stands.fromPage === sent.page) {
      const revision = (stands?.revision ?? 0) + 1;
      await put(tx, comer, found, response.id, question, typed, { revision, page: sent.page, now });
      saved.was[question.id] = madeWith({ typed, revision });
      continue;
    }
    saved.conflicts.push(question.id);
    await putRival(tx, comer, found, response, question, typed, { page: sent.page, now });
  }
  return saved;
}

/** What the page says of a question; of a file, the one that was chosen now or else the one that is there. */
async function typedFor(tx: Tx, response: Response, question: Question, sent: Sent): Promise<Typed> {
  const typed = sent.typed.get(question.id) ?? {};
  if (question.type !== 'file') return withoutNul(typed);
  const file = sent.files.get(question.id);
  if (!file) return response.files.some((f) => f.id === typed['']?.[0]) ? { '': typed['']! } : {};
  const [row] = await tx<{ id: string }[]>`
    insert into questionnaire_file (response_id, question_id, name, type, bytes)
    values (${response.id}, ${question.id}, ${file.name}, ${file.type}, ${Buffer.from(file.bytes)}) returning id`;
  return { '': [row!.id] };
}

/** No table can hold a NUL; half a sign can come from nowhere but a broken program. */
function withoutNul(typed: Typed): Typed {
  return Object.fromEntries(
    Object.entries(typed).map(([part, said]) => [part, said.map((s) => s.replace(/[\0\p{Cs}]/gu, ''))]),
  );
}

const nameable = (found: Found, { reader }: Comer) => (found.anonymous ? null : (reader?.id ?? null));

async function put(
  tx: Tx,
  comer: Comer,
  found: Found,
  response: string,
  question: Question,
  typed: Typed,
  { revision, page, now }: { revision: number; page: string; now: Date },
): Promise<void> {
  await tx`
    insert into questionnaire_answer (response_id, question_id, typed, revision, from_page, by_person, at)
    values (${response}, ${question.id}, ${tx.json(typed)}, ${revision}, ${page}, ${nameable(found, comer)}, ${found.anonymous ? null : now})
    on conflict (response_id, question_id) do update set typed = excluded.typed, revision = excluded.revision,
      from_page = excluded.from_page, by_person = excluded.by_person, at = excluded.at`;
  // The file before is nobody's answer any more, unless it waits among rivals.
  if (question.type === 'file')
    await tx`
      delete from questionnaire_file f where f.response_id = ${response} and f.question_id = ${question.id}
        and f.id::text <> ${typed['']?.[0] ?? ''}
        and not exists (select from questionnaire_rival x where x.response_id = ${response} and x.typed -> '' ->> 0 = f.id::text)`;
}

/** One rival for each page: who goes on typing there changes that one. */
async function putRival(
  tx: Tx,
  comer: Comer,
  found: Found,
  response: Response,
  question: Question,
  typed: Typed,
  { page, now }: { page: string; now: Date },
): Promise<void> {
  const before = response.rivals.filter((r) => r.question === question.id);
  if (before.length >= mostRivals) throw refuse('too-much', 'questionnaires:refusals.rivals');
  await tx`
    insert into questionnaire_rival (response_id, question_id, typed, from_page, by_person, at)
    values (${response.id}, ${question.id}, ${tx.json(typed)}, ${page}, ${nameable(found, comer)}, ${found.anonymous ? null : now})
    on conflict (response_id, question_id, from_page) do update set typed = excluded.typed, at = excluded.at`;
}

const mostRivals = 10;
