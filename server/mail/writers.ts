import { balanceMail } from '../../app/consultations/balance/mail.server';
import { documentMail } from '../../app/documents/mail.server';
import { calendarMail } from '../../app/events/calendar/mail.server';
import { registrationMail } from '../../app/events/registration/mail.server';
import { noticeMail } from '../../app/notices/mail.server';
import { replyMail } from '../../app/notices/replying/mail.server';
import { admissionMail } from '../../app/people/admission-mail.server';
import { peopleMail } from '../../app/people/mail.server';
import type { MailWriter } from '../../app/shared/mail.server';
import { synthesisMail } from '../../app/synthesis/mail.server';
import { weeklyWordMail } from './weekly-word';

/** Every kind of mail, with the slice that writes it. */
export const mailWriters: Record<string, MailWriter> = {
  ...peopleMail,
  ...admissionMail,
  ...balanceMail,
  ...documentMail,
  ...noticeMail,
  ...replyMail,
  ...synthesisMail,
  ...registrationMail,
  ...calendarMail,
  ...weeklyWordMail,
};

/** Kinds that somebody asks for at that moment, and waits for: they are tried also where other mail has stopped. */
export const askedFor: ReadonlySet<string> = new Set([
  ...Object.keys(peopleMail),
  ...Object.keys(admissionMail),
  'registration-confirm',
  'registration-known',
]);
