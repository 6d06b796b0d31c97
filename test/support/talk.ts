import { randomUUID } from 'node:crypto';
import type { EventReaders } from '../../app/events/event';
import { askQuestion } from '../../app/events/live/commands/asking.server';
import type { Sql } from '../../db/connect';
import { anEvent } from './events';
import { aPerson, type SomePerson } from './people';

const minute = 60_000;

export interface SomeTalk {
  id: number;
  slug: string;
  path: string;
  live: string;
  facilitator: SomePerson;
  speaker: SomePerson;
  /** Registered, with a place. */
  one: SomePerson;
  two: SomePerson;
}

/** An event that is on, straight into the tables: it began ten minutes ago, unless said otherwise (minutes from now). */
export async function aTalk(
  sql: Sql,
  values: {
    title?: string;
    readers?: EventReaders;
    begins?: number;
    ends?: number;
    survivorSpeaks?: boolean;
    announced?: boolean;
    moderation?: 'pre' | 'post';
    now?: Date;
  } = {},
): Promise<SomeTalk> {
  const begins = values.begins ?? -10;
  const { id, slug, path, facilitator } = await anEvent(sql, {
    title: values.title ?? 'A talk about practice (invented)',
    readers: values.readers ?? 'public',
    starts: begins / 60,
    ends: (values.ends ?? begins + 90) / 60,
    survivorSpeaks: values.survivorSpeaks ?? false,
    ...(values.announced === undefined ? {} : { announced: values.announced }),
    ...(values.now ? { now: values.now } : {}),
  });
  const speaker = await aPerson(sql, { name: 'Speaker Demonstration' });
  await sql`insert into event_speaker (event_id, position, name, person_id) values (${id}, 1, ${speaker.name}, ${speaker.id})`;
  if (values.moderation) await sql`insert into talk (event_id, moderation) values (${id}, ${values.moderation})`;
  const [one, two] = [await aPerson(sql), await aPerson(sql)];
  for (const person of [one, two]) await registered(sql, id, person);
  return { id, slug, path, live: `/events/${id}/live`, facilitator, speaker, one, two };
}

/** Gives this person a place. */
export async function registered(
  sql: Sql,
  event: number,
  person: Pick<SomePerson, 'id' | 'email' | 'name'>,
): Promise<void> {
  await sql`
    insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
    values (${event}, ${person.id}, ${person.email}, ${person.name}, 'civil-society', '002', 'en', 'UTC', 'registered', nextval('registration_order'))`;
}

/** Lets the event be over: it ended so many minutes before the instant. */
export async function ended(sql: Sql, event: number, minutes = 45, now = new Date()): Promise<void> {
  await sql`
    update event set starts_at = ${new Date(now.getTime() - (minutes + 60) * minute)}, ends_at = ${new Date(now.getTime() - minutes * minute)}
    where id = ${event}`;
}

/** Asks, and gives the question's id. */
export async function aQuestion(
  sql: Sql,
  talk: SomeTalk,
  by: SomePerson,
  words: string,
  values: { named?: boolean; now?: Date } = {},
): Promise<number> {
  const once = randomUUID();
  await askQuestion(
    sql,
    await by.reader(),
    { event: talk.id, words, named: values.named ?? true, once },
    values.now ?? new Date(),
  );
  const [row] = await sql<{ id: number }[]>`select id from talk_question where once = ${once}`;
  return row!.id;
}
