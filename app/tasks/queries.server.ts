import type { Db } from '../../db/connect';
import { visibleCall } from '../calls/queries/visible.server';
import { type MyConsultation, myConsultationsColumn, myConsultationsFrom } from '../consultations/queries/mine.server';
import { textOf, visibleConsultation } from '../consultations/queries/visible.server';
import { visibleProposal } from '../decisions/queries/rules.server';
import { visibleTo } from '../discussions/queries/visible.server';
import { readableBy, titleIn } from '../documents/visible.server';
import { type MyEvent, myEventsColumn, myEventsFrom } from '../events/queries/mine.server';
import { titleOf, visibleEvent } from '../events/queries/visible.server';
import { isActive, isSecretariat, type Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { type DraftOf, doneForDays, isolated, type MentionOf, type Task } from './task';

/** Most of each kind on the page; the oldest open tasks and the newest of everything else. */
const most = { open: 200, done: 100, mentions: 50, drafts: 100 };

interface TaskRow {
  id: number;
  what: string;
  about: Record<string, string | number>;
  place: string;
  createdAt: Date;
  dueAt: Date | null;
  doneAt: Date | null;
  discussion: string | null;
  document: string | null;
  consultation: string | null;
  event: string | null;
  decision: string | null;
  call: string | null;
  person: string | null;
  organisation: string | null;
}

/** What waits for the reader, oldest first, and what was done in the last month, newest first. One statement. */
export async function tasksFor(
  sql: Db,
  reader: Reader,
  language: string,
  now: Date,
): Promise<{ open: Task[]; done: Task[] }> {
  const since = new Date(now.getTime() - doneForDays * 86_400_000);
  const rows = await sql<TaskRow[]>`
    with mine as (
      (select * from task where person_id = ${reader.id} and done_at is null order by created_at, id limit ${most.open})
      union all
      (select * from task where person_id = ${reader.id} and done_at > ${since} order by done_at desc, id desc limit ${most.done})
    )
    select t.id, t.what, t.about, t.place, t.created_at, t.due_at, t.done_at,
      (select x.title from discussion d join discussion_text x on x.discussion_id = d.id
        where d.id = (t.about ->> 'discussion')::bigint and ${visibleTo(sql, reader)}
        order by x.language = ${language} desc, x.language = d.language desc limit 1) as discussion,
      (select ${titleIn(sql, language)} from document d where d.id = (t.about ->> 'document')::bigint and ${readableBy(sql, reader, now)}) as document,
      (select x.title from consultation c cross join ${textOf(sql, language)} x
        where c.id = (t.about ->> 'consultation')::bigint and ${visibleConsultation(sql, reader)}) as consultation,
      (select x.title from event e cross join ${titleOf(sql, language)} x
        where e.id = (t.about ->> 'event')::bigint and ${visibleEvent(sql, reader)}) as event,
      (select p.title from proposal p where p.id = (t.about ->> 'decision')::bigint and ${visibleProposal(sql, reader, now)}) as decision,
      (select c.title from pilot_call c where c.id = (t.about ->> 'call')::bigint and ${visibleCall(sql, reader, now)}) as call,
      (select p.name from person p where p.id = (t.about ->> 'person')::bigint
        and (${isSecretariat(reader)} or p.organisation_id = any(${officesOf(reader)}::bigint[]))) as person,
      (select coalesce(o.names ->> ${language}, o.name) from organisation o
        where o.id = (t.about ->> 'organisation')::bigint) as organisation
    from mine t
    order by t.done_at is not null, case when t.done_at is null then t.created_at end, t.done_at desc, t.id`;
  const tasks = rows.map(taskFrom);
  return { open: tasks.filter((task) => !task.doneAt), done: tasks.filter((task) => task.doneAt) };
}

/** Ids give way to names. What this reader may not see leaves its value out, and the page says "a discussion" instead. */
function taskFrom(row: TaskRow): Task {
  const {
    discussion: _d,
    document: _t,
    consultation: _c,
    event: _e,
    decision: _v,
    call: _l,
    person: _p,
    organisation: _o,
    ...others
  } = row.about;
  const values: Task['values'] = { ...others };
  if (row.discussion) values.discussion = isolated(row.discussion);
  if (row.document) values.document = isolated(row.document);
  if (row.consultation) values.consultation = isolated(row.consultation);
  if (row.decision) values.decision = isolated(row.decision);
  if (row.call) values.call = isolated(row.call);
  if (row.event) values.event = isolated(row.event);
  if (row.person) values.person = isolated(row.person);
  if (row.organisation) values.organisation = isolated(row.organisation);
  return {
    id: row.id,
    what: row.what,
    values,
    place: row.place,
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}

type DraftRow = Omit<DraftOf, 'place' | 'words'> & {
  discussionId: number;
  slug: string | null;
  inReplyTo: number | null;
  ofPost: number | null;
  body: string;
};

/**
 * Posts that mention the reader or an organisation of theirs, newest first, as far as they are shown and the reader may
 * read them now; and all drafts of the reader, the words being theirs whatever became of the discussion; and their next events. One statement.
 */
export async function mentionsAndDraftsOf(
  sql: Db,
  reader: Reader,
  language: string,
  now = new Date(),
): Promise<{ mentions: MentionOf[]; drafts: DraftOf[]; events: MyEvent[]; consultations: MyConsultation[] }> {
  // Who waits for approval has named an organisation, and does not belong to it yet.
  const own = isActive(reader) && reader.organisationId !== null ? [reader.organisationId] : [];
  const organisations = [...officesOf(reader), ...own];
  const title = sql`(select x.title, x.language from discussion_text x where x.discussion_id = d.id
    order by x.language = ${language} desc, x.language = d.language desc limit 1)`;
  const [row] = await sql<
    {
      mentions: MentionOf[] | null;
      drafts: DraftRow[] | null;
      events: MyEvent[] | null;
      consultations: MyConsultation[] | null;
    }[]
  >`
    with mentioned as (
      select p.id, p.author_id, p.organisation_id, p.language, p.plain, x.title, x.language as title_language,
        bool_or(m.person_id is not null) as by_name, max(m.at) as at
      from mention m join post p on p.id = m.post_id join discussion d on d.id = p.discussion_id
      cross join lateral ${title} x
      where (m.person_id = ${reader.id} or m.organisation_id = any(${organisations}::bigint[]))
        and p.state = 'shown' and p.author_id <> ${reader.id} and ${visibleTo(sql, reader)}
      group by p.id, x.title, x.language order by max(m.at) desc, p.id desc limit ${most.mentions}
    ), kept as (
      select t.*, x.slug, x.title, x.title_language from draft t
      left join lateral (select d.slug, y.title, y.language as title_language from discussion d cross join lateral ${title} y
        where d.id = t.discussion_id and ${visibleTo(sql, reader)}) x on true
      where t.person_id = ${reader.id} order by t.updated_at desc, t.id desc limit ${most.drafts}
    )
    select
      (select jsonb_agg(jsonb_build_object('postId', m.id, 'author', a.name, 'organisation', coalesce(o.short_name, o.name),
          'byName', m.by_name, 'discussion', m.title, 'discussionLanguage', m.title_language,
          'words', left(m.plain, 600), 'language', m.language, 'at', m.at) order by m.at desc, m.id desc)
        from mentioned m join person a on a.id = m.author_id left join organisation o on o.id = m.organisation_id) as mentions,
      (select jsonb_agg(jsonb_build_object('discussionId', k.discussion_id, 'slug', k.slug, 'discussion', k.title,
          'discussionLanguage', k.title_language, 'inReplyTo', k.in_reply_to, 'ofPost', k.of_post, 'body', left(k.body, 600),
          'language', k.language, 'keptBecause', k.kept_because, 'updatedAt', k.updated_at) order by k.updated_at desc, k.id desc)
        from kept k) as drafts,
      ${myEventsColumn(sql, reader, language, now)} as events,
      ${myConsultationsColumn(sql, reader, language, now)} as consultations`;
  return {
    mentions: (row!.mentions ?? []).map((m) => ({
      ...m,
      words: excerpt(m.words, 200),
      at: new Date(m.at).toISOString(),
    })),
    drafts: (row!.drafts ?? []).map(draftFrom),
    events: myEventsFrom(row!.events),
    consultations: myConsultationsFrom(row!.consultations),
  };
}

function draftFrom({ discussionId, slug, inReplyTo, ofPost, body, ...draft }: DraftRow): DraftOf {
  const reply = inReplyTo ? `?reply=${inReplyTo}` : '';
  const composer = ofPost ? `/posts/${ofPost}/edit` : `/discussions/${discussionId}/${slug}${reply}#composer`;
  return {
    ...draft,
    place: slug === null ? null : composer,
    words: excerpt(body, 200),
    updatedAt: new Date(draft.updatedAt).toISOString(),
  };
}

function officesOf(reader: Reader): number[] {
  return reader.offices.map((office) => office.organisationId);
}
