import { announce } from '../../../../db/announce';
import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Fate, whyNotClose, whyNotModerate } from '../talk';
import { holdTalk, tellTalk } from './held.server';
import { countBallots } from './polling.server';

/**
 * Closes what stands beside a talk, and publishes it: each question answered, or unanswered with an owner and a date.
 * Refuses while one is neither. Polls that are open are counted, hands are lowered.
 */
export async function closeTalk(sql: Sql, reader: Reader, event: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk, moderator } = await holdTalk(tx, reader, event, (t) => whyNotModerate(t.standing));
    const questions = await tx<Fate[]>`
      select state, answered, owner_id, taken_back_at is not null as taken_back from talk_question where event_id = ${event} order by id for update`;
    const no = whyNotClose(talk, talk.standing, questions, now);
    if (no) throw no;
    const open = await tx<{ id: number }[]>`
      select id from talk_poll where event_id = ${event} and opened_at is not null and closed_at is null order by id for update`;
    for (const { id } of open) {
      await countBallots(tx, id, now);
      await announce(tx, 'event.poll-changed', { event, poll: id });
    }
    await tx`delete from talk_hand where event_id = ${event}`;
    await tx`
      update talk set closed_at = ${now}, closed_by = ${moderator.id}, chosen_question_id = null, chosen_poll_id = null
      where event_id = ${event}`;
    await tellTalk(tx, event);
    // The event's own page shows them from now on.
    await announce(tx, 'event.materials-changed', { event });
  });
}
