import type { TFunction } from 'i18next';
import type { Tx } from '../../../db/connect';
import { findReaderById } from '../../people/readers.server';
import type { MailRow, MailText, MailWriter } from '../../shared/mail.server';
import { formatTime } from '../../shared/time';
import { visibleEvent } from '../queries/visible.server';
import { linkTo } from '../registration/links.server';
import type { RegistrationState } from '../registration/registration';
import { calendarColumns, textOf } from './calendars.server';
import type { CalendarEvent } from './entry';
import { calendarFor, untitled } from './telling.server';

interface Told extends CalendarEvent {
  registrationId: number;
  personId: number | null;
  state: RegistrationState;
  zone: string;
  cancelledReason: string;
}

/**
 * Letters about events that somebody has a place at, written when they are sent: to nobody who has no place any more, and of
 * nothing that its reader may not see. Of what is not public a letter says the title, and where a survivor speaks not even
 * that; the rest stands behind the link.
 */
export const calendarMail: Record<string, MailWriter> = {
  'calendar-request': async (tx, mail, t) => {
    const told = await read(tx, mail);
    if (!told || told.cancelledAt || (await isOvertaken(tx, mail))) return null;
    const path = await wayTo(tx, told);
    const entry =
      told.state === 'registered'
        ? await calendarFor(tx, told.id, 'REQUEST', recipient(mail, told.personId, path), t)
        : undefined;
    const words = [
      t('calendar.request.text'),
      ...whenOf(told, mail, t),
      ...(entry ? [t('calendar.request.entry')] : []),
    ];
    return {
      ...letter(told, t('calendar.request.subject', { title: told.title }), words, link(t, path)),
      ...put(entry),
    };
  },

  'calendar-cancel': async (tx, mail, t) => {
    if (mail.about.withdrawn) return withdrawn(tx, mail, t);
    const told = await read(tx, mail);
    if (!told?.cancelledAt) return null;
    const path = pageOf(told);
    const entry =
      told.state === 'registered'
        ? await calendarFor(tx, told.id, 'CANCEL', recipient(mail, told.personId, path), t)
        : undefined;
    const reason = told.cancelledReason ? [told.cancelledReason] : [];
    const words = [t('calendar.cancel.text', { time: whenIn(told, told.zone, mail) }), ...reason];
    return {
      ...letter(told, t('calendar.cancel.subject', { title: told.title }), words, link(t, path)),
      ...put(entry),
    };
  },

  'calendar-reminder': async (tx, mail, t) => {
    const told = mail.about.speaker === undefined ? await read(tx, mail) : await readForSpeaker(tx, mail);
    if (told?.state !== 'registered' || told.cancelledAt) return null;
    if (told.startsAt.getTime() !== mail.about.starts || told.startsAt <= new Date()) return null;
    const path = await wayTo(tx, told);
    return letter(told, t('calendar.reminder.subject', { title: told.title }), whenOf(told, mail, t), {
      words: t('calendar.reminder.link'),
      path,
    });
  },
};

/**
 * To somebody who has no place any more: what their calendar holds is taken out, also where they may not see the event any more, as
 * those of an organisation that has left the committee. The registration is empty by now.
 */
async function withdrawn(tx: Tx, mail: MailRow, t: TFunction): Promise<MailText | null> {
  const id = Number(mail.about.event);
  const seen = await visible(tx, mail, id);
  const event = seen ?? (await unseen(tx, mail, id, t));
  if (!event || event.survivorSpeaks) return null;
  const path = pageOf(event);
  const entry = await calendarFor(
    tx,
    event.id,
    'CANCEL',
    recipient(mail, mail.personId, path),
    t,
    Number(mail.about.sequence),
    seen === null,
  );
  const subject = t('calendar.withdrawn.subject', { title: event.title });
  return {
    ...letter(event, subject, [t('calendar.withdrawn.text')], link(t, path)),
    ...put(entry),
  };
}

async function visible(tx: Tx, mail: MailRow, eventId: number): Promise<CalendarEvent | null> {
  const reader = mail.personId === null ? null : await findReaderById(tx, mail.personId);
  const [event] = await tx<CalendarEvent[]>`
    select ${calendarColumns(tx)} from event e cross join ${textOf(tx, mail.language)}
    where e.id = ${eventId} and ${visibleEvent(tx, reader)}`;
  return event ?? null;
}

/** The event for somebody who may not see it any more: under no title. */
async function unseen(tx: Tx, mail: MailRow, eventId: number, t: TFunction): Promise<CalendarEvent | null> {
  const [event] = await tx<CalendarEvent[]>`
    select ${calendarColumns(tx)} from event e cross join ${textOf(tx, mail.language)} where e.id = ${eventId}`;
  return event ? untitled(event, t) : null;
}

/** The event with the registration as it is now; null where there is none any more, or the letter was for an address of before. */
async function read(tx: Tx, mail: MailRow): Promise<Told | null> {
  const [row] = await tx<(Omit<Told, keyof CalendarEvent> & { eventId: number })[]>`
    select r.id as registration_id, r.event_id, r.person_id, r.state, coalesce(p.time_zone, r.time_zone) as zone, e.cancelled_reason
    from registration r join event e on e.id = r.event_id left join person p on p.id = r.person_id
    where r.id = ${Number(mail.about.registration)} and r.state in ('registered', 'asking', 'waiting', 'offered')
      and coalesce(p.state, 'active') = 'active' and coalesce(p.email, r.email) = ${mail.toAddress}`;
  const event = row && (await visible(tx, mail, row.eventId));
  return event ? { ...row, ...event } : null;
}

/** The same for somebody who speaks, by their account; null where they do not any more. Their way is that of an account. */
async function readForSpeaker(tx: Tx, mail: MailRow): Promise<Told | null> {
  const [row] = await tx<{ personId: number; zone: string }[]>`
    select p.id as person_id, p.time_zone as zone from person p
    where p.id = ${Number(mail.about.speaker)} and p.state = 'active' and p.email = ${mail.toAddress}
      and exists (select from event_speaker s where s.event_id = ${Number(mail.about.event)} and s.person_id = p.id)`;
  const event = row && (await visible(tx, mail, Number(mail.about.event)));
  return event ? { ...row, registrationId: 0, state: 'registered', cancelledReason: '', ...event } : null;
}

/** Whether a letter that waits says more than this one: an event that is moved twice in a minute is told of once. */
async function isOvertaken(tx: Tx, mail: MailRow): Promise<boolean> {
  const [later] = await tx`
    select from mail where about ? 'registration' and about ->> 'registration' = ${String(mail.about.registration)}
      and kind in ('calendar-request', 'calendar-cancel') and (about ->> 'sequence')::int > ${Number(mail.about.sequence)}
      and sent_at is null and gave_up_at is null limit 1`;
  return later !== undefined;
}

/** The event's page, and for those without an account their registration, which opens what the page shows to members. */
async function wayTo(tx: Tx, told: Told): Promise<string> {
  if (told.personId !== null) return pageOf(told);
  return linkTo(tx, { id: told.registrationId, eventId: told.id, personId: null });
}

/** Without the words that stand in the full address: they are those of the title. */
function pageOf({ id }: Pick<CalendarEvent, 'id'>): string {
  return `/events/${id}`;
}

function recipient(mail: MailRow, personId: number | null, path: string) {
  return { address: mail.toAddress, personId, language: mail.language, path };
}

function letter(
  event: Pick<CalendarEvent, 'readers' | 'survivorSpeaks'>,
  subject: string,
  words: string[],
  link: { words: string; path: string },
): MailText {
  if (event.survivorSpeaks) return { subject: '', paragraphs: [], link, neutral: true };
  return { subject, paragraphs: event.readers === 'public' ? words : [], link };
}

function link(t: TFunction, path: string) {
  return { words: t('calendar.link'), path };
}

function put(calendar: MailText['calendar']) {
  return calendar ? { calendar } : {};
}

/** The reader's own time, and that of the place where it is another. */
function whenOf(told: Told, mail: MailRow, t: TFunction): string[] {
  const own = t('calendar.when', { time: whenIn(told, told.zone, mail) });
  return told.zone === told.timeZone ? [own] : [own, t('calendar.there', { time: whenIn(told, told.timeZone, mail) })];
}

function whenIn(told: Told, zone: string, mail: MailRow): string {
  return `${formatTime(told.startsAt.toISOString(), mail.language, zone, 'day-time')} (${zone.replaceAll('_', ' ')})`;
}
