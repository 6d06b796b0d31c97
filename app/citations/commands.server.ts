import type { Tx } from '../../db/connect';
import { holdClaims, tellClaimSources, tellClaimsSettled } from '../consultations/claims/telling.server';
import { holdResponses, tellResponseSources } from '../consultations/response/telling.server';
import { tellSourcesOf } from '../documents/sources.server';
import { holdRecommendations, tellRecommendationSources } from '../recommendations/telling.server';
import { holdStatements, tellSourceChanged, tellSourceSettled } from '../synthesis/sources.server';
import type { CitedKind, Citing, CitingKind, SourceState } from './citation';

/** What is to be cited. Without a version it is kept as it was cited: nothing of it can be read at this time. */
export interface ToCite {
  kind: CitedKind;
  id: number;
  version: number | null;
}

/** By whom, and when. */
export interface Made {
  by: number;
  now: Date;
}

/** Cites a thing, or cites it anew in the version that stands now. The caller has asked whether it may be cited. */
export async function cite(tx: Tx, citing: Citing, cited: ToCite, { by, now }: Made): Promise<void> {
  if (cited.version === null) {
    await tx`
      update citation set settled_at = ${now}, settled_by = ${by} where ${isCitation(tx, citing, cited)} and state <> 'current' and settled_at is null`;
    return;
  }
  await tx`
    insert into citation (citing_kind, citing_id, anchor, cited_kind, cited_id, cited_version, made_by, made_at)
    values (${citing.kind}, ${citing.id}, ${citing.anchor ?? ''}, ${cited.kind}, ${cited.id}, ${cited.version}, ${by}, ${now})
    on conflict (citing_kind, citing_id, anchor, cited_kind, cited_id) do update
      set cited_version = excluded.cited_version, state = 'current', settled_at = null, settled_by = null, made_by = excluded.made_by, made_at = excluded.made_at
      where citation.cited_version <> excluded.cited_version or citation.state <> 'current'`;
}

export async function uncite(tx: Tx, citing: Citing, cited: { kind: CitedKind; id: number }): Promise<void> {
  await tx`delete from citation where ${isCitation(tx, citing, cited)}`;
}

/** Makes these, and no others, what a thing rests on. True where that was not so before. */
export async function replaceCitations(tx: Tx, citing: Citing, all: ToCite[], made: Made): Promise<boolean> {
  const before = await tx<{ citedKind: CitedKind; citedId: number }[]>`
    select cited_kind, cited_id from citation
    where citing_kind = ${citing.kind} and citing_id = ${citing.id} and anchor = ${citing.anchor ?? ''}`;
  const dropped = before.filter((b) => !all.some((c) => c.kind === b.citedKind && c.id === b.citedId));
  for (const { citedKind: kind, citedId: id } of dropped) await uncite(tx, citing, { kind, id });
  for (const cited of all) await cite(tx, citing, cited, made);
  return dropped.length > 0 || all.some((c) => !before.some((b) => c.kind === b.citedKind && c.id === b.citedId));
}

/** What a text cites at one of its places, in the version that stands in the text. */
export interface CitedInText {
  anchor: string;
  kind: CitedKind;
  id: number;
  version: number;
}

/**
 * Makes these, and no others, what a text rests on. One that was there before keeps what was noted of it, unless the
 * text now cites a later version. Returns the cited things that came or went.
 */
export async function replaceCitationsOf(
  tx: Tx,
  citing: { kind: CitingKind; id: number },
  all: CitedInText[],
  now: Date,
): Promise<{ kind: CitedKind; id: number }[]> {
  const before = await tx<
    { id: number; anchor: string; citedKind: CitedKind; citedId: number; citedVersion: number }[]
  >`
    select id, anchor, cited_kind, cited_id, cited_version from citation
    where citing_kind = ${citing.kind} and citing_id = ${citing.id} order by id for update`;
  const same = (c: CitedInText, b: (typeof before)[number]) =>
    c.anchor === b.anchor && c.kind === b.citedKind && c.id === b.citedId;
  const gone = before.filter((b) => !all.some((c) => same(c, b)));
  if (gone.length > 0) await tx`delete from citation where id in ${tx(gone.map((g) => g.id))}`;
  const come: CitedInText[] = [];
  for (const c of all) {
    const there = before.find((b) => same(c, b));
    if (!there) come.push(c);
    else if (c.version > there.citedVersion) {
      await tx`
        update citation set cited_version = ${c.version}, state = 'current', settled_at = null, settled_by = null, made_at = ${now}
        where id = ${there.id}`;
    }
  }
  for (const c of come) {
    await tx`
      insert into citation (citing_kind, citing_id, anchor, cited_kind, cited_id, cited_version, made_at)
      values (${citing.kind}, ${citing.id}, ${c.anchor}, ${c.kind}, ${c.id}, ${c.version}, ${now}) on conflict do nothing`;
  }
  return [...gone.map((g) => ({ kind: g.citedKind, id: g.citedId })), ...come.map(({ kind, id }) => ({ kind, id }))];
}

/** Keeps a citation as it is after its source changed: somebody has looked, and found that it still holds. */
export async function settleCitation(
  tx: Tx,
  asked: { citing: { kind: CitingKind; id: number }; citation: number },
  { by, now }: Made,
): Promise<boolean> {
  const rows = await tx`
    update citation set settled_at = ${now}, settled_by = ${by}
    where id = ${asked.citation} and citing_kind = ${asked.citing.kind} and citing_id = ${asked.citing.id}
      and state <> 'current' and settled_at is null returning 1`;
  return rows.length > 0;
}

function isCitation(tx: Tx, citing: Citing, cited: { kind: CitedKind; id: number }) {
  return tx`(citing_kind = ${citing.kind} and citing_id = ${citing.id} and anchor = ${citing.anchor ?? ''}
    and cited_kind = ${cited.kind} and cited_id = ${cited.id})`;
}

/**
 * Notes on every citation of a thing that it changed, was hidden, or is gone, and tells those who answer for what rests
 * on it. Called in the deed that changes it, after the change is written.
 */
export async function markSourceChanged(
  tx: Tx,
  source: { kind: CitedKind; id: number; state: Exclude<SourceState, 'current'> },
): Promise<void> {
  const { statements, documents, claims, responses, recommendations, none } = await holdCiting(tx, source);
  if (none) return;
  await tx`
    update citation set state = ${source.state}, settled_at = null, settled_by = null
    where cited_kind = ${source.kind} and cited_id = ${source.id}`;
  if (statements.length > 0) await tellSourceChanged(tx, statements);
  await tellSourcesOf(tx, documents);
  await tellClaimSources(tx, claims, source);
  await tellResponseSources(tx, responses);
  await tellRecommendationSources(tx, recommendations);
}

/**
 * Notes that what was hidden is shown again, in this version: a citation of the same words is as it was. Called in the
 * deed that shows it.
 */
export async function markSourceShown(tx: Tx, source: { kind: CitedKind; id: number; version: number }): Promise<void> {
  const { statements, documents, claims, responses, recommendations, none } = await holdCiting(tx, source);
  if (none) return;
  await tx`
    update citation set state = case when cited_version = ${source.version} then 'current' else 'changed' end
    where cited_kind = ${source.kind} and cited_id = ${source.id} and state = 'hidden'`;
  await tellSourceSettled(tx, statements);
  await tellSourcesOf(tx, documents);
  await tellClaimsSettled(tx, claims);
  await tellResponseSources(tx, responses);
  await tellRecommendationSources(tx, recommendations);
}

/** Locks what rests on a thing before its citations are touched: who saves a statement takes them in the same order. */
async function holdCiting(tx: Tx, { kind, id }: { kind: CitedKind; id: number }) {
  const rows = await tx<{ citingKind: CitingKind; citingId: number }[]>`
    select distinct citing_kind, citing_id from citation where cited_kind = ${kind} and cited_id = ${id}`;
  const idsOf = (of: CitingKind) => rows.filter((r) => r.citingKind === of).map((r) => r.citingId);
  return {
    statements: await holdStatements(tx, idsOf('statement')),
    documents: idsOf('document'),
    claims: await holdClaims(tx, idsOf('claim')),
    responses: await holdResponses(tx, idsOf('response')),
    recommendations: await holdRecommendations(tx, idsOf('recommendation')),
    none: rows.length === 0,
  };
}
