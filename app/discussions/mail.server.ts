import { findReaderById } from '../people/readers.server';
import type { MailWriter } from '../shared/mail.server';
import { isRefusal } from '../shared/refusal';
import { excerpt } from '../shared/rich-text/excerpt';
import { readRules } from './rules.server';

export const discussionMail: Record<string, MailWriter> = {
  /** Read again when it is sent: a post that was hidden, redacted or withdrawn meanwhile is mentioned to nobody. */
  mention: async (tx, mail, t) => {
    const [post] = await tx<{ id: number; discussionId: number; plain: string; author: string }[]>`
      select p.id, p.discussion_id, p.plain, a.name as author from post p join person a on a.id = p.author_id
      where p.id = ${mail.postId} and p.state = 'shown'`;
    const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
    if (!post || !reader) return null;
    try {
      await readRules(tx, reader, post.discussionId);
    } catch (e) {
      if (isRefusal(e)) return null;
      throw e;
    }
    return {
      subject: t('mention.subject', { author: post.author }),
      paragraphs: [t('mention.text', { author: post.author }), excerpt(post.plain, 600)],
      link: { words: t('mention.link'), path: `/posts/${post.id}` },
    };
  },
};
