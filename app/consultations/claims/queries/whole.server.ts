import type { Db } from '../../../../db/connect';
import type { CitedKind, SourceState } from '../../../citations/citation';
import { type Content, questionsOf, wordsIn } from '../../../questionnaires/content';
import type { AsJson } from '../../../shared/together.server';
import { textOf } from '../../queries/visible.server';
import { fixedSections, type Side, type SourceKind } from '../claim';

export interface PassageRow {
  id: number;
  kind: SourceKind;
  source: number;
  side: Side;
  start: number | null;
  end: number | null;
  hash: string | null;
  taggedAt: string;
  by: string;
}

export interface CitationRow {
  id: number;
  kind: CitedKind;
  cited: number;
  version: number;
  state: SourceState;
  settled: boolean;
}

export interface ClaimRow {
  id: number;
  consultation: number;
  section: string;
  position: number;
  language: string;
  version: number;
  publishedAt: string | null;
  correctedAt: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string;
  texts: { language: string; body: string; changedAt: string }[] | null;
  passages: PassageRow[] | null;
  citations: CitationRow[] | null;
}

/** A section as it stands above its claims; a question in the words in which it was asked. */
export interface Section {
  key: string;
  /** Null for the sections that every synthesis has: the screens have words for them. */
  question: { words: string; language: string } | null;
}

export interface WholeClaims {
  title: string;
  titleLanguage: string;
  documentId: number | null;
  publishedAt: Date | null;
  sections: Section[];
  /** In the order in which they are read: section by section. */
  claims: ClaimRow[];
}

export interface WholeRow {
  title: string;
  titleLanguage: string;
  documentId: number | null;
  publishedAt: Date | null;
  asked: { questionnaire: number; language: string; content: Content }[] | null;
  claims: ClaimRow[] | null;
}

/** Everything that stands in `claim m`, as one JSON object. */
export function claimColumn(sql: Db) {
  return sql`jsonb_build_object('id', m.id, 'consultation', m.consultation_id, 'section', m.section, 'position', m.position,
    'language', m.language, 'version', m.version, 'publishedAt', m.published_at, 'correctedAt', m.corrected_at,
    'withdrawnAt', m.withdrawn_at, 'withdrawnReason', m.withdrawn_reason,
    'texts', (select jsonb_agg(jsonb_build_object('language', t.language, 'body', t.body, 'changedAt', t.changed_at) order by t.language)
      from claim_text t where t.claim_id = m.id),
    'passages', (select jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'source', g.source_id, 'side', g.side,
        'start', g.start_at, 'end', g.end_at, 'hash', g.hash, 'taggedAt', g.tagged_at, 'by', b.name) order by g.kind, g.source_id, g.start_at, g.id)
      from claim_passage g join person b on b.id = g.tagged_by where g.claim_id = m.id),
    'citations', (select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.cited_kind, 'cited', c.cited_id, 'version', c.cited_version,
        'state', c.state, 'settled', c.settled_at is not null) order by c.id)
      from citation c where c.citing_kind = 'claim' and c.citing_id = m.id))`;
}

/** The questions that were asked in consultation `c`, as a column. */
export function askedColumn(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('questionnaire', q.id, 'language', q.language, 'content', v.content) order by q.id)
    from questionnaire q cross join lateral (select content from questionnaire_version where questionnaire_id = q.id order by number desc limit 1) v
    where q.subject_kind = 'consultation' and q.subject_id = c.id)`;
}

/** The select of a synthesis as it stands, one row; whose it is to read the caller asks. */
export function wholeSelect(sql: Db, consultation: number, language: string) {
  return sql`
    select x.title, x.language as title_language, y.document_id, y.published_at, ${askedColumn(sql)} as asked,
      (select jsonb_agg(${claimColumn(sql)} order by m.position, m.id) from claim m where m.consultation_id = c.id) as claims
    from consultation c join ${textOf(sql, language)} x on true
    left join consultation_synthesis y on y.consultation_id = c.id where c.id = ${consultation}`;
}

/** A synthesis as it stands, in one statement; whose it is to read the caller has asked. */
export async function readWholeClaims(sql: Db, consultation: number, language: string): Promise<WholeClaims> {
  const [row] = await sql<WholeRow[]>`${wholeSelect(sql, consultation, language)}`;
  return wholeFrom(row, language);
}

export function wholeFrom(row: WholeRow | AsJson<WholeRow> | undefined, language: string): WholeClaims {
  const sections = sectionsFrom(row?.asked ?? null, language);
  const order = new Map(sections.map((s, i) => [s.key, i]));
  const claims = (row?.claims ?? []).sort(
    (a, b) => (order.get(a.section) ?? sections.length) - (order.get(b.section) ?? sections.length),
  );
  return {
    title: row?.title ?? '',
    titleLanguage: row?.titleLanguage ?? language,
    documentId: row?.documentId ?? null,
    publishedAt: row?.publishedAt ? new Date(row.publishedAt) : null,
    sections: withStrays(sections, claims),
    claims,
  };
}

export function sectionsFrom(asked: WholeRow['asked'], language: string): Section[] {
  const questions = (asked ?? []).flatMap(({ questionnaire, language: own, content }) =>
    questionsOf(content).map((q) => {
      const found = wordsIn(q.texts, language, own);
      return {
        key: `${questionnaire}:${q.id}`,
        question: { words: found?.words.label ?? q.id, language: found?.language ?? own },
      };
    }),
  );
  return [...questions, ...fixedSections.map((key) => ({ key, question: null }))];
}

/** A question that is not asked any more keeps its claims. */
function withStrays(sections: Section[], claims: ClaimRow[]): Section[] {
  const known = new Set(sections.map((s) => s.key));
  const strays = [...new Set(claims.map((c) => c.section))].filter((key) => !known.has(key));
  return [...sections, ...strays.map((key) => ({ key, question: { words: key, language: 'en' } }))];
}

/** What the claims rest on, for `readCited`. */
export function citedBy(claims: ClaimRow[]): { kind: CitedKind; id: number }[] {
  return claims.flatMap((m) => (m.citations ?? []).map((c) => ({ kind: c.kind, id: c.cited })));
}
