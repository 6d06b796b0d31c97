import { findReaderById } from '../people/readers.server';
import type { MailWriter } from '../shared/mail.server';
import { isRefusal } from '../shared/refusal';
import { formatTime } from '../shared/time';
import { type ReflectionPage, readReflections } from './queries/reflecting.server';

export const synthesisMail: Record<string, MailWriter> = {
  /** Read again when it is sent: nobody is asked who has answered, or may no longer read it. No words of anyone are in it. */
  reflect: async (tx, mail, t) => {
    const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
    if (!reader) return null;
    let page: ReflectionPage;
    try {
      page = await readReflections(tx, reader, Number(mail.about.discussion), mail.language, new Date());
    } catch (e) {
      if (isRefusal(e)) return null;
      throw e;
    }
    const open = page.asked.filter((s) => s.mayAnswer && s.own.answer === null);
    const first = open[0];
    if (!first) return null;
    const values = {
      title: page.discussion.title,
      count: open.length,
      until: formatTime(first.own.until, mail.language, reader.timeZone, 'date'),
    };
    return {
      subject: t('synthesis.reflect.subject', values),
      paragraphs: [t('synthesis.reflect.text', values), t('synthesis.reflect.how', values)],
      link: { words: t('synthesis.reflect.link'), path: `/reflections/${page.discussion.id}` },
    };
  },
};
