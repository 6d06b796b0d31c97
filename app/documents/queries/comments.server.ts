import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { excerpt } from '../../shared/rich-text/excerpt';
import { mayOpenText, mayResolve } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface CommentView {
  id: number;
  author: string;
  organisation: string | null;
  at: string;
  edited: boolean;
  html: string;
  language: string;
  /** What one wrote oneself, to be changed; empty otherwise. */
  body: string;
  version: number;
  state: 'there' | 'withdrawn' | 'redacted';
  mine: boolean;
}

export interface ThreadView {
  id: number;
  block: string;
  /** The words it is about: as they were chosen or, where none were, as the passage begins now. */
  about: string;
  /** The passage is in the text no more. */
  gone: boolean;
  resolved: { by: string | null; at: string } | null;
  mayResolve: boolean;
  comments: CommentView[];
}

export interface CommentsView {
  head: HeadView;
  threads: ThreadView[];
  open: number;
  resolved: number;
}

interface CommentRow extends Omit<CommentView, 'mine' | 'edited' | 'state'> {
  authorId: number;
  editedAt: string | null;
  withdrawnAt: string | null;
  redactedAt: string | null;
}

interface ThreadRow extends Omit<ThreadView, 'mayResolve' | 'comments' | 'about'> {
  quote: string;
  plain: string | null;
  comments: CommentRow[];
}

type Row = HeadRow & { threads: ThreadRow[] | null; open: number; resolved: number };

/** A column: threads of `document d`, in the order of the text, with what was said in them. */
function threadsColumn(sql: Db, which: 'open' | 'resolved' | 'all') {
  const some = which === 'all' ? sql`` : sql`and (t.resolved_at is null) = ${which === 'open'}`;
  return sql`(
    select jsonb_agg(jsonb_build_object('id', t.id, 'block', t.block_id, 'quote', t.quote, 'plain', left(p.plain, 400),
        'gone', t.block_id <> '' and (p.id is null or p.gone_at is not null),
        'resolved', case when t.resolved_at is null then null else jsonb_build_object('at', t.resolved_at,
          'by', (select r.name from person r where r.id = t.resolved_by)) end,
        'comments', (select jsonb_agg(jsonb_build_object('id', c.id, 'authorId', c.author_id, 'author', a.name,
            'organisation', coalesce(o.short_name, o.name), 'at', c.written_at, 'editedAt', c.edited_at, 'html', c.html,
            'language', c.language, 'body', c.body, 'version', c.version, 'withdrawnAt', c.withdrawn_at, 'redactedAt', c.redacted_at) order by c.id)
          from document_comment c join person a on a.id = c.author_id left join organisation o on o.id = c.organisation_id
          where c.thread_id = t.id)) order by p.gone_at is not null, p.position nulls first, t.id)
    from document_thread t left join document_passage p on p.document_id = t.document_id and p.block_id = t.block_id
    where t.document_id = d.id ${some})`;
}

/** The threads of a document, those that are open or those that are done. One statement. */
export async function readComments(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
  which: 'open' | 'resolved',
): Promise<CommentsView> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)}, ${threadsColumn(sql, which)} as threads,
      (select count(*)::int from document_thread t where t.document_id = d.id and t.resolved_at is null) as open,
      (select count(*)::int from document_thread t where t.document_id = d.id and t.resolved_at is not null) as resolved
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const threads = (row!.threads ?? []).map(({ quote, plain, comments, ...thread }) => ({
    ...thread,
    about: quote || excerpt(plain ?? '', 160),
    mayResolve: mayResolve(comments[0]!.authorId, ruled, reader, ruled.tie, now),
    comments: comments.map((c) => commentFrom(c, reader)),
  }));
  return { head: view, threads, open: row!.open, resolved: row!.resolved };
}

function commentFrom(
  { authorId, editedAt, withdrawnAt, redactedAt, ...c }: CommentRow,
  reader: Reader | null,
): CommentView {
  const mine = authorId === reader?.id;
  return {
    ...c,
    mine,
    edited: editedAt !== null,
    body: mine ? c.body : '',
    state: withdrawnAt ? 'withdrawn' : redactedAt ? 'redacted' : 'there',
  };
}
