import type { Db } from '../../../db/connect';
import type { StatementState } from '../../consultations/statements/statement';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type Happening, pageLength, type Why } from '../notice';
import { activitySeen } from './activities.server';

/** One notice as its reader may see it now. */
export interface NoticeView {
  id: number;
  kind: Happening | 'mail-stopped';
  why: Why;
  /** Null where the reader may not see it any more. */
  title: string | null;
  language: string | null;
  /** Whose post it is, while it is shown. */
  author: string | null;
  /** Of a statement that its reader proposed: how it stands now, and why where it is not voted on. */
  outcome: StatementState | null;
  reason: string | null;
  at: string;
  read: boolean;
}

interface Row extends Omit<NoticeView, 'at' | 'read'> {
  at: Date;
  readAt: Date | null;
}

/** One page of the reader's notices, newest first, with the number of pages; and whether mail to them has stopped. */
export async function listNotices(
  sql: Db,
  reader: Reader,
  language: string,
  page: number,
  now: Date,
): Promise<{ notices: NoticeView[]; pages: number; stopped: boolean }> {
  const [all] = await sql<{ notices: Row[] | null; total: number; stopped: boolean }[]>`
    with mine as (
      select * from notice where person_id = ${reader.id} order by at desc, id desc limit ${pageLength} offset ${(page - 1) * pageLength}
    )
    select (select count(*)::int from notice where person_id = ${reader.id}) as total,
      exists (select from mail_stopped where address = ${reader.email}) as stopped,
      (select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'why', n.why, 'title', a.title, 'language', a.language,
          'author', w.name, 'outcome', s.state, 'reason', nullif(s.reason, ''), 'at', n.at, 'readAt', n.read_at) order by n.at desc, n.id desc)
        from mine n left join ${activitySeen(sql, reader, sql`n.activity`, sql`n.activity_id`, language, now)} a on true
        left join post p on n.kind = 'post' and p.id = n.subject_id and p.state = 'shown' and a.title is not null
        left join consultation_statement s on n.kind = 'statement' and s.id = n.subject_id and a.title is not null
        left join person w on w.id = p.author_id) as notices`;
  return {
    notices: (all!.notices ?? []).map(({ readAt, at, ...n }) => ({
      ...n,
      at: new Date(at).toISOString(),
      read: readAt !== null,
    })),
    pages: Math.max(1, Math.ceil(all!.total / pageLength)),
    stopped: all!.stopped,
  };
}

/** Where one of the reader's notices leads. Throws not-found for somebody else's, and for what may not be seen any more. */
export async function placeOfNotice(sql: Db, reader: Reader, id: number, now: Date): Promise<string> {
  const [n] = await sql<
    {
      kind: NoticeView['kind'];
      subjectId: number;
      activityId: number;
      path: string | null;
      thread: number | null;
      statement: number | null;
    }[]
  >`
    select n.kind, n.subject_id, n.activity_id, a.path,
      (select c.thread_id from document_comment c where n.kind = 'comment' and c.id = n.subject_id) as thread,
      (select s.number from consultation_statement s where n.kind = 'statement' and s.id = n.subject_id) as statement
    from notice n left join ${activitySeen(sql, reader, sql`n.activity`, sql`n.activity_id`, reader.language, now)} a on true
    where n.id = ${id} and n.person_id = ${reader.id}`;
  if (!n) throw refuse('not-found', 'shared:errors.not-found');
  if (n.kind === 'mail-stopped') return '/notices';
  if (n.path === null) throw refuse('not-found', 'shared:errors.not-found');
  if (n.kind === 'contribution') return '/contributions';
  if (n.kind === 'statement') return `/consultations/${n.activityId}/statements/${n.statement}`;
  if (n.kind === 'post') return `/posts/${n.subjectId}`;
  if (n.kind === 'synthesis') return `/discussions/${n.activityId}/synthesis`;
  return n.kind === 'comment' ? `/documents/${n.activityId}/comments#thread-${n.thread}` : n.path;
}
