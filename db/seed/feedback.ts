import { createHash } from 'node:crypto';
import { asTyped } from '../../app/questionnaires/answer';
import { findQuestion } from '../../app/questionnaires/content';
import { releaseAnswers } from '../../app/questionnaires/releasing.server';
import { templateOf } from '../../app/questionnaires/templates';
import type { Tx } from '../connect';
import { feedback } from './world/feedback';

interface World {
  eventIds: Map<string, number>;
  personIds: Map<string, number>;
  now: Date;
}

/** An invented feedback form, asked with the house's own questions, with invented answers without names; its figures are public. */
export async function putFeedback(tx: Tx, { eventIds, personIds, now }: World): Promise<void> {
  const content = templateOf('event-feedback');
  for (const words of Object.values(content.texts)) words.title = `${words.title} (invented)`;
  for (const { event, by, sets } of feedback) {
    const about = eventIds.get(event)!;
    const person = personIds.get(by)!;
    const [row] = await tx<{ id: number; endsAt: Date }[]>`
      insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, closes_at, draft, created_by, created_at)
      select 'event', e.id, 'en', 'registered', true, 'public', ${new Date(now.getTime() + 30 * 86_400_000)}, ${tx.json(content as never)},
        ${person}, e.starts_at from event e where e.id = ${about} returning id, (select ends_at from event where id = ${about})`;
    const { id, endsAt } = row!;
    await tx`
      insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
      values (${id}, 1, ${tx.json(content as never)}, ${endsAt}, ${person})`;
    for (const [i, set] of sets.entries()) {
      // Nobody holds the key to these: they are nobody's.
      const key = createHash('sha256').update(`invented ${event} ${i}`).digest('base64url');
      const [response] = await tx<{ id: string }[]>`
        insert into questionnaire_response (questionnaire_id, version, key_hash, language, submitted_at)
        values (${id}, 1, ${key}, 'en', ${new Date(endsAt.toISOString().slice(0, 10))}) returning id`;
      for (const [question, value] of Object.entries(set)) {
        await tx`
          insert into questionnaire_answer (response_id, question_id, typed, value)
          values (${response!.id}, ${question}, ${tx.json(asTyped(findQuestion(content, question)!, value))}, ${tx.json(value as never)})`;
      }
    }
    await releaseAnswers(tx, id);
  }
}
