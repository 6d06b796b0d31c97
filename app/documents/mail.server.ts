import type { Tx } from '../../db/connect';
import { wantsMail } from '../notices/queries/level.server';
import { findReaderById } from '../people/readers.server';
import type { MailRow, MailWriter } from '../shared/mail.server';
import { mayOpenText } from './document';
import { findRules } from './rules.server';

/** The title, where the mail's reader works on the document at the moment it is sent. */
async function titleFor(tx: Tx, mail: MailRow): Promise<string | null> {
  const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
  const ruled = reader && (await findRules(tx, reader.id, Number(mail.about.document)));
  return ruled && mayOpenText(ruled, reader, ruled.tie, new Date()) ? ruled.title : null;
}

/** Letters hold no words of the text or of a comment: what is erased there is in no mailbox. */
export const documentMail: Record<string, MailWriter> = {
  'document-mention': async (tx, mail, t) => {
    const title = await titleFor(tx, mail);
    const [comment] = await tx<{ author: string }[]>`
      select a.name as author from document_comment c join person a on a.id = c.author_id
      where c.id = ${Number(mail.about.comment)} and c.withdrawn_at is null`;
    if (title === null || !comment) return null;
    if (!(await wantsMail(tx, mail.personId!, 'document', Number(mail.about.document)))) return null;
    return {
      subject: t('document-mention.subject', { author: comment.author }),
      paragraphs: [t('document-mention.text', { author: comment.author, title })],
      link: {
        words: t('document-mention.link'),
        path: `/documents/${Number(mail.about.document)}/comments#thread-${Number(mail.about.thread)}`,
      },
    };
  },
  'document-clearance': async (tx, mail, t) => {
    const title = await titleFor(tx, mail);
    if (title === null) return null;
    return {
      subject: t('document-clearance.subject', { title }),
      paragraphs: [t('document-clearance.text', { title })],
      link: { words: t('document-clearance.link'), path: `/documents/${Number(mail.about.document)}/clearance` },
    };
  },
};
