import type { Db } from '../../../db/connect';
import { readCited } from '../../citations/queries.server';
import { type DecisionView, decisionsResting } from '../../decisions/register/cited.server';
import { visibleTo } from '../../discussions/queries/visible.server';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { excerpt } from '../../shared/rich-text/excerpt';
import { visibleConsultation } from '../queries/visible.server';
import {
  type ClaimRow,
  claimFrom,
  claimWords,
  type DocumentView,
  readableClaim,
  type TracedClaim,
  tracedClaim,
} from './columns.server';
import { type Standing, standingOf } from './response';

/** What somebody said, of which it can be followed where it went. */
export const inputKinds = ['post', 'answer', 'consultation-statement'] as const;
export type InputKind = (typeof inputKinds)[number];

/** Where something that was said went, as far as this reader may see it. */
export interface Uses {
  standing: Standing;
  claims: (TracedClaim & { side: 'for' | 'against' | 'both' })[];
  /** Statements of the synthesis of its discussion. */
  statements: { id: number; words: string; language: string }[];
  /** Documents that cite it directly. */
  documents: DocumentView[];
  /** Decisions of the Steering Committee that rest on it. */
  decisions: DecisionView[];
  /** Why the synthesis uses it nowhere. */
  setAside: string | null;
}

export interface UsesRow {
  claims: (ClaimRow & { side: 'for' | 'against' | 'both' })[] | null;
  statements: { id: number; words: string; language: string }[] | null;
  documents: DocumentView[] | null;
  decisions: DecisionView[] | null;
  setAside: string | null;
}

/** Columns `claims, statements, documents, decisions, set_aside` of an input `i (kind, id)`: everything in one statement. */
export function usesColumns(sql: Db, of: { reader: Reader | null; language: string; now: Date }) {
  const { reader, language, now } = of;
  return sql`
    (select jsonb_agg(${tracedClaim(sql, of)} || jsonb_build_object('side', s.side) order by m.consultation_id, m.position, m.id)
      from (select g.claim_id, case when count(distinct g.side) > 1 then 'both' else min(g.side) end as side
        from claim_passage g where g.kind = i.kind and g.source_id = i.id group by g.claim_id) s
      join claim m on m.id = s.claim_id join consultation c on c.id = m.consultation_id join ${claimWords(sql, language)} on true
      where ${readableClaim(sql, reader)}) as claims,
    (select jsonb_agg(jsonb_build_object('id', s.id, 'words', left(x.plain, 800), 'language', x.language) order by s.discussion_id, s.position)
      from citation z join statement s on s.id = z.citing_id join synthesis y on y.discussion_id = s.discussion_id
      join discussion d on d.id = s.discussion_id
      cross join lateral (select t.plain, t.language from statement_text t where t.statement_id = s.id
        order by t.language = ${language} desc, t.language = y.language desc limit 1) x
      where z.citing_kind = 'statement' and z.cited_kind = i.kind and z.cited_id = i.id and y.published_at is not null
        and s.withdrawn_at is null and ${visibleTo(sql, reader)}) as statements,
    (select jsonb_agg(jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)}) order by d.id)
      from document d where d.id in (select z.citing_id from citation z
        where z.citing_kind = 'document' and z.cited_kind = i.kind and z.cited_id = i.id) and ${readableBy(sql, reader, now)}) as documents,
    ${decisionsResting(sql, reader, now, {
      readable: readableBy(sql, reader, now),
      titled: titleIn(sql, language),
      language: titleLanguage(sql, language),
    })} as decisions,
    coalesce(
      (select w.reason from claim_waiver w join consultation_synthesis y on y.consultation_id = w.consultation_id
        join consultation c on c.id = w.consultation_id
        where w.kind = i.kind and w.source_id = i.id and y.published_at is not null and ${visibleConsultation(sql, reader)}
        order by w.consultation_id desc limit 1),
      (select w.reason from waiver w join synthesis y on y.discussion_id = w.discussion_id join discussion d on d.id = w.discussion_id
        where i.kind = 'post' and w.kind = 'post' and w.subject = i.id::text and y.published_at is not null and ${visibleTo(sql, reader)}
        limit 1)) as set_aside`;
}

export function usesFrom(row: UsesRow): Uses {
  const claims = (row.claims ?? []).map(({ side, ...claim }) => ({ ...claimFrom(claim), side }));
  const statements = (row.statements ?? []).map((s) => ({ ...s, words: excerpt(s.words, 240) }));
  const documents = row.documents ?? [];
  const decisions = row.decisions ?? [];
  const setAside = row.setAside;
  return {
    standing: standingOf({
      claims,
      statements: statements.length,
      documents: documents.length + decisions.length,
      setAside,
    }),
    claims,
    statements,
    documents,
    decisions,
    setAside,
  };
}

/** Where one thing that was said went. The caller has asked whether this reader may see the thing itself. */
export async function readUses(
  sql: Db,
  input: { kind: InputKind; id: number },
  of: { reader: Reader | null; language: string; now: Date },
): Promise<Uses> {
  const [row] = await sql<UsesRow[]>`
    select ${usesColumns(sql, of)} from (select ${input.kind}::text as kind, ${input.id}::bigint as id) i`;
  return usesFrom(row!);
}

/**
 * One thing that was said, and where it went, for whoever may see that thing: throws not-found for others. What was withdrawn
 * or hidden has its tombstone here as everywhere, and what rested on it says so itself.
 */
export async function readTrace(
  sql: Db,
  input: { kind: InputKind; id: number },
  of: { reader: Reader | null; language: string; now: Date },
) {
  const thing = (await readCited(sql, [input], of.reader, of.language))(input.kind, input.id);
  if (thing.kind === 'voice' || (thing.kind === 'nothing' && thing.why === 'not-for-you'))
    throw refuse('not-found', 'shared:errors.not-found');
  return { thing, uses: await readUses(sql, input, of) };
}
