import type { Tx } from '../../db/connect';
import { contactable } from '../events/registration/contact.server';
import type { MailRow, MailText, MailWriter } from '../shared/mail.server';
import { guestLeavePath, leavePath } from './leaving.server';

export interface NewsText {
  language: string;
  subject: string;
  body: string;
}

/** A text as it is sent, and as it is previewed; with why it comes, for those who have no account. */
export function newsMailText(text: NewsText, unsubscribe: string, why?: string): MailText {
  return {
    subject: text.subject,
    paragraphs: [...text.body.split(/\n{2,}/), ...(why ? [why] : [])],
    list: { id: 'news', unsubscribe, ...(why ? { withoutAccount: true } : {}) },
  };
}

export const newsMail: Record<string, MailWriter> = {
  /** Who has taken back their consent since it was put in the queue gets none. */
  news: async (tx, mail, t) => {
    if (!(await stillWanted(tx, mail))) return null;
    const [text] = await tx<NewsText[]>`
      select x.language, x.subject, x.body from news n join news_text x on x.news_id = n.id
      where n.id = ${Number(mail.about.news)} and n.sent_at is not null
      order by x.language = ${mail.language} desc, x.language = n.language desc limit 1`;
    if (!text) return null;
    if (mail.personId !== null) return newsMailText(text, await leavePath(tx, mail.personId, 'news'));
    return newsMailText(text, await guestLeavePath(tx, Number(mail.about.registration)), t('letters:news-guest'));
  },
};

async function stillWanted(tx: Tx, { personId, about, toAddress }: MailRow): Promise<boolean> {
  const [wanted] = personId
    ? await tx`select from person where id = ${personId} and state = 'active' and news_since is not null`
    : await tx`select from ${contactable(tx)} and r.id = ${Number(about.registration)} and r.email = ${toAddress}`;
  return wanted !== undefined;
}
