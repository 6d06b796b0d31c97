import type { Db } from '../../../db/connect';
import type { CitedKind, SourceState } from '../../citations/citation';
import { type AskedBy, askedByColumn } from '../../consultations/queries/asking-it.server';
import { followPart } from '../../notices/following';
import type { Level } from '../../notices/notice';
import { levelOf } from '../../notices/queries/level.server';
import type { Reader } from '../../people/person';
import { type CitedInDocument, documentsCiting } from '../citing.server';
import type { ClearanceState } from '../clearance';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface SectionView {
  key: string;
  title: string;
  owner: string | null;
  clearances: { organisation: string; state: ClearanceState }[];
}

export interface CitedPlace {
  anchor: string;
  kind: CitedKind;
  cited: number;
  block: string;
  /** As it was noted when the source changed; whoever may read the source finds it at its own address. */
  state: SourceState;
  settled: boolean;
}

export interface DocumentView {
  head: HeadView;
  html: string;
  outline: { id: string; level: number; title: string }[];
  /** Null before the text has settled for the first time. */
  settledAt: string | null;
  sections: SectionView[];
  sources: CitedPlace[];
  /** Other documents that cite a passage of this one, by the passage's block. */
  citedIn: { block: string; documents: CitedInDocument[] }[];
  organisations: { name: string; handle: string; role: string }[];
  openThreads: number;
  versions: number;
  erasures: { reason: string; at: string }[];
  /** The last version that the lead called final. */
  final: { number: number; at: string } | null;
  /** Consultations that ask for comments on it. */
  askedBy: AskedBy[];
  /** How much this reader wants to hear of it; null for visitors, who follow nothing. */
  follows: Level | null;
}

type Row = HeadRow & {
  html: string | null;
  outline: DocumentView['outline'] | null;
  settledAt: Date | null;
  sections: SectionView[] | null;
  sources: CitedPlace[] | null;
  citedIn: { block: string; documents: CitedInDocument[] | null }[] | null;
  organisations: DocumentView['organisations'] | null;
  openThreads: number;
  versions: number;
  erasures: DocumentView['erasures'] | null;
  final: DocumentView['final'];
  askedBy: AskedBy[] | null;
  follows: Level | null;
};

/** The settled text with all that stands around it, in one statement. Throws not-found where the reader may not read it. */
export async function readDocument(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<DocumentView> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)}, s.html, s.outline, s.settled_at,
      (select jsonb_agg(jsonb_build_object('key', x.key, 'title', x.title, 'owner', coalesce(o.short_name, o.name),
          'clearances', coalesce((select jsonb_agg(jsonb_build_object('organisation', coalesce(q.short_name, q.name), 'state', c.state) order by q.name)
            from document_clearance c join organisation q on q.id = c.organisation_id
            where c.document_id = d.id and c.section_key = x.key), '[]')) order by x.position)
        from document_section x left join organisation o on o.id = x.owner_id
        where x.document_id = d.id and x.gone_at is null) as sections,
      (select jsonb_agg(jsonb_build_object('anchor', c.anchor, 'kind', c.cited_kind, 'cited', c.cited_id, 'state', c.state,
          'settled', c.settled_at is not null, 'block', x.value ->> 'block') order by x.ordinality)
        from citation c join jsonb_array_elements(s.citations) with ordinality x on x.value ->> 'anchor' = c.anchor
        where c.citing_kind = 'document' and c.citing_id = d.id) as sources,
      (select jsonb_agg(jsonb_build_object('block', p.block_id, 'documents', p.documents)) from (
        select p.block_id, ${documentsCiting(sql, 'passage', sql`p.id`, reader, language)} as documents
        from document_passage p where p.document_id = d.id and p.gone_at is null
          and exists (select from citation c where c.cited_kind = 'passage' and c.cited_id = p.id and c.citing_kind = 'document')
        order by p.position) p) as cited_in,
      (select jsonb_agg(jsonb_build_object('name', o.name, 'handle', o.handle, 'role', i.role) order by o.name)
        from document_organisation i join organisation o on o.id = i.organisation_id
        where i.document_id = d.id and i.role in ('editor', 'suggester')) as organisations,
      (select count(*)::int from document_thread t where t.document_id = d.id and t.resolved_at is null) as open_threads,
      (select count(*)::int from document_version v where v.document_id = d.id) as versions,
      (select jsonb_agg(jsonb_build_object('reason', e.reason, 'at', e.at) order by e.id)
        from document_erasure e where e.document_id = d.id) as erasures,
      (select jsonb_build_object('number', v.number, 'at', v.made_at) from document_version v
        where v.document_id = d.id and v.kind = 'final' order by v.number desc limit 1) as final,
      ${askedByColumn(sql, { kind: 'draft', subject: sql`d.id` }, reader, language)} as asked_by,
      ${levelOf(sql, reader, 'document', sql`d.id`)} as follows
    from document d join organisation l on l.id = d.lead_id left join document_settled s on s.document_id = d.id
    where d.id = ${id}`;
  const { view } = headFrom(row, reader, now);
  const { may } = view;
  return {
    head: view,
    html: row!.html ?? '',
    outline: row!.outline ?? [],
    settledAt: row!.settledAt?.toISOString() ?? null,
    // Who has cleared what is between those who write it, until they say it in the text.
    sections: (row!.sections ?? []).map((s) => ({ ...s, clearances: may.open ? s.clearances : [] })),
    sources: row!.sources ?? [],
    citedIn: (row!.citedIn ?? []).flatMap((c) => (c.documents ? [{ block: c.block, documents: c.documents }] : [])),
    organisations: row!.organisations ?? [],
    openThreads: may.open ? row!.openThreads : 0,
    versions: may.open ? row!.versions : 0,
    erasures: row!.erasures ?? [],
    final: row!.final,
    askedBy: row!.askedBy ?? [],
    follows: followPart(reader, row!.follows),
  };
}

/** Where a passage stands. Throws not-found where this reader may not read its document. */
export async function findPassage(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<{ path: string }> {
  const [row] = await sql<(HeadRow & { blockId: string; goneAt: Date | null })[]>`
    select ${headColumns(sql, reader, language)}, p.block_id, p.gone_at
    from document_passage p join document d on d.id = p.document_id join organisation l on l.id = d.lead_id where p.id = ${id}`;
  const { view } = headFrom(row, reader, now);
  return { path: `/documents/${view.id}${row!.goneAt ? '' : `#${row!.blockId}`}` };
}
