import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { finishTasks } from '../../../tasks/commands.server';
import type { Moderation } from '../talk';
import { answerKey, holdQuestion, holdShown, holdTalk, tellQuestion, tellScreen, tellTalk } from './held.server';

interface About {
  event: number;
  question: number;
}

/** Shows a question that waited, or was dismissed or merged by mistake. Its own upvotes are its own again. */
export async function showQuestion(sql: Sql, reader: Reader, { event, question }: About): Promise<void> {
  await sql.begin(async (tx) => {
    const { moderator } = await holdTalk(tx, reader, event);
    const held = await holdQuestion(tx, event, question);
    if (held.state === 'shown') return;
    const [before] = await tx<
      { mergedInto: number | null }[]
    >`select merged_into from talk_question where id = ${question}`;
    await tx`
      update talk_question set state = 'shown', reason = '', merged_into = null, settled_by = ${moderator.id}, version = version + 1
      where id = ${question}`;
    await tellQuestion(tx, event, question);
    if (before?.mergedInto) await tellQuestion(tx, event, before.mergedInto);
  });
}

/** Takes a question off the list, with the reason: whoever asked it with a name reads it. */
export async function dismissQuestion(
  sql: Sql,
  reader: Reader,
  { event, question, reason }: About & { reason: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    const { moderator } = await holdTalk(tx, reader, event);
    const held = await holdQuestion(tx, event, question);
    if (held.state === 'dismissed') return;
    if (held.state === 'merged') throw refuse('conflict', 'talk:refusals.not-shown');
    await tx`
      update talk_question set state = 'dismissed', reason = ${reason}, settled_by = ${moderator.id}, owner_id = null, due_on = null,
        version = version + 1 where id = ${question}`;
    await finishTasks(tx, { key: answerKey(question) });
    await tx`update talk set chosen_question_id = null where event_id = ${event} and chosen_question_id = ${question}`;
    await tellQuestion(tx, event, question);
    await tellScreen(tx, event);
  });
}

/** Makes one question of two that ask the same. Whoever upvoted both counts once; what was merged earlier comes along. */
export async function mergeQuestion(
  sql: Sql,
  reader: Reader,
  { event, question, into }: About & { into: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    const { moderator } = await holdTalk(tx, reader, event);
    if (question === into)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { into: 'talk:refusals.choose-question' });
    // In the order of their numbers, so that two who merge the other way round wait and do not hold each other up.
    for (const id of [question, into].sort((a, b) => a - b)) {
      const held = await holdQuestion(tx, event, id);
      if (id === into ? held.state !== 'shown' : !['shown', 'waiting'].includes(held.state))
        throw refuse('conflict', 'talk:refusals.not-shown');
    }
    await tx`
      update talk_question set state = 'merged', merged_into = ${into}, settled_by = ${moderator.id}, owner_id = null, due_on = null,
        version = version + 1 where id = ${question}`;
    await tx`update talk_question set merged_into = ${into} where merged_into = ${question}`;
    await finishTasks(tx, { key: answerKey(question) });
    await tx`update talk set chosen_question_id = ${into} where event_id = ${event} and chosen_question_id = ${question}`;
    await tellQuestion(tx, event, question);
    await tellQuestion(tx, event, into);
    await tellScreen(tx, event);
  });
}

/** Puts a question into other words. As it was asked stays, however often it is reworded, and is shown beside it. */
export async function rewordQuestion(
  sql: Sql,
  reader: Reader,
  { event, question, words, version }: About & { words: string; version: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    const { moderator } = await holdTalk(tx, reader, event);
    const held = await holdQuestion(tx, event, question);
    if (held.version !== version) throw refuse('conflict', 'talk:refusals.changed-meanwhile');
    if (held.words === words) return;
    await tx`
      update talk_question set words = ${words}, asked_words = coalesce(asked_words, words), reworded_by = ${moderator.id},
        version = version + 1 where id = ${question}`;
    // Back in the words of whoever asked, there is nothing to set beside them.
    await tx`update talk_question set asked_words = null, reworded_by = null where id = ${question} and asked_words = words`;
    await tellQuestion(tx, event, question);
  });
}

/** Answered by word of mouth while people listened; or, by mistake, not. */
export async function markAnswered(
  sql: Sql,
  reader: Reader,
  { event, question, on }: About & { on: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { moderator } = await holdTalk(tx, reader, event);
    const held = await holdShown(tx, event, question);
    if (held.answered === 'writing' || (held.answered === 'live') === on) return;
    await tx`
      update talk_question set answered = ${on ? 'live' : null}, answered_by = ${on ? moderator.id : null}, answered_at = ${on ? now : null},
        owner_id = null, due_on = null, version = version + 1 where id = ${question}`;
    if (on) await finishTasks(tx, { key: answerKey(question) });
    await tellQuestion(tx, event, question);
  });
}

/** What the screen shows large: a question, a poll, or with neither the list. */
export async function chooseForScreen(
  sql: Sql,
  reader: Reader,
  { event, question, poll }: { event: number; question?: number | undefined; poll?: number | undefined },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, event);
    if (question) await holdShown(tx, event, question);
    if (poll && !question) {
      const [opened] = await tx`
        select 1 from talk_poll where id = ${poll} and event_id = ${event} and opened_at is not null`;
      if (!opened) throw refuse('not-found', 'shared:errors.not-found');
    }
    await tx`
      update talk set chosen_question_id = ${question ?? null}, chosen_poll_id = ${question ? null : (poll ?? null)} where event_id = ${event}`;
    await tellScreen(tx, event);
  });
}

/** Whether questions are read by a moderator first. Those that wait already wait on: each is looked at. */
export async function setModeration(
  sql: Sql,
  reader: Reader,
  { event, moderation }: { event: number; moderation: Moderation },
): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk } = await holdTalk(tx, reader, event);
    if (talk.survivorSpeaks && moderation === 'post') throw refuse('not-allowed', 'talk:refusals.held-always');
    await tx`update talk set moderation = ${moderation} where event_id = ${event}`;
    await tellTalk(tx, event);
  });
}
