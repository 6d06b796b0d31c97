import type { Sql } from '../../../../db/connect';
import { refuse } from '../../../shared/refusal';
import { finishTasks } from '../../../tasks/commands.server';
import type { Comer } from '../guest';
import { askedBy } from '../queries/shown.server';
import { answerKey, tellPublished, tellQuestion, tellScreen } from './held.server';
import { holdTaker } from './taking.server';

/**
 * Takes back one's own question, which was asked with one's name: its words go, as asked and as reworded, and the name. The
 * question keeps its number, its upvotes and what was answered, since others have part in those. At any time, also when it
 * is published. Refusal: not-found, where it is not theirs; one without a name is nobody's.
 */
export async function takeBackQuestion(
  sql: Sql,
  comer: Comer,
  { event, question }: { event: number; question: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk, taker } = await holdTaker(tx, comer, event, now);
    const [own] = await tx<{ takenBack: boolean }[]>`
      select q.taken_back_at is not null as taken_back from talk_question q
      where q.id = ${question} and q.event_id = ${event}
        and (q.taken_back_at is not null or ${askedBy(tx, { taker, reader: talk.reader })}) for update`;
    if (!own) throw refuse('not-found', 'shared:errors.not-found');
    // Pressed twice.
    if (own.takenBack) return;
    await tx`
      update talk_question set words = '', asked_words = null, reworded_by = null, asker_id = null, asker_registration_id = null,
        taken_back_at = ${now}, owner_id = null, due_on = null, version = version + 1 where id = ${question}`;
    await finishTasks(tx, { key: answerKey(question) });
    const left = await tx`
      update talk set chosen_question_id = null where event_id = ${event} and chosen_question_id = ${question} returning 1`;
    await tellQuestion(tx, event, question);
    if (left.length > 0) await tellScreen(tx, event);
    if (talk.closedAt) await tellPublished(tx, event);
  });
}
