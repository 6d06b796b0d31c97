import type { MailWriter } from '../shared/mail.server';

export const discussionMail: Record<string, MailWriter> = {};
