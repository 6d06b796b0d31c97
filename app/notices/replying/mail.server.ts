import type { Tx } from '../../../db/connect';
import { readRules } from '../../discussions/rules.server';
import { findReaderById } from '../../people/readers.server';
import type { MailRow, MailWriter } from '../../shared/mail.server';
import { isRefusal } from '../../shared/refusal';

/** Title and path of the discussion, where the mail's reader may read it at the moment it is sent. */
async function discussionFor(tx: Tx, mail: MailRow): Promise<{ title: string; path: string } | null> {
  const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
  if (!reader) return null;
  try {
    const { id, slug } = await readRules(tx, reader, Number(mail.about.discussion));
    const [row] = await tx<{ title: string }[]>`
      select x.title from discussion d join discussion_text x on x.discussion_id = d.id where d.id = ${id}
      order by x.language = ${mail.language} desc, x.language = d.language desc limit 1`;
    return { title: row!.title, path: `/discussions/${id}/${slug}` };
  } catch (e) {
    if (isRefusal(e)) return null;
    throw e;
  }
}

/** None of these repeats what was written: it is in the sender's own mailbox, and where it waits. */
export const replyMail: Record<string, MailWriter> = {
  'reply-waits': async (tx, mail, t) => {
    const about = await discussionFor(tx, mail);
    const [waiting] = await tx`select 1 from reply_waiting where id = ${Number(mail.about.reply)}`;
    if (!about || !waiting) return null;
    return {
      subject: t('reply.waits.subject', about),
      paragraphs: [t(`reply.waits.${String(mail.about.why)}`, about), t('reply.waits.days')],
      link: { words: t('reply.waits.link'), path: `/replies/${Number(mail.about.reply)}` },
    };
  },
  'reply-late': async (tx, mail, t) => {
    const about = await discussionFor(tx, mail);
    if (!about) return null;
    return {
      subject: t('reply.late.subject', about),
      paragraphs: [t('reply.late.text', about)],
      link: { words: t('reply.late.link'), path: about.path },
    };
  },
  'reply-empty': async (tx, mail, t) => {
    const about = await discussionFor(tx, mail);
    if (!about) return null;
    return {
      subject: t('reply.empty.subject', about),
      paragraphs: [t('reply.empty.text', about)],
      link: { words: t('reply.empty.link'), path: about.path },
    };
  },
};
