import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ClearanceState } from '../clearance';
import { mayAskClearance, mayClear, mayOpenText } from '../document';
import type { HeadView } from '../head';
import { speaksFor } from '../telling.server';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface ClearanceView {
  organisationId: number;
  organisation: string;
  state: ClearanceState;
  dueAt: string | null;
  by: string | null;
  at: string | null;
  commentHtml: string;
  /** Speaks for that organisation here. */
  mayClear: boolean;
}

export interface ClearedSection {
  key: string;
  title: string;
  hash: string;
  owner: { id: number; name: string } | null;
  mayAsk: boolean;
  clearances: ClearanceView[];
}

export interface InvitedHere {
  id: number;
  name: string;
  role: string;
  /** Whether somebody speaks for it on this document now. */
  answers: boolean;
}

export interface ClearanceOverview {
  head: HeadView;
  sections: ClearedSection[];
  organisations: InvitedHere[];
}

interface SectionRow extends Omit<ClearedSection, 'mayAsk' | 'clearances'> {
  clearances: Omit<ClearanceView, 'mayClear'>[];
}

type Row = HeadRow & { sections: SectionRow[] | null; organisations: ClearanceOverview['organisations'] | null };

/** Every section with its owner and who has cleared it. One statement. */
export async function readClearance(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<ClearanceOverview> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(jsonb_build_object('key', x.key, 'title', x.title, 'hash', x.hash,
          'owner', case when o.id is null then null else jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) end,
          'clearances', coalesce((select jsonb_agg(jsonb_build_object('organisationId', q.id, 'organisation', coalesce(q.short_name, q.name),
              'state', c.state, 'dueAt', c.due_at, 'by', b.name, 'at', coalesce(c.reopened_at, c.answered_at), 'commentHtml', c.comment_html) order by q.name)
            from document_clearance c join organisation q on q.id = c.organisation_id left join person b on b.id = c.answered_by
            where c.document_id = d.id and c.section_key = x.key), '[]')) order by x.position)
        from document_section x left join organisation o on o.id = x.owner_id
        where x.document_id = d.id and x.gone_at is null) as sections,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name), 'role', i.role,
          'answers', exists (select from person p where ${speaksFor(sql, id, sql`o.id`)})) order by o.name)
        from document_organisation i join organisation o on o.id = i.organisation_id where i.document_id = d.id) as organisations
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    head: view,
    organisations: row!.organisations ?? [],
    sections: (row!.sections ?? []).map((s) => ({
      ...s,
      mayAsk: mayAskClearance(s.owner?.id ?? null, ruled, reader, ruled.tie, now),
      clearances: s.clearances.map((c) => ({ ...c, mayClear: mayClear(c.organisationId, reader, ruled.tie, now) })),
    })),
  };
}

export interface ReopenedSection {
  head: HeadView;
  key: string;
  title: string;
  organisation: string;
  clearedAt: string | null;
  /** Nodes as they were cleared, and the whole text that stands. */
  before: JSONContent[];
  after: JSONContent;
}

/** What an organisation cleared, with what stands now, to be compared. Throws not-found where nothing was cleared. */
export async function readReopened(
  sql: Db,
  reader: Reader | null,
  asked: { document: number; section: string; organisation: number },
  language: string,
  now: Date,
): Promise<ReopenedSection> {
  const [row] = await sql<
    (HeadRow & {
      sectionTitle: string;
      organisation: string;
      clearedAt: Date | null;
      before: JSONContent[];
      after: JSONContent;
    })[]
  >`
    select ${headColumns(sql, reader, language)}, x.title as section_title, coalesce(q.short_name, q.name) as organisation,
      c.answered_at as cleared_at, c.cleared_text as before, s.text as after
    from document d join organisation l on l.id = d.lead_id join document_settled s on s.document_id = d.id
    join document_section x on x.document_id = d.id and x.key = ${asked.section}
    join document_clearance c on c.document_id = d.id and c.section_key = x.key and c.cleared_text is not null
    join organisation q on q.id = c.organisation_id and q.id = ${asked.organisation}
    where d.id = ${asked.document}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    head: view,
    key: asked.section,
    title: row!.sectionTitle,
    organisation: row!.organisation,
    clearedAt: row!.clearedAt?.toISOString() ?? null,
    before: row!.before,
    after: row!.after,
  };
}
