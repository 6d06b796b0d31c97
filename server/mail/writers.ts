import { discussionMail } from '../../app/discussions/mail.server';
import { documentMail } from '../../app/documents/mail.server';
import { admissionMail } from '../../app/people/admission-mail.server';
import { peopleMail } from '../../app/people/mail.server';
import type { MailWriter } from '../../app/shared/mail.server';
import { synthesisMail } from '../../app/synthesis/mail.server';
import { weeklyWordMail } from './weekly-word';

/** Every kind of mail, with the slice that writes it. */
export const mailWriters: Record<string, MailWriter> = {
  ...peopleMail,
  ...admissionMail,
  ...discussionMail,
  ...documentMail,
  ...synthesisMail,
  ...weeklyWordMail,
};
