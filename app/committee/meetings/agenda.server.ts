import { announce } from '../../../db/announce';
import type { Db, Sql, Tx } from '../../../db/connect';
import type { CleanFile } from '../../attachments/commands.server';
import { listOpenProposals } from '../../decisions/queries/rules.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { limits, wrong } from '../committee';
import type { ChangeItemInput, ItemInput, PaperInput } from '../forms';
import { reordered, whyNotAgenda, whyNotPrepare } from '../meeting';
import { deedOnMeeting, type RuledMeeting } from './rules.server';

const onAgenda = (reader: Reader, now: Date) => (r: RuledMeeting) =>
  whyNotAgenda(r.meeting, reader, r.standing, r.observer, now);

async function lastPosition(tx: Tx, id: number, more = 1): Promise<number> {
  const [row] = await tx<{ last: number; count: number }[]>`
    select coalesce(max(position), 0)::int as last, count(*)::int as count from meeting_item where event_id = ${id}`;
  if (row!.count + more > limits.items)
    throw refuse('too-much', 'committee:refusals.too-many-items', { most: limits.items });
  return row!.last;
}

/** Puts every proposal that is open now on the agenda, after what stands there; those that are there stay where they are. */
export async function addOpenProposals(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { meeting }) => {
      const open = await listOpenProposals(tx, now);
      const there = await tx<{ proposalId: number }[]>`
        select proposal_id from meeting_item where event_id = ${id} and proposal_id is not null`;
      const fresh = open.filter((p) => !there.some((t) => t.proposalId === p.id));
      let position = await lastPosition(tx, id, fresh.length);
      for (const proposal of fresh)
        await tx`
          insert into meeting_item (event_id, position, proposal_id, language, lead_id, added_by, once)
          values (${id}, ${++position}, ${proposal.id}, ${meeting.language}, ${proposal.leadId}, ${reader.id}, gen_random_uuid())`;
      return fresh.length > 0;
    },
    onAgenda(reader, now),
  );
}

/** Adds something of its own to the agenda. Sent twice, it is there once. */
export async function addItem(sql: Sql, reader: Reader, id: number, input: ItemInput, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { standing }) => {
      const [before] = await tx`select from meeting_item where once = ${input.once}`;
      if (before) return false;
      mustBeMember(input.lead, standing.there);
      const position = (await lastPosition(tx, id)) + 1;
      await tx`
        insert into meeting_item (event_id, position, title, language, minutes, lead_id, added_by, once)
        values (${id}, ${position}, ${input.title}, ${input.language}, ${input.minutes}, ${input.lead}, ${reader.id}, ${input.once})`;
    },
    onAgenda(reader, now),
  );
}

function mustBeMember(lead: number | null, members: number[]): void {
  if (lead !== null && !members.includes(lead)) throw wrong('lead', 'no-member');
}

/** How long an item takes and who leads it; of what is no proposal its title too. Refuses conflict where it is gone. */
export async function changeItem(
  sql: Sql,
  reader: Reader,
  id: number,
  input: ChangeItemInput,
  now: Date,
): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { standing }) => {
      mustBeMember(input.lead, standing.there);
      const [item] = await tx<{ proposalId: number | null }[]>`
        select proposal_id from meeting_item where id = ${input.id} and event_id = ${id}`;
      if (!item) throw refuse('conflict', 'committee:refusals.item-gone');
      if (item.proposalId === null && input.title === null) throw wrong('title', 'title-empty');
      await tx`
        update meeting_item set minutes = ${input.minutes}, lead_id = ${input.lead},
          title = ${item.proposalId === null ? input.title : ''} where id = ${input.id}`;
    },
    onAgenda(reader, now),
  );
}

/** One place earlier or later. Two who move at once move one after the other. */
export async function moveItem(
  sql: Sql,
  reader: Reader,
  id: number,
  { id: item, to }: { id: number; to: 'up' | 'down' },
  now: Date,
): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx) => {
      const before = await tx<{ id: number }[]>`select id from meeting_item where event_id = ${id} order by position`;
      const order = reordered(
        before.map((row) => row.id),
        item,
        to,
      );
      for (const [at, one] of order.entries())
        await tx`update meeting_item set position = ${at + 1} where id = ${one} and event_id = ${id}`;
    },
    onAgenda(reader, now),
  );
}

/** Takes something off the agenda; its papers stay with the meeting. Taken off twice, it is off. */
export async function removeItem(sql: Sql, reader: Reader, id: number, item: number, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx) => {
      const gone = await tx`delete from meeting_item where id = ${item} and event_id = ${id} returning 1`;
      return gone.length > 0;
    },
    onAgenda(reader, now),
  );
}

/**
 * Adds a paper: a document that is here, which whoever may read it opens, or a cleaned file. Sent twice, it is there once. Refuses
 * both or neither, and a document that whoever adds it may not read.
 */
export async function addPaper(
  sql: Sql,
  reader: Reader,
  id: number,
  input: PaperInput,
  files: CleanFile[],
  now: Date,
): Promise<void> {
  await deedOnMeeting(sql, reader, id, now, async (tx) => {
    const [before] = await tx`select from meeting_paper where once = ${input.once}`;
    if (before) return false;
    const [file] = files;
    if (files.length + (input.document === null ? 0 : 1) !== 1) throw wrong('document', 'document-or-file');
    const [count] = await tx<{ n: number }[]>`select count(*)::int as n from meeting_paper where event_id = ${id}`;
    if (count!.n >= limits.papers)
      throw refuse('too-much', 'committee:refusals.too-many-papers', { most: limits.papers });
    if (input.item !== null) {
      const [item] = await tx`select from meeting_item where id = ${input.item} and event_id = ${id}`;
      if (!item) throw wrong('item', 'item-gone');
    }
    if (input.document !== null) {
      const [document] =
        await tx`select from document d where d.id = ${input.document} and ${readableBy(tx, reader, now)}`;
      if (!document) throw wrong('document', 'document');
    }
    const [row] = await tx<{ file: string | null }[]>`
      insert into meeting_paper (event_id, item_id, title, language, document_id, file, file_name, file_type, file_size, added_by, added_at, once)
      values (${id}, ${input.item}, ${input.title}, ${input.language}, ${input.document}, ${file ? tx`gen_random_uuid()` : null},
        ${file?.name ?? null}, ${file?.type ?? null}, ${file?.bytes.length ?? null}, ${reader.id}, ${now}, ${input.once})
      returning file`;
    if (file)
      await tx`insert into meeting_paper_content (file, bytes) values (${row!.file}, ${Buffer.from(file.bytes)})`;
  });
}

export async function removePaper(sql: Sql, reader: Reader, id: number, paper: number, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx) => {
      const gone = await tx`delete from meeting_paper where id = ${paper} and event_id = ${id} returning 1`;
      return gone.length > 0;
    },
    (r) => whyNotPrepare(r.meeting, reader, r.standing, r.observer),
  );
}

/** A fingerprint of the agenda of `event e` with its papers: another one where anything of it changes. */
export function agendaPrint(sql: Db) {
  return sql`md5(
    coalesce((select string_agg(jsonb_build_array(i.proposal_id, i.title, i.minutes, i.lead_id)::text, ',' order by i.position)
      from meeting_item i where i.event_id = e.id), '') || '#' ||
    coalesce((select string_agg(a.id::text, ',' order by a.id) from meeting_paper a where a.event_id = e.id), ''))`;
}

/**
 * Tells everybody who follows the meeting that its agenda stands, or stands anew. Pressed twice, and where nothing has changed since,
 * it is told once. Refuses an agenda without an item.
 */
export async function sendAgenda(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx) => {
      const [agenda] = await tx<{ print: string; sent: string | null; items: number }[]>`
        select ${agendaPrint(tx)} as print, g.agenda_sent as sent,
          (select count(*)::int from meeting_item i where i.event_id = e.id) as items
        from event e join meeting g on g.event_id = e.id where e.id = ${id}`;
      if (agenda!.items === 0) throw refuse('conflict', 'committee:refusals.no-agenda');
      if (agenda!.print === agenda!.sent) return false;
      await tx`update meeting set agenda_sent = ${agenda!.print}, agenda_sent_at = ${now} where event_id = ${id}`;
      await announce(tx, 'event.agenda-sent', { event: id });
    },
    onAgenda(reader, now),
  );
}
