import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { renderText } from '../../../shared/rich-text/render.server';
import { finishTasks, giveTask } from '../../../tasks/commands.server';
import { listCandidates } from '../queries/sorting.server';
import { readTalk } from '../rules.server';
import { mayAnswer, whyNotModerate } from '../talk';
import { answerKey, holdQuestion, holdShown, holdTalk, tellPublished, tellQuestion } from './held.server';

interface About {
  event: number;
  question: number;
}

/**
 * Answers a question in writing, or says the answer better: by those who moderate, and by whoever it was given to, also
 * long after the event. Ends the task that asked for it.
 */
export async function answerInWriting(
  sql: Sql,
  reader: Reader,
  { event, question, answer, version }: About & { answer: string; version: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const talk = await readTalk(tx, reader, event);
    const held = await holdQuestion(tx, event, question);
    if (!mayAnswer(held, talk.standing, reader)) throw refuse('not-found', 'shared:errors.not-found');
    if (held.state !== 'shown') throw refuse('conflict', 'talk:refusals.not-shown');
    if (held.version !== version) throw refuse('conflict', 'talk:refusals.changed-meanwhile');
    const { html } = renderText(answer, { headingBase: 4 });
    await tx`
      update talk_question set answered = 'writing', answer = ${answer}, answer_html = ${html}, answered_by = ${reader.id}, answered_at = ${now},
        version = version + 1 where id = ${question}`;
    await finishTasks(tx, { key: answerKey(question) });
    await tellQuestion(tx, event, question);
    if (talk.closedAt) await tellPublished(tx, event);
  });
}

/**
 * Leaves a question unanswered for now: with somebody who will answer it, and the day by which they do. They find it
 * under "For you". Given to somebody else, it leaves the first one's list.
 */
export async function giveToOwner(
  sql: Sql,
  reader: Reader,
  { event, question, owner, dueOn }: About & { owner: number; dueOn: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk } = await holdTalk(tx, reader, event, (held) => whyNotModerate(held.standing));
    const held = await holdShown(tx, event, question);
    if (held.answered) throw refuse('conflict', 'talk:refusals.answered');
    const candidates = await listCandidates(tx, event);
    if (!candidates.some((c) => c.id === owner)) {
      const message = 'talk:refusals.choose-owner';
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { owner: message });
    }
    // A day that is over somewhere on the earth may be today elsewhere.
    if (dueOn < new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10)) {
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { dueOn: 'talk:refusals.day-over' });
    }
    if (held.ownerId !== null && held.ownerId !== owner)
      await finishTasks(tx, { key: answerKey(question), personId: held.ownerId });
    await tx`
      update talk_question set owner_id = ${owner}, due_on = ${dueOn}, version = version + 1 where id = ${question}`;
    await giveTask(tx, {
      personId: owner,
      key: answerKey(question),
      what: 'talk:tasks.answer',
      about: { event },
      place: `/events/${event}/live/questions/${question}`,
      dueAt: new Date(`${dueOn}T12:00:00Z`),
    });
    await tellQuestion(tx, event, question);
    if (talk.closedAt) await tellPublished(tx, event);
  });
}
