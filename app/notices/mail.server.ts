import type { Tx } from '../../db/connect';
import { mayLeave } from '../heard/guarded.server';
import { findReaderById } from '../people/readers.server';
import type { MailText, MailWriter } from '../shared/mail.server';
import { digestMail } from './digest-mail.server';
import { leavePath } from './leaving.server';
import { newsMail } from './news-mail.server';
import { type Activity, type Happening, levelOfOthers, toldOf, type Why } from './notice';
import { type ActivityView, findActivity } from './queries/activities.server';

type Translate = Parameters<MailWriter>[2];

interface NoticeRow {
  kind: Happening;
  why: Why;
  activity: Activity;
  activityId: number;
  subjectId: number;
}

/**
 * Written from what is true when it is sent: what was hidden, erased or withdrawn by then, or may no longer be read, is in
 * no mail; nor is one sent of what its reader has seen in the product, or wants to hear no more of.
 */
export const noticeMail: Record<string, MailWriter> = {
  notice: async (tx, mail, t) => {
    const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
    if (reader?.state !== 'active') return null;
    const [notice] = await tx<(NoticeRow & { level: Parameters<typeof toldOf>[0] })[]>`
      select n.kind, n.why, n.activity, n.activity_id, n.subject_id, coalesce(f.level, ${levelOfOthers}) as level
      from notice n left join follow f on f.person_id = n.person_id and f.activity = n.activity and f.activity_id = n.activity_id
      where n.id = ${Number(mail.about.notice)} and n.person_id = ${reader.id} and n.read_at is null`;
    if (!notice || !toldOf(notice.level, notice.why, notice.kind).mail) return null;
    const activity = await findActivity(tx, reader, notice.activity, notice.activityId, new Date(), mail.language);
    const text = activity && (await textOf(tx, notice, activity, t));
    if (!text) return null;
    const list = `${notice.activity}-${notice.activityId}` as const;
    return { ...text, list: { id: list, unsubscribe: await leavePath(tx, reader.id, list) } };
  },
  ...digestMail,
  ...newsMail,
};

async function textOf(tx: Tx, notice: NoticeRow, activity: ActivityView, t: Translate): Promise<MailText | null> {
  if (notice.kind === 'post') return postText(tx, notice, activity, t);
  const statement = notice.kind === 'statement' ? await findSettled(tx, notice.subjectId) : null;
  if (notice.kind === 'statement' && !statement) return null;
  const link = { words: t('letters:notice.link'), path: statement?.path ?? pathOf(notice, activity) };
  if (activity.discreet) return { subject: '', paragraphs: [], link, neutral: true };
  // Of what stands in a document nothing leaves by mail, and a comment that was withdrawn is told to nobody.
  if (notice.kind === 'comment') {
    const [there] = await tx`select from document_comment where id = ${notice.subjectId} and withdrawn_at is null`;
    if (!there) return null;
  }
  const values = { title: activity.title };
  const kind = statement ? `statement-${statement.state}` : notice.kind;
  const said = activity.open ? t(`letters:said.${kind}`, values) : t('letters:notice.new-in', values);
  return { subject: said, paragraphs: [said], link };
}

/** A statement as it stands when the mail is written. Why it is not voted on stands on its page, for its author alone. */
async function findSettled(tx: Tx, id: number): Promise<{ state: string; path: string } | null> {
  const [row] = await tx<{ state: string; number: number; consultationId: number }[]>`
    select state, number, consultation_id from consultation_statement where id = ${id} and state <> 'waiting'`;
  return row ? { state: row.state, path: `/consultations/${row.consultationId}/statements/${row.number}` } : null;
}

function pathOf({ kind, activityId }: NoticeRow, activity: ActivityView): string {
  if (kind === 'contribution') return '/contributions';
  if (kind === 'synthesis') return `/discussions/${activityId}/synthesis`;
  return kind === 'comment' ? `/documents/${activityId}/comments` : activity.path;
}

/** Words leave the house only from where everyone may read them; about anything else a mail holds a title and a link. */
async function postText(tx: Tx, notice: NoticeRow, activity: ActivityView, t: Translate): Promise<MailText | null> {
  const [post] = await tx<{ id: number; plain: string; author: string; free: boolean }[]>`
    select p.id, p.plain, a.name as author, ${mayLeave(tx)} as free from post p join person a on a.id = p.author_id
    where p.id = ${notice.subjectId} and p.discussion_id = ${notice.activityId} and p.state = 'shown'`;
  if (!post) return null;
  const path = `/posts/${post.id}`;
  const answers = { discussion: notice.activityId, post: post.id };
  if (!activity.open || !post.free) {
    const said = t('letters:notice.new-in', { title: activity.title });
    return { subject: said, paragraphs: [said], link: { words: t('letters:notice.link'), path }, answers };
  }
  const values = { author: post.author, title: activity.title };
  const { subject, text } = wordsOf(notice.why, values, t);
  return {
    subject,
    paragraphs: [text, post.plain],
    link: { words: t('mention.link'), path },
    holds: [post.id],
    answers,
  };
}

function wordsOf(why: Why, values: { author: string; title: string }, t: Translate): { subject: string; text: string } {
  if (why === 'mention') return { subject: t('mention.subject', values), text: t('mention.text', values) };
  if (why === 'reply') return { subject: t('letters:reply.subject', values), text: t('letters:reply.text', values) };
  return { subject: t('letters:post.subject', values), text: t('letters:post.text', values) };
}
