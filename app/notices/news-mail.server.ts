import type { MailText, MailWriter } from '../shared/mail.server';
import { leavePath } from './leaving.server';

export interface NewsText {
  language: string;
  subject: string;
  body: string;
}

/** A text as it is sent, and as it is previewed. */
export function newsMailText(text: NewsText, unsubscribe: string): MailText {
  return {
    subject: text.subject,
    paragraphs: text.body.split(/\n{2,}/),
    list: { id: 'news', unsubscribe },
  };
}

export const newsMail: Record<string, MailWriter> = {
  /** Who has taken back their consent since it was put in the queue gets none. */
  news: async (tx, mail) => {
    const [text] = await tx<NewsText[]>`
      select x.language, x.subject, x.body from news n join news_text x on x.news_id = n.id
      join person p on p.id = ${mail.personId} and p.state = 'active' and p.news_since is not null
      where n.id = ${Number(mail.about.news)} and n.sent_at is not null
      order by x.language = ${mail.language} desc, x.language = n.language desc limit 1`;
    return text ? newsMailText(text, await leavePath(tx, mail.personId!, 'news')) : null;
  },
};
