import type { Tx } from '../../db/connect';
import type { CleanFile } from '../attachments/commands.server';
import { refuse } from '../shared/refusal';
import { isSameTyped, type Typed } from './answer';
import { type Question, questionsOf } from './content';
import { type Comer, type Found, findQuestionnaire } from './found.server';
import { findResponse, madeWith, markOf, type Response } from './queries/response.server';
import { whyNotAnswer } from './questionnaire';

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

/** Beats one and two: may they, is it open; and their answers, held until the deed is done. */
export async function mine(tx: Tx, comer: Comer, id: number, now: Date): Promise<{ found: Found; response: Response }> {
  const found = await findQuestionnaire(tx, comer, id, 'en');
  const no = whyNotAnswer(found, comer.reader, found.tie, now);
  if (no) throw no;
  const response = await findResponse(tx, found, comer, true);
  if (!response) throw refuse('conflict', 'questionnaires:refusals.not-begun');
  if (response.submittedAt) throw refuse('closed', 'questionnaires:refusals.sent');
  return { found, response };
}

/** Writes what is other than what stands, question by question; what somebody else has written meanwhile is kept beside it. */
export async function keep(
  tx: Tx,
  comer: Comer,
  found: Found,
  response: Response,
  sent: Sent,
  now: Date,
): Promise<Saved> {
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

/** Where answers are anonymous nobody stands beside them. */
export const nameable = (found: Found, { reader }: Comer) => (found.anonymous ? null : (reader?.id ?? null));

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
