import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import { textWithTables } from '../../documents/live/shown.server';
import { openTo, readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { evidenceColumn } from '../picking/queries.server';
import type { EvidenceRow } from '../picking/shown.server';
import type { DecisionTie } from '../rights';
import { hashOfText, renderSnapshot } from '../snapshot.server';
import { type ProposalRow, type RuledProposal, ruleColumns, ruledFrom, tieColumns } from './rules.server';
import type { ChoosableVersion } from './versions.server';

export interface Preview {
  ruled: RuledProposal;
  /** The document's text as it would be put now; null where there is none for this reader. */
  text: { html: string; hash: string; nodes: JSONContent; language: string } | null;
  /** Of a draft that names a version of its document: which, and whether the document has a newer text. */
  chosen: Pick<ChoosableVersion, 'number' | 'name' | 'at' | 'older'> | null;
  /** The text that was put last. */
  current: { hash: string; nodes: JSONContent } | null;
  /** Handles of those who observe. */
  observers: string[];
}

/**
 * A proposal with the text that its document has now, for a last look before it is put. One statement, and another where the text
 * shows parts of programmes.
 */
export async function readPreview(sql: Db, reader: Reader, id: number, now: Date): Promise<Preview> {
  type Extra = {
    settled: { nodes: JSONContent; language: string; document: number } | null;
    current: Preview['current'];
    chosen: Preview['chosen'];
    observers: string[] | null;
  };
  const [row] = await sql<(ProposalRow & DecisionTie & Extra)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)},
      (select jsonb_build_object('nodes', coalesce(v.text, s.text), 'language', d.language, 'document', d.id)
        from document d join document_settled s on s.document_id = d.id
        left join document_version v on v.id = p.document_version_id and v.document_id = d.id and p.opened_at is null
        where d.id = p.document_id and case when v.id is null then ${readableBy(sql, reader, now)}
          else v.text is not null and ${openTo(sql, reader, now)} end) as settled,
      (select jsonb_build_object('number', v.number, 'name', v.name, 'at', v.made_at, 'older', v.text is distinct from s.text)
        from document_version v left join document_settled s on s.document_id = v.document_id
        where v.id = p.document_version_id and p.opened_at is null) as chosen,
      (select jsonb_build_object('hash', x.hash, 'nodes', x.text) from proposal_text x
        where x.proposal_id = p.id and x.original order by x.version desc limit 1) as current,
      (select jsonb_agg(x.handle order by x.handle) from proposal_observer w join person x on x.id = w.person_id where w.proposal_id = p.id) as observers
    from proposal p where p.id = ${id}`;
  const ruled = ruledFrom(row, reader, now);
  const { settled, current, chosen } = row!;
  const observers = row!.observers ?? [];
  if (!settled) return { ruled, current, chosen, observers, text: null };
  const { language } = settled;
  const shown = await textWithTables(sql, reader, settled.nodes, language, now, { dated: false });
  const { text: nodes, html, plain } = renderSnapshot(shown, settled.document, language);
  return {
    ruled,
    current,
    chosen,
    observers,
    text: plain.trim() === '' ? null : { html, hash: hashOfText(html), nodes, language },
  };
}

/** A proposal with the references of what it cites. One statement. */
export async function readEvidenceRows(sql: Db, reader: Reader | null, id: number, language: string, now: Date) {
  const [row] = await sql<(ProposalRow & DecisionTie & { evidence: EvidenceRow[] | null })[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)}, ${evidenceColumn(sql, reader, language, now)} as evidence
    from proposal p where p.id = ${id}`;
  return { ruled: ruledFrom(row, reader, now), evidence: row!.evidence ?? [] };
}
