import type { Db } from '../../../db/connect';
import { type CitedKind, type CitedThing, type SourceState, sourceState } from '../../citations/citation';
import { readCited } from '../../citations/queries.server';
import type { Reader } from '../../people/person';
import { maySettle } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface SourceOfText {
  citation: number;
  block: string;
  now: CitedThing;
  state: SourceState | 'not-for-you';
  settled: boolean;
  /** Answers for the section in which it is cited. */
  maySettle: boolean;
}

export interface SourcesView {
  head: HeadView;
  sources: SourceOfText[];
}

interface CitationRow {
  id: number;
  kind: CitedKind;
  cited: number;
  version: number;
  state: SourceState;
  settled: boolean;
  block: string;
  owner: number | null;
}

/** What the text rests on, as far as this reader may see it: one statement, and one for all sources. */
export async function readSources(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<SourcesView> {
  const [row] = await sql<(HeadRow & { citations: CitationRow[] | null })[]>`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.cited_kind, 'cited', c.cited_id, 'version', c.cited_version,
          'state', c.state, 'settled', c.settled_at is not null, 'block', x.value ->> 'block', 'owner', n.owner_id) order by x.ordinality)
        from document_settled s cross join jsonb_array_elements(s.citations) with ordinality x
        join citation c on c.citing_kind = 'document' and c.citing_id = d.id and c.anchor = x.value ->> 'anchor'
        left join document_section n on n.document_id = d.id and n.key = x.value ->> 'section'
        where s.document_id = d.id) as citations
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  const citations = row!.citations ?? [];
  const things = await readCited(
    sql,
    citations.map((c) => ({ kind: c.kind, id: c.cited })),
    reader,
    language,
  );
  return {
    head: view,
    sources: citations.map((c) => {
      const thing = things(c.kind, c.cited);
      return {
        citation: c.id,
        block: c.block,
        now: thing,
        state: sourceState(c, thing),
        settled: c.settled,
        maySettle: maySettle(c.owner, ruled, reader, ruled.tie, now),
      };
    }),
  };
}
