import type { Tx } from '../../../db/connect';
import { openForms } from '../../questionnaires/feedback.server';
import type { MailRow, MailText, MailWriter } from '../../shared/mail.server';
import { formatTime } from '../../shared/time';
import { calendarFor } from '../calendar/telling.server';
import type { EventReaders } from '../event';
import { titleOf } from '../queries/visible.server';
import { linkTo } from './links.server';
import { confirmHours, type RegistrationState } from './registration';

type Translate = Parameters<MailWriter>[2];

interface Told {
  id: number;
  eventId: number;
  personId: number | null;
  state: RegistrationState;
  timeZone: string;
  offeredUntil: Date | null;
  passedAt: Date | null;
  decidedReason: string;
  title: string;
  readers: EventReaders;
  survivorSpeaks: boolean;
  cancelledAt: Date | null;
  startsAt: Date;
  sentTo: boolean;
  /** A feedback form waits for those registered. */
  asked: boolean;
}

/**
 * Letters about one's own registration, each written when it is sent, and not at all where it is no longer so. Where a
 * survivor speaks a letter says neither the subject nor what it is about: somebody else may read along. Of an event that
 * is not public it says the title, and the rest stands behind the link.
 */
export const registrationMail: Record<string, MailWriter> = {
  'registration-confirm': letter(
    'confirm',
    (r) => r.state === 'unconfirmed',
    (_, t) => [t('registration.confirm.text', { hours: confirmHours }), t('registration.confirm.not-you')],
  ),
  'registration-known': letter(
    'known',
    (r) => r.state !== 'unconfirmed',
    (_, t) => [t('registration.known.text'), t('registration.known.not-you')],
  ),
  'registration-registered': letter(
    'registered',
    (r) => r.state === 'registered' && !r.cancelledAt,
    (r, t, language) => [t('registration.registered.text', { time: timeOf(r.startsAt, r, language) })],
  ),
  'registration-waiting': letter(
    'waiting',
    (r) => r.state === 'waiting' && r.passedAt === null && !r.cancelledAt,
    (_, t) => [t('registration.waiting.text')],
  ),
  'registration-offered': letter(
    'offered',
    (r) => r.state === 'offered' && !r.cancelledAt,
    (r, t, language) => [t('registration.offered.text', { time: timeOf(r.offeredUntil!, r, language) })],
  ),
  'registration-lapsed': letter(
    'lapsed',
    (r) => r.state === 'waiting' && r.passedAt !== null && !r.cancelledAt,
    (_, t) => [t('registration.lapsed.text')],
  ),
  'registration-declined': letter(
    'declined',
    (r) => r.state === 'declined',
    (r, t) => [t('registration.declined.text'), r.decidedReason],
  ),
  'registration-told': letter(
    'told',
    (r) => r.state === 'registered',
    (r, t) => [t('registration.told.text'), ...(r.asked ? [t('registration.told.form')] : [])],
  ),
};

function letter(
  kind: 'confirm' | 'known' | 'registered' | 'waiting' | 'offered' | 'lapsed' | 'declined' | 'told',
  holds: (r: Told) => boolean,
  words: (r: Told, t: Translate, language: string) => string[],
): MailWriter {
  return async (tx, mail, t) => {
    const told = await read(tx, mail);
    if (!told || !holds(told)) return null;
    const path = kind === 'told' && told.personId !== null ? `/events/${told.eventId}` : await linkTo(tx, told);
    const text = written(kind, told, t, path, words(told, t, mail.language));
    if (kind !== 'registered') return text;
    const to = { address: mail.toAddress, personId: told.personId, language: mail.language, path };
    const calendar = await calendarFor(tx, told.eventId, 'REQUEST', to, t);
    return calendar ? { ...text, calendar } : text;
  };
}

function written(kind: string, told: Told, t: Translate, path: string, words: string[]): MailText {
  if (told.survivorSpeaks) {
    return {
      subject: t('registration.discreet.subject'),
      paragraphs: [
        kind === 'confirm'
          ? t('registration.discreet.confirm', { hours: confirmHours })
          : t('registration.discreet.text'),
      ],
      link: { words: t('registration.discreet.link'), path },
      bare: true,
    };
  }
  return {
    subject: t(`registration.${kind}.subject`, { title: told.title }),
    paragraphs: told.readers === 'public' ? words : [],
    link: { words: t(`registration.${kind}.link`), path },
  };
}

/** The registration as it is now; null once it was withdrawn, or where the letter was meant for an address of before. */
async function read(tx: Tx, mail: MailRow): Promise<Told | null> {
  const [row] = await tx<Told[]>`
    select r.id, r.event_id, r.person_id, r.state, coalesce(p.time_zone, r.time_zone) as time_zone, r.offered_until, r.passed_at,
      r.decided_reason, x.title, e.readers, e.survivor_speaks, e.cancelled_at, e.starts_at,
      (r.email = ${mail.toAddress} or p.email = ${mail.toAddress}) as sent_to,
      exists (select from ${openForms(tx, new Date())} where q.subject_id = r.event_id) as asked
    from registration r join event e on e.id = r.event_id cross join ${titleOf(tx, mail.language)} x
    left join person p on p.id = r.person_id
    where r.id = ${Number(mail.about.registration)} and r.email is not null`;
  return row?.sentTo ? row : null;
}

function timeOf(at: Date, { timeZone }: Told, language: string): string {
  return `${formatTime(at.toISOString(), language, timeZone, 'day-time')} (${timeZone.replaceAll('_', ' ')})`;
}
