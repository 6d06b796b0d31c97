import type { Tx } from '../../db/connect';
import { holdStatements, tellSourceChanged, tellSourceSettled } from '../synthesis/sources.server';
import type { CitedKind, Citing, SourceState } from './citation';

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
  const statements = await holdCiting(tx, source);
  if (statements.length === 0) return;
  await tx`
    update citation set state = ${source.state}, settled_at = null, settled_by = null
    where cited_kind = ${source.kind} and cited_id = ${source.id}`;
  await tellSourceChanged(tx, statements);
}

/**
 * Notes that what was hidden is shown again, in this version: a citation of the same words is as it was. Called in the
 * deed that shows it.
 */
export async function markSourceShown(tx: Tx, source: { kind: CitedKind; id: number; version: number }): Promise<void> {
  const statements = await holdCiting(tx, source);
  if (statements.length === 0) return;
  await tx`
    update citation set state = case when cited_version = ${source.version} then 'current' else 'changed' end
    where cited_kind = ${source.kind} and cited_id = ${source.id} and state = 'hidden'`;
  await tellSourceSettled(tx, statements);
}

/** Locks what rests on a thing before its citations are touched: who saves a statement takes them in the same order. */
async function holdCiting(tx: Tx, { kind, id }: { kind: CitedKind; id: number }): Promise<number[]> {
  const rows = await tx<{ citingId: number }[]>`
    select distinct citing_id from citation where cited_kind = ${kind} and cited_id = ${id} and citing_kind = 'statement'`;
  return holdStatements(
    tx,
    rows.map((r) => r.citingId),
  );
}
