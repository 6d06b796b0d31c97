import { renderText } from '../../app/shared/rich-text/render.server';
import type { Tx } from '../connect';
import { talks } from './world/talks';

interface World {
  eventIds: Map<string, number>;
  personIds: Map<string, number>;
  now: Date;
}

/** Invented questions and polls beside events: one that goes on, with people who have a place at it, and one that is closed. */
export async function putTalks(tx: Tx, { eventIds, personIds, now }: World): Promise<void> {
  for (const talk of talks) {
    const event = eventIds.get(talk.event)!;
    const [times] = await tx<
      { startsAt: Date; endsAt: Date }[]
    >`select starts_at, ends_at from event where id = ${event}`;
    const facilitator = personIds.get(talk.facilitator)!;
    await tx`
      insert into talk (event_id, moderation, closed_at, closed_by)
      values (${event}, 'post', ${talk.closed ? times!.endsAt : null}, ${talk.closed ? facilitator : null})`;
    const there = talk.there.map((key) => personIds.get(key)!);
    await tx`
      insert into registration (event_id, person_id, email, name, organisation, sector, region, language, time_zone, state, place_order)
      select ${event}, p.id, p.email, p.name, o.name, o.sector, o.region, p.language, p.time_zone, 'registered', nextval('registration_order')
      from person p join organisation o on o.id = p.organisation_id where p.id in ${tx(there)} order by p.id`;
    for (const [i, q] of talk.questions.entries()) {
      const askedAt = new Date(times!.startsAt.getTime() + (10 + 3 * i) * 60_000);
      const answered = q.live ? 'live' : q.answer ? 'writing' : null;
      const owner = q.owner ? personIds.get(q.owner)! : null;
      const dueOn = owner && new Date(now.getTime() + 12 * 86_400_000).toISOString().slice(0, 10);
      const [row] = await tx<{ id: number }[]>`
        insert into talk_question (event_id, asker_id, words, asked_words, state, answered, answer, answer_html, answered_by, answered_at,
          owner_id, due_on, asked_at, once)
        values (${event}, ${q.by ? personIds.get(q.by)! : null}, ${q.words}, ${q.asked ?? null}, 'shown', ${answered}, ${q.answer ?? ''},
          ${q.answer ? renderText(q.answer, { headingBase: 4 }).html : ''}, ${answered && facilitator}, ${answered && times!.endsAt},
          ${owner}, ${dueOn}, ${askedAt}, gen_random_uuid()) returning id`;
      for (const person of there.slice(0, q.votes))
        await tx`insert into talk_vote (question_id, person_id) values (${row!.id}, ${person})`;
      if (owner) {
        await tx`
          insert into task (person_id, key, what, about, place, due_at)
          values (${owner}, ${`talk-answer:${row!.id}`}, 'talk:tasks.answer', ${tx.json({ event })},
            ${`/events/${event}/live/questions/${row!.id}`}, ${new Date(`${dueOn}T12:00:00Z`)})`;
      }
    }
    const [poll] = await tx<{ id: number }[]>`
      insert into talk_poll (event_id, question, several, opened_at, closed_at, results_shown, voters, once)
      values (${event}, ${talk.poll.question}, false, ${talk.closed ? times!.startsAt : null}, ${talk.closed ? times!.endsAt : null},
        ${talk.closed}, ${talk.closed ? talk.poll.choices.reduce((sum, [, votes]) => sum + votes, 0) : null}, gen_random_uuid()) returning id`;
    for (const [i, [words, votes]] of talk.poll.choices.entries()) {
      await tx`
        insert into talk_poll_choice (poll_id, position, words, votes) values (${poll!.id}, ${i + 1}, ${words}, ${talk.closed ? votes : null})`;
    }
  }
}
