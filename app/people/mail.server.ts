import type { MailWriter } from '../shared/mail.server';

export const peopleMail: Record<string, MailWriter> = {};
