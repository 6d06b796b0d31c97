import type { Db, Sql, Tx } from '../../../db/connect';
import { type Due, dropDue, putDue } from '../../../db/due';
import type { Reader } from '../../people/person';
import { sendToMany } from '../../shared/mail.server';
import { findEventRules } from '../queries/rules.server';
import {
  type ReminderBefore,
  type ReminderChoice,
  reminderAt,
  remindersBefore,
  usualChoice,
  whatToDo,
} from './reminders';

const deed = 'event-reminder';
const keyOf = (eventId: number, before: ReminderBefore) => `${deed}:${eventId}:${before}`;

/**
 * Puts the reminders of an event at their instants, moves them with it, and drops those of one that is cancelled. Called in
 * the transaction of whatever changes when it is, and when somebody gets a place.
 */
export async function planReminders(tx: Tx, eventId: number, now = new Date()): Promise<void> {
  const event = await findEventRules(tx, eventId);
  const waiting = await tx<{ key: string; at: Date }[]>`
    select key, at from due where key in ${tx(remindersBefore.map((before) => keyOf(eventId, before)))}`;
  for (const before of remindersBefore) {
    const key = keyOf(eventId, before);
    const at = event && reminderAt(event, before, now);
    const planned = waiting.find((d) => d.key === key);
    // Ten thousand people who register at once must not write the same row ten thousand times.
    if (at && Number(planned?.at) === Number(at)) continue;
    if (at) await putDue(tx, deed, { event: eventId, before }, { key, at });
    else if (planned && planned.at > now) await dropDue(tx, key);
  }
}

/** The same for the event of somebody who has just got a place there. */
export async function planRemindersOf(tx: Tx, registrationId: number): Promise<void> {
  const [row] = await tx<{ eventId: number }[]>`select event_id from registration where id = ${registrationId}`;
  if (row) await planReminders(tx, row.eventId);
}

export const reminderDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  /** Puts a letter to each of those who want to be reminded in the queue, in the transaction that ends this deed: each gets one. */
  [deed]: async (tx, due) => {
    const eventId = Number(due.about.event);
    const before = due.about.before as ReminderBefore;
    // Whoever moves the event waits, and plans anew from what they have made of it.
    await tx`select from event where id = ${eventId} for share`;
    const event = await findEventRules(tx, eventId);
    const todo = event ? whatToDo(event, before, new Date()) : 'drop';
    // The row of this deed goes when it is done: the next one must be another row.
    if (todo === 'wait') await dropDue(tx, keyOf(eventId, before)).then(() => planReminders(tx, eventId));
    if (todo !== 'remind' || !event) return;
    const people = await tx<{ id: number; personId: number | null; email: string; language: string }[]>`
      select r.id, r.person_id, coalesce(p.email, r.email) as email, coalesce(p.language, r.language) as language
      from registration r left join person p on p.id = r.person_id
      left join reminder_choice c on c.person_id = r.person_id
      left join registration_reminder o on o.registration_id = r.id
      where r.event_id = ${eventId} and r.state = 'registered' and coalesce(p.state, 'active') = 'active'
        and case when ${before === 'day'} then coalesce(o.day_before, c.day_before, true)
          else coalesce(o.hour_before, c.hour_before, true) end
      order by r.id`;
    const starts = event.startsAt.getTime();
    await sendToMany(tx, 'calendar-reminder', [
      ...people.map(({ id, personId, email, language }) => ({
        to: email,
        personId,
        language,
        about: { registration: id, event: eventId, before, starts },
      })),
      ...(await speakersToRemind(tx, eventId, before)).map(({ personId, email, language }) => ({
        to: email,
        personId,
        language,
        about: { speaker: personId, event: eventId, before, starts },
      })),
    ]);
  },
};

/** Those who speak and have an account; who has registered besides is reminded as one of those. */
async function speakersToRemind(tx: Tx, eventId: number, before: ReminderBefore) {
  return tx<{ personId: number; email: string; language: string }[]>`
    select p.id as person_id, p.email, p.language from person p left join reminder_choice c on c.person_id = p.id
    where p.state = 'active' and coalesce(${before === 'day' ? tx`c.day_before` : tx`c.hour_before`}, true)
      and exists (select from event_speaker s where s.event_id = ${eventId} and s.person_id = p.id)
      and not exists (select from registration r where r.event_id = ${eventId} and r.state = 'registered'
        and (r.person_id = p.id or (r.person_id is null and r.email = p.email)))
    order by p.id`;
}

/** When a person wants to be reminded of the events that they come to. */
export async function readReminderChoice(sql: Db, personId: number): Promise<ReminderChoice> {
  const [choice] = await sql<ReminderChoice[]>`
    select day_before as day, hour_before as hour from reminder_choice where person_id = ${personId}`;
  return choice ?? usualChoice;
}

/** What holds for one registration `r`, as JSON: its own choice, else that of its person, else null, which is the usual. */
export function remindersJson(sql: Db) {
  return sql`coalesce(
    (select jsonb_build_object('day', o.day_before, 'hour', o.hour_before) from registration_reminder o where o.registration_id = r.id),
    (select jsonb_build_object('day', c.day_before, 'hour', c.hour_before) from reminder_choice c where c.person_id = r.person_id))`;
}

/** For one registration, whatever its person has chosen for all. */
export async function chooseRemindersOf(tx: Tx, registrationId: number, choice: ReminderChoice): Promise<void> {
  await tx`
    insert into registration_reminder (registration_id, day_before, hour_before)
    values (${registrationId}, ${choice.day}, ${choice.hour})
    on conflict (registration_id) do update set day_before = excluded.day_before, hour_before = excluded.hour_before`;
}

export async function chooseReminders(sql: Sql, reader: Reader, choice: ReminderChoice): Promise<void> {
  await sql`
    insert into reminder_choice (person_id, day_before, hour_before) values (${reader.id}, ${choice.day}, ${choice.hour})
    on conflict (person_id) do update set day_before = excluded.day_before, hour_before = excluded.hour_before`;
}
