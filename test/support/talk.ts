import { randomBytes, randomUUID } from 'node:crypto';
import type { EventReaders } from '../../app/events/event';
import { askQuestion } from '../../app/events/live/commands/asking.server';
import type { Comer, Guest } from '../../app/events/live/guest';
import { openPlace, placeFrom } from '../../app/events/live/guests.server';
import { readShown } from '../../app/events/live/queries/shown.server';
import { readTalk } from '../../app/events/live/rules.server';
import { hashOf } from '../../app/events/registration/links.server';
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

/** What the page beside the talk shows to somebody, or with null to a visitor. */
export async function shownTo(sql: Sql, talk: Pick<SomeTalk, 'id'>, comer: Comer) {
  const { taker, reader } = await readTalk(sql, comer, talk.id);
  return readShown(sql, talk.id, taker && { taker, reader });
}

/** The number of a hand that is up. */
export async function handOf(sql: Sql, talk: Pick<SomeTalk, 'id'>, person: Pick<SomePerson, 'id'>): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    select id from talk_hand where event_id = ${talk.id} and person_id = ${person.id}`;
  return row!.id;
}

export interface SomeGuest {
  registration: number;
  name: string;
  email: string;
  /** Of the link in their mail. */
  token: string;
}

let guests = 0;

/** Somebody who registered by mail, without an account, and has a place. */
export async function aGuest(
  sql: Sql,
  event: number,
  values: { email?: string; name?: string } = {},
): Promise<SomeGuest> {
  const email = values.email ?? `guest${++guests}-${event}@plenary.example`;
  const name = values.name ?? `Guest ${guests} Demonstration`;
  const [row] = await sql<{ id: number }[]>`
    insert into registration (event_id, email, name, organisation, sector, region, language, time_zone, state, place_order, by_mail)
    values (${event}, ${email}, ${name}, 'An office (invented)', 'civil-society', '002', 'en', 'Africa/Nairobi', 'registered',
      nextval('registration_order'), true) returning id`;
  const token = randomBytes(32).toString('base64url');
  await sql`insert into registration_link (hash, registration_id) values (${hashOf(token)}, ${row!.id})`;
  return { registration: row!.id, name, email, token };
}

/** The same with their place beside the talk, as their browser brings it. */
export async function aGuestBeside(
  sql: Sql,
  event: number,
  now = new Date(),
): Promise<SomeGuest & { comer: Guest; cookie: string }> {
  const guest = await aGuest(sql, event);
  const { cookie } = await openPlace(sql, guest.token, now, false);
  const place = placeFrom(cookie, event, false);
  return { ...guest, comer: { place: place!, reader: null }, cookie: cookie.split(';')[0]! };
}
