import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import { textWithTables } from '../../documents/live/shown.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import type { EvidenceKind } from '../evidence';
import type { DecisionTie } from '../rights';
import { hashOfText, renderSnapshot } from '../snapshot.server';
import { type ProposalRow, type RuledProposal, ruleColumns, ruledFrom, tieColumns } from './rules.server';

export interface Preview {
  ruled: RuledProposal;
  /** The document's text as it would be put now; null where there is none for this reader. */
  text: { html: string; hash: string; nodes: JSONContent; language: string } | null;
  /** The text that was put last. */
  current: { hash: string; nodes: JSONContent } | null;
}

/**
 * A proposal with the text that its document has now, for a last look before it is put. One statement, and another where the text
 * shows parts of programmes.
 */
export async function readPreview(sql: Db, reader: Reader, id: number, now: Date): Promise<Preview> {
  type Extra = {
    settled: { nodes: JSONContent; language: string; document: number } | null;
    current: Preview['current'];
  };
  const [row] = await sql<(ProposalRow & DecisionTie & Extra)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)},
      (select jsonb_build_object('nodes', s.text, 'language', d.language, 'document', d.id)
        from document d join document_settled s on s.document_id = d.id
        where d.id = p.document_id and ${readableBy(sql, reader, now)}) as settled,
      (select jsonb_build_object('hash', x.hash, 'nodes', x.text) from proposal_text x
        where x.proposal_id = p.id and x.original order by x.version desc limit 1) as current
    from proposal p where p.id = ${id}`;
  const ruled = ruledFrom(row, reader, now);
  const { settled, current } = row!;
  if (!settled) return { ruled, current, text: null };
  const { language } = settled;
  const shown = await textWithTables(sql, reader, settled.nodes, language, now, { dated: false });
  const { text: nodes, html, plain } = renderSnapshot(shown, settled.document, language);
  return { ruled, current, text: plain.trim() === '' ? null : { html, hash: hashOfText(html), nodes, language } };
}

/** A proposal with the references of what it cites. One statement. */
export async function readEvidenceRows(sql: Db, reader: Reader | null, id: number, now: Date) {
  type Extra = {
    evidence:
      | { kind: EvidenceKind; cited: number; version: number; title: string | null; language: string | null }[]
      | null;
  };
  const [row] = await sql<(ProposalRow & DecisionTie & Extra)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)},
      (select jsonb_agg(jsonb_build_object('kind', e.kind, 'cited', e.cited_id, 'version', e.cited_version, 'title', d.title, 'language', d.language)
          order by e.position, e.id)
        from proposal_evidence e left join lateral (select d.title, d.language from document d
          where e.kind = 'document' and d.id = e.cited_id and ${readableBy(sql, reader, now)}) d on true
        where e.proposal_id = p.id) as evidence
    from proposal p where p.id = ${id}`;
  return { ruled: ruledFrom(row, reader, now), evidence: row!.evidence ?? [] };
}
