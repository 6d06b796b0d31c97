import { announce } from '../../../../db/announce';
import type { Sql } from '../../../../db/connect';
import { refuse } from '../../../shared/refusal';
import type { Comer } from '../guest';
import { isHeldFirst, limits, mayBeNamed, type QuestionState, whyNotTakePart } from '../talk';
import { tellQuestion } from './held.server';
import { holdTaker } from './taking.server';

export interface Asked {
  event: number;
  words: string;
  named: boolean;
  /** Made with the form: sent twice, asked once. */
  once: string;
}

/**
 * Asks a question. Without a name nothing of who asked is stored, and the time only to the minute: neither moderators nor
 * an export nor a copy of the tables can say who it was. Where a survivor speaks every question is asked so.
 */
export async function askQuestion(
  sql: Sql,
  comer: Comer,
  { event, words, named, once }: Asked,
  now: Date,
): Promise<QuestionState> {
  return sql.begin(async (tx) => {
    const { talk, taker } = await holdTaker(tx, comer, event, now, whyNotTakePart);
    const [asked] = await tx<{ n: number }[]>`select count(*) as n from talk_question where event_id = ${event}`;
    if (asked!.n >= limits.questions) throw refuse('too-much', 'talk:refusals.too-many-questions');
    const withName = named && mayBeNamed(talk);
    const state = isHeldFirst(talk) ? 'waiting' : 'shown';
    const [question] = await tx<{ id: number }[]>`
      insert into talk_question (event_id, asker_id, asker_registration_id, words, state, asked_at, once)
      values (${event}, ${withName ? (talk.reader?.id ?? null) : null},
        ${withName && !talk.reader ? taker.registration : null}, ${words}, ${state}, ${withName ? now : toTheMinute(now)}, ${once})
      on conflict (once) do nothing returning id`;
    if (question) await tellQuestion(tx, event, question.id);
    return state;
  }) as Promise<QuestionState>;
}

function toTheMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}

/**
 * Upvotes a question or takes the vote back; each person counts once, over all that was merged into it. A page that does
 * not know yet that it was merged votes for what it became.
 */
export async function voteFor(
  sql: Sql,
  comer: Comer,
  { event, question, on }: { event: number; question: number; on: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { taker } = await holdTaker(tx, comer, event, now, whyNotTakePart);
    // `for key share`, as the vote itself will take: a thousand do not wait for each other, and who merges waits for them.
    const [target] = await tx<{ id: number }[]>`
      select t.id from talk_question q join talk_question t on t.id = coalesce(q.merged_into, q.id)
      where q.id = ${question} and q.event_id = ${event} and t.state = 'shown'
        and t.taken_back_at is null for key share of t`;
    if (!target) throw refuse('not-found', 'shared:errors.not-found');
    const changed = on
      ? await tx`
          insert into talk_vote (question_id, person_id, registration_id) values (${target.id}, ${taker.person}, ${taker.registration})
          on conflict do nothing returning 1`
      : await tx`
          delete from talk_vote v using talk_question c
          where v.taker = ${taker.key} and c.id = v.question_id and (c.id = ${target.id} or c.merged_into = ${target.id}) returning 1`;
    // The count is no news of the question itself: its words stay where they are shown.
    if (changed.length > 0) await announce(tx, 'event.question-voted', { event, question: target.id });
  });
}
