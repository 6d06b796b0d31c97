import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ClearanceState } from '../clearance';
import type { Participant, WriteComment, WriteData, WriteThread } from '../components/editor/write-data';
import { maySettle, textAccess } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

interface SectionRow {
  key: string;
  owner: number | null;
  clearances: { organisation: number; state: ClearanceState }[];
}

interface ThreadRow extends Omit<WriteThread, 'state' | 'comments'> {
  resolved: boolean;
  comments: (Omit<WriteComment, 'gone'> & { withdrawn: boolean })[];
}

type Row = HeadRow & {
  epoch: number | null;
  people: Participant[] | null;
  organisations: WriteData['organisations'] | null;
  sections: SectionRow[] | null;
  threads: ThreadRow[] | null;
};

/**
 * What the editor is given that is not text, in one statement: who may be named, whose the sections are, and what is
 * said beside the text. How often the text was rewritten is asked of the text itself: what is settled comes a moment
 * later, and a page made in between would be sent away again. Throws not-found for those who may not see the text while it is written.
 */
export async function readWriting(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
  now: Date,
): Promise<{ head: HeadView; data: WriteData }> {
  // Whoever has written keeps their name beside what they proposed, also when their organisation has left the document.
  const writers = sql`
    select g.person, g.organisation from joint_writing g where g.room = d.id
    union select (w->>0)::bigint, (w->>1)::bigint from joint_update u, jsonb_array_elements(u.writers) w where u.room = d.id`;
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)}, (select w.epoch from joint_text w where w.room = d.id) as epoch,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'handle', p.handle, 'organisation', p.organisation_id) order by p.name)
        from person p where p.id = ${reader.id} or p.id in (
          select n.person_id from document_person n where n.document_id = d.id
          union select r.person_id from organisation_role r join document_organisation o on o.organisation_id = r.organisation_id where o.document_id = d.id
          union select c.author_id from document_comment c join document_thread t on t.id = c.thread_id where t.document_id = d.id
          union select e.proposed_by from document_decision e where e.document_id = d.id
          union select w.person from (${writers}) w)) as people,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) order by o.name)
        from organisation o where o.id = ${reader.organisationId} or o.id in (
          select i.organisation_id from document_organisation i where i.document_id = d.id
          union select c.organisation_id from document_comment c join document_thread t on t.id = c.thread_id where t.document_id = d.id
          union select w.organisation from (${writers}) w)) as organisations,
      (select jsonb_agg(jsonb_build_object('key', x.key, 'owner', x.owner_id,
          'clearances', coalesce((select jsonb_agg(jsonb_build_object('organisation', c.organisation_id, 'state', c.state) order by c.organisation_id)
            from document_clearance c where c.document_id = d.id and c.section_key = x.key), '[]')) order by x.position)
        from document_section x where x.document_id = d.id and x.gone_at is null) as sections,
      (select jsonb_agg(jsonb_build_object('id', t.id, 'anchor', replace(coalesce(encode(t.anchor, 'base64'), ''), E'\n', ''), 'block', t.block_id,
          'quote', t.quote, 'resolved', t.resolved_at is not null,
          'comments', (select jsonb_agg(jsonb_build_object('id', c.id, 'person', c.author_id, 'organisation', c.organisation_id,
              'at', c.written_at, 'html', c.html, 'withdrawn', c.withdrawn_at is not null) order by c.id)
            from document_comment c where c.thread_id = t.id)) order by t.id)
        from document_thread t where t.document_id = d.id) as threads
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  const access = textAccess(ruled, reader, ruled.tie, now);
  if (access === 'none') throw refuse('not-found', 'shared:errors.not-found');
  const decides = (owner: number | null) => maySettle(owner, ruled, reader, ruled.tie, now);
  return {
    head: view,
    data: {
      id,
      title: view.title,
      language: ruled.language,
      epoch: row!.epoch ?? 0,
      access,
      mayComment: view.may.comment,
      me: { id: reader.id, name: reader.name, handle: reader.handle, organisation: reader.organisationId },
      people: row!.people ?? [],
      organisations: row!.organisations ?? [],
      sections: (row!.sections ?? []).map((s) => ({ ...s, mayDecide: decides(s.owner) })),
      decidesRest: decides(null),
      threads: (row!.threads ?? []).map(({ resolved, comments, ...thread }) => ({
        ...thread,
        state: resolved ? 'resolved' : 'open',
        comments: comments.map(({ withdrawn, ...c }) => ({ ...c, gone: withdrawn })),
      })),
    },
  };
}
