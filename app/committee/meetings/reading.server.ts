import type { Db } from '../../../db/connect';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import { titleOf } from '../../events/queries/visible.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { CommitmentState } from '../../tasks/commitment';
import type { Attendance } from '../meeting';
import type { Rules } from '../motion';
import type { StateColumns } from '../state.server';
import { rulesOn, stateColumns } from '../state.server';
import { agendaPrint } from './agenda.server';
import { type AgendaProposal, proposalsColumn, proposalsFrom } from './proposals.server';
import { type MeetingRow, meetingColumns, type RuledMeeting, ruledFrom } from './rules.server';

export interface ItemRead {
  id: number;
  proposalId: number | null;
  title: string;
  language: string;
  minutes: number | null;
  leadId: number | null;
}

export interface PaperRead {
  id: number;
  itemId: number | null;
  title: string;
  language: string;
  /** Null where it is a file, or a document that this reader may not read. */
  documentId: number | null;
  file: string | null;
  fileName: string | null;
  fileSize: number | null;
}

export interface ActionRead {
  id: number;
  eventId: number;
  words: string;
  language: string;
  ownerId: number | null;
  dueOn: string | null;
  state: CommitmentState;
}

export interface PersonRead {
  id: number;
  name: string;
  organisationId: number;
  role: 'focal-point' | 'alternate' | null;
  how: Attendance | null;
}

/** What happened to the minutes of a meeting before this one. */
export interface EarlierMinutes {
  id: number;
  title: string;
  titleLanguage: string;
  startsAt: string;
  documentId: number;
  approved: boolean;
  /** Members that approve it, and that ask for a correction. */
  approve: number;
  correct: number;
}

interface Around {
  slug: string;
  title: string;
  titleLanguage: string;
  timeZone: string;
  venue: string;
  items: ItemRead[] | null;
  papers: PaperRead[] | null;
  people: PersonRead[] | null;
  observers: { handle: string; name: string }[] | null;
  actions: ActionRead[] | null;
  earlier: EarlierMinutes[] | null;
  minutes: { title: string; language: string; readable: boolean } | null;
  approval: { title: string | null; at: string; note: string; id: number | null; decision: number | null } | null;
  proposals: Record<string, unknown>[] | null;
  heldRules: Rules | null;
  agendaSentAt: Date | null;
  agendaChanged: boolean;
}

export interface MeetingView extends RuledMeeting {
  slug: string;
  title: string;
  titleLanguage: string;
  timeZone: string;
  venue: string;
  items: ItemRead[];
  papers: PaperRead[];
  people: PersonRead[];
  observers: { handle: string; name: string }[];
  /** When its agenda was sent to those invited, and whether it has changed since. */
  agendaSentAt: Date | null;
  agendaChanged: boolean;
  /** How many members had to be present by the rules of its day; null where none were set. */
  quorum: number | null;
  /** Of this meeting; then those of earlier ones that are open still, or were settled since the one before. */
  actions: ActionRead[];
  followUps: ActionRead[];
  earlier: EarlierMinutes[];
  minutes: Around['minutes'];
  approval: Around['approval'];
  proposals: AgendaProposal[];
}

/**
 * A meeting with everything that its page shows, in one statement: its agenda with papers, who may come and who is there, where
 * members stand on its proposals, what it and earlier meetings noted to be done, and minutes that wait for approval. Throws not-found.
 */
export async function readMeeting(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<MeetingView> {
  const day = dayOf(now);
  const action = sql`jsonb_build_object('id', k.id, 'eventId', k.subject_id, 'words', k.words, 'language', k.language,
    'ownerId', k.owner_organisation_id, 'dueOn', k.due_on, 'state', k.state)`;
  const [row] = await sql<(MeetingRow & StateColumns & Around & { observer: boolean })[]>`
    select ${meetingColumns(sql)}, ${stateColumns(sql, day)}, e.slug, x.title, x.language as title_language, e.time_zone, e.venue,
      exists (select from meeting_observer w where w.event_id = e.id and w.person_id = ${reader?.id ?? null}) as observer,
      (select jsonb_agg(jsonb_build_object('id', i.id, 'proposalId', i.proposal_id, 'title', i.title, 'language', i.language,
          'minutes', i.minutes, 'leadId', i.lead_id) order by i.position) from meeting_item i where i.event_id = e.id) as items,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'itemId', a.item_id, 'title', a.title, 'language', a.language, 'file', a.file,
          'fileName', a.file_name, 'fileSize', a.file_size,
          'documentId', (select d.id from document d where d.id = a.document_id and ${readableBy(sql, reader, now)})) order by a.id)
        from meeting_paper a where a.event_id = e.id) as papers,
      (select jsonb_agg(jsonb_build_object('id', y.id, 'name', y.name, 'organisationId', y.organisation_id, 'role', y.role, 'how', y.how)
          order by y.role desc nulls last, y.name, y.id)
        from (
          select p.id, p.name, r.organisation_id, r.role, t.how from organisation_role r join person p on p.id = r.person_id
          left join meeting_attendance t on t.event_id = e.id and t.person_id = p.id and t.organisation_id = r.organisation_id
          where p.state = 'active' and exists (select from membership m where m.organisation_id = r.organisation_id
            and m.since <= (e.starts_at at time zone 'UTC')::date and (m.until is null or m.until >= (e.starts_at at time zone 'UTC')::date))
          union all
          select p.id, p.name, t.organisation_id, null, t.how from meeting_attendance t join person p on p.id = t.person_id
          where t.event_id = e.id and not exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = t.organisation_id)
        ) y) as people,
      (select jsonb_agg(jsonb_build_object('handle', p.handle, 'name', p.name) order by p.handle)
        from meeting_observer w join person p on p.id = w.person_id where w.event_id = e.id) as observers,
      (select jsonb_agg(${action} order by k.due_on nulls last, k.id) from commitment k join event b on b.id = k.subject_id
        where k.kind = 'action' and k.subject_kind = 'event' and b.kind = 'committee-meeting' and (b.id = e.id or (b.starts_at < e.starts_at
          and (k.state in ('open', 'under-way') or k.settled_at > (select max(c.starts_at) from event c
            where c.kind = 'committee-meeting' and c.cancelled_at is null and c.starts_at < e.starts_at))))) as actions,
      (select jsonb_agg(jsonb_build_object('id', b.id, 'title', bx.title, 'titleLanguage', bx.language, 'startsAt', b.starts_at,
          'documentId', bg.minutes_document_id, 'approved', bg.approved_at is not null,
          'approve', (select count(*) from minutes_position y where y.event_id = b.id and y.kind = 'approve'),
          'correct', (select count(*) from minutes_position y where y.event_id = b.id and y.kind = 'correct')) order by b.starts_at)
        from event b join meeting bg on bg.event_id = b.id cross join lateral (select z.title, z.language from event_text z where z.event_id = b.id
          order by z.language = ${language} desc, z.language = b.language desc, z.language limit 1) bx
        where b.kind = 'committee-meeting' and b.starts_at < e.starts_at and bg.minutes_document_id is not null
          and (bg.approved_at is null or bg.approved_in = e.id)) as earlier,
      (select jsonb_build_object('title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)}, 'readable', ${readableBy(sql, reader, now)})
        from document d where d.id = g.minutes_document_id) as minutes,
      (select jsonb_build_object('id', b.id, 'title', bx.title, 'at', g.approved_at, 'note', g.approved_note, 'decision', g.approved_by_decision)
        from (select 1) one left join event b on b.id = g.approved_in
        left join lateral (select z.title from event_text z where z.event_id = b.id
          order by z.language = ${language} desc, z.language = b.language desc, z.language limit 1) bx on true
        where g.approved_at is not null) as approval,
      ${rulesOn(sql, sql`(e.starts_at at time zone 'UTC')::date`)} as held_rules, g.agenda_sent_at,
      g.agenda_sent is distinct from ${agendaPrint(sql)} as agenda_changed,
      ${proposalsColumn(sql, reader, now, sql`p.id in (select i.proposal_id from meeting_item i where i.event_id = e.id)`)} as proposals
    from event e cross join ${titleOf(sql, language)} x left join meeting g on g.event_id = e.id
    where e.id = ${id} and e.kind = 'committee-meeting'`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = ruledFrom(row, reader, day);
  const actions = row.actions ?? [];
  return {
    ...ruled,
    slug: row.slug,
    title: row.title,
    titleLanguage: row.titleLanguage,
    timeZone: row.timeZone,
    venue: row.venue,
    items: row.items ?? [],
    papers: row.papers ?? [],
    people: row.people ?? [],
    observers: row.observers ?? [],
    actions: actions.filter((a) => a.eventId === id),
    followUps: actions.filter((a) => a.eventId !== id),
    earlier: row.earlier ?? [],
    minutes: row.minutes,
    approval: row.approval,
    proposals: proposalsFrom(row.proposals, now),
    quorum: row.heldRules?.quorum ?? null,
    agendaSentAt: row.agendaSentAt,
    agendaChanged: row.agendaChanged,
  };
}

/** A paper's file, for whoever may see its meeting. Two statements; throws not-found. */
export async function readPaperFile(sql: Db, id: number, file: string) {
  const [row] = await sql<{ name: string; type: string; bytes: Buffer }[]>`
    select a.file_name as name, a.file_type as type, c.bytes from meeting_paper a join meeting_paper_content c on c.file = a.file
    where a.event_id = ${id} and a.file = ${file}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}
