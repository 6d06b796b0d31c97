import type { TFunction } from 'i18next';
import type { Tx } from '../../../db/connect';
import { findReaderById } from '../../people/readers.server';
import { type MailCalendar, sendMail, sendToMany } from '../../shared/mail.server';
import { readJoining } from '../registration/joining.server';
import { calendarColumns, calendarWords, textOf } from './calendars.server';
import { type CalendarEvent, entryOf } from './entry';
import { writeCalendar } from './ics';
import { planReminders } from './reminders.server';

/**
 * Takes an event out of the calendar of somebody who gives their place back, or loses it; called before the registration is
 * emptied, by whoever holds the event. It is said with a number above the last one and below the next, so that who registers
 * again gets the entry back. Where a survivor speaks nothing was put into any calendar.
 */
export async function takeOutOfCalendar(tx: Tx, registrationId: number): Promise<void> {
  const [to] = await tx<
    { eventId: number; personId: number | null; email: string; language: string; discreet: boolean }[]
  >`
    select r.event_id, r.person_id, coalesce(p.email, r.email) as email, coalesce(p.language, r.language) as language,
      e.survivor_speaks as discreet
    from registration r join event e on e.id = r.event_id left join person p on p.id = r.person_id
    where r.id = ${registrationId} and r.email is not null and e.cancelled_at is null`;
  if (!to || to.discreet) return;
  const [raised] = await tx<{ sequence: number }[]>`
    update event set sequence = sequence + 2 where id = ${to.eventId} returning sequence - 1 as sequence`;
  await sendMail(tx, {
    kind: 'calendar-cancel',
    to: to.email,
    personId: to.personId,
    language: to.language,
    about: { registration: registrationId, event: to.eventId, sequence: raised!.sequence, withdrawn: 1 },
  });
}

/**
 * Tells everybody who has a place, or waits for one, that an event was changed, moved or cancelled, in the transaction that
 * has raised its sequence; and moves or drops the reminders. Of what was not announced nobody was told anything, and of
 * what is over nobody's calendar needs to know more.
 */
export async function tellAllCalendars(tx: Tx, eventId: number, method: 'REQUEST' | 'CANCEL'): Promise<void> {
  await planReminders(tx, eventId);
  const people = await tx<{ id: number; personId: number | null; email: string; language: string; sequence: number }[]>`
    select r.id, r.person_id, coalesce(p.email, r.email) as email, coalesce(p.language, r.language) as language, e.sequence
    from registration r join event e on e.id = r.event_id left join person p on p.id = r.person_id
    where r.event_id = ${eventId} and r.state in ('registered', 'asking', 'waiting', 'offered')
      and e.announced_at is not null and e.ends_at > now()
    order by r.id`;
  await sendToMany(
    tx,
    method === 'REQUEST' ? 'calendar-request' : 'calendar-cancel',
    people.map(({ id, personId, email, language, sequence }) => ({
      to: email,
      personId,
      language,
      about: { registration: id, event: eventId, sequence },
    })),
  );
}

/** To whom an entry is sent: their own address, and where they may join by. */
export interface Recipient {
  address: string;
  personId: number | null;
  language: string;
  /** Where the link of the same letter leads: without an account its token says who joins. */
  path: string;
}

/**
 * The entry that a letter to one registered person carries; none where a survivor speaks. The joining link is in it only
 * where the event is public and they may join: what is not public leaves as a title and a link to the page.
 */
export async function calendarFor(
  tx: Tx,
  eventId: number,
  method: 'REQUEST' | 'CANCEL',
  to: Recipient,
  t: TFunction,
  sequence?: number,
  discreet = false,
): Promise<MailCalendar | undefined> {
  const [found] = await tx<CalendarEvent[]>`
    select ${calendarColumns(tx)} from event e cross join ${textOf(tx, to.language)} where e.id = ${eventId}`;
  if (!found || found.survivorSpeaks) return undefined;
  const event = discreet ? untitled(found, t) : found;
  const now = new Date();
  const who =
    to.personId === null
      ? new URL(to.path, 'http://x').searchParams.get('token')
      : await findReaderById(tx, to.personId);
  const joining = method === 'REQUEST' && event.readers === 'public' ? await readJoining(tx, eventId, who, now) : null;
  const words = calendarWords(t);
  const content: MailCalendar['content'] = ({ url, sender }) => {
    const entry = entryOf(event, words, url, {
      writtenAt: now,
      ...(joining?.url ? { joining: joining.url } : {}),
      ...(sequence === undefined ? {} : { sequence }),
      ...(method === 'CANCEL' ? { cancelled: true } : {}),
    });
    const invitation = { organizer: { name: 'Plenary', address: sender }, attendee: to.address };
    return writeCalendar({ method, entries: [{ ...entry, invitation }] });
  };
  return { method, content };
}

/** What is told of an event to somebody who may not see it: its times, and no word of it. */
export function untitled(event: CalendarEvent, t: TFunction): CalendarEvent {
  return { ...event, readers: 'invited', slug: '', title: calendarWords(t).neutral, introduction: '', venue: '' };
}
