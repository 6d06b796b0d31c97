import { announce } from '../../../../db/announce';
import type { Sql } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { readTalk } from '../rules.server';
import { chaptersFrom, type Fate, limits, mayHaveChapters, whyNotClose, whyNotModerate } from '../talk';
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
      select state, answered, owner_id from talk_question where event_id = ${event} order by id for update`;
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

/** Sets where in a recording something begins, whole: one to a line, as "1:02:05 The law as it stands". */
export async function setChapters(
  sql: Sql,
  reader: Reader,
  { event, material, text }: { event: number; material: number; text: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    const talk = await readTalk(tx, reader, event);
    const no = whyNotModerate(talk.standing);
    if (no) throw no;
    if (!mayHaveChapters(talk)) throw refuse('not-allowed', 'talk:refusals.no-recording');
    const [recording] = await tx`
      select 1 from event_material where id = ${material} and event_id = ${event} and kind = 'recording' for update`;
    if (!recording) throw refuse('not-found', 'shared:errors.not-found');
    const chapters = chaptersFrom(text);
    const times = new Set(chapters?.map((c) => c.atSeconds));
    if (!chapters || times.size < chapters.length) throw wrong('talk:refusals.chapters');
    if (chapters.length > limits.chapters || chapters.some((c) => c.title.length > limits.chapterTitle))
      throw wrong('talk:refusals.too-many-chapters');
    await tx`delete from talk_chapter where material_id = ${material}`;
    for (const { atSeconds, title } of chapters)
      await tx`insert into talk_chapter (material_id, at_seconds, title) values (${material}, ${atSeconds}, ${title})`;
    await announce(tx, 'event.materials-changed', { event });
  });
}

function wrong(message: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { chapters: message });
}
