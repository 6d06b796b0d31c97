import type { Tx } from '../../db/connect';
import { mayLeave } from '../heard/guarded.server';
import type { Reader } from '../people/person';
import { findReaderById } from '../people/readers.server';
import type { MailPart, MailWriter } from '../shared/mail.server';
import { formatTime } from '../shared/time';
import { type DigestItem, digestItems } from './digests.server';
import { leavePath } from './leaving.server';
import { type ActivityView, findActivity } from './queries/activities.server';

type Translate = Parameters<MailWriter>[2];

/** Characters of posts in one mail: more is not read, and some mail servers refuse it. The rest is a link. */
const mostWords = 400_000;

export const digestMail: Record<string, MailWriter> = {
  /** What has happened between two digests, by activity and thread, newest first, as it stands when the mail is sent. */
  digest: async (tx, mail, t) => {
    const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
    if (reader?.state !== 'active') return null;
    const { after, until } = mail.about as { after: number; until: number };
    const items = await digestItems(tx, reader.id, { after, until });
    const parts: MailPart[] = [];
    const holds: number[] = [];
    let left = mostWords;
    for (const group of byActivity(items)) {
      const { activity: kind, activityId } = group[0]!;
      const activity = await findActivity(tx, reader, kind, activityId, new Date(), mail.language);
      if (!activity) continue;
      const posts = kind === 'discussion' ? await postsOf(tx, group) : [];
      const others = group.filter((item) => item.kind !== 'post');
      if (posts.length === 0 && (others.length === 0 || !(await stillThere(tx, others)))) continue;
      const told = activity.open ? inThreads(posts).filter((post) => post.free) : [];
      const whole = told.filter((post) => {
        left -= post.plain.length;
        return left >= 0;
      });
      parts.push({
        title: activity.discreet ? t('letters:neutral.title') : activity.title,
        path: activity.path,
        ...(posts.length > 0 ? { answers: { discussion: activityId, post: null } } : {}),
        items: [
          ...(activity.open && !activity.discreet ? others.map((item) => saidOf(item, activity, t)) : []),
          ...whole.map((post) => itemOf(post, reader, mail.language, t)),
        ],
      });
      holds.push(...whole.map((post) => post.id));
    }
    if (parts.length === 0) return null;
    return {
      subject: t('letters:digest.subject', { count: parts.length }),
      paragraphs: [t('letters:digest.text')],
      parts,
      link: { words: t('letters:digest.link'), path: '/notices' },
      list: { id: 'digest', unsubscribe: await leavePath(tx, reader.id, 'digest') },
      holds,
    };
  },
};

/** In the order of the newest of each. */
function byActivity(items: DigestItem[]): DigestItem[][] {
  const groups = new Map<string, DigestItem[]>();
  for (const item of items) {
    const key = `${item.activity} ${item.activityId}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

interface DigestPost {
  id: number;
  ordinal: number;
  thread: number;
  plain: string;
  language: string;
  author: string;
  organisation: string | null;
  answered: string | null;
  shownAt: Date;
  free: boolean;
}

/** Those that are shown now, each with the post that its thread began with. */
async function postsOf(tx: Tx, items: DigestItem[]): Promise<DigestPost[]> {
  const ids = items.filter((item) => item.kind === 'post').map((item) => item.subjectId);
  return tx<DigestPost[]>`
    with recursive up as (
      select p.id, p.id as above, p.in_reply_to from post p where p.id = any(${ids}::bigint[])
      union all
      select up.id, a.id, a.in_reply_to from up join post a on a.id = up.in_reply_to
    )
    select p.id, p.ordinal, up.above as thread, p.plain, p.language, a.name as author, coalesce(o.short_name, o.name) as organisation,
      b.name as answered, coalesce(p.shown_at, p.written_at) as shown_at, ${mayLeave(tx)} as free
    from post p join up on up.id = p.id and up.in_reply_to is null
    join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id
    left join post r on r.id = p.in_reply_to left join person b on b.id = r.author_id
    where p.discussion_id = ${items[0]!.activityId} and p.state = 'shown' order by p.ordinal desc`;
}

/** Threads by their newest post, and in each the newest first. */
function inThreads(posts: DigestPost[]): DigestPost[] {
  const threads = new Map<number, DigestPost[]>();
  for (const post of posts) threads.set(post.thread, [...(threads.get(post.thread) ?? []), post]);
  return [...threads.values()].flat();
}

/** Whether anything is left to tell of: a comment may have been withdrawn. */
async function stillThere(tx: Tx, items: DigestItem[]): Promise<boolean> {
  const comments = items.filter((item) => item.kind === 'comment').map((item) => item.subjectId);
  if (comments.length < items.length) return true;
  const [there] = await tx`
    select from document_comment where id = any(${comments}::bigint[]) and withdrawn_at is null limit 1`;
  return there !== undefined;
}

function saidOf(item: DigestItem, activity: ActivityView, t: Translate) {
  return {
    by: t(`letters:said.${item.kind}`, { title: activity.title }),
    words: '',
    language: activity.language,
    path: item.kind === 'synthesis' ? `/discussions/${item.activityId}/synthesis` : activity.path,
  };
}

function itemOf(post: DigestPost, reader: Reader, language: string, t: Translate) {
  const who = post.organisation ? `${post.author} (${post.organisation})` : post.author;
  const at = formatTime(post.shownAt.toISOString(), language, reader.timeZone, 'date-time');
  const by = post.answered
    ? t('letters:digest.by-reply', { who, at, answered: post.answered })
    : t('letters:digest.by', { who, at });
  return { by, words: post.plain, language: post.language, path: `/posts/${post.id}` };
}
