import type { JSONContent } from '@tiptap/core';
import type { Tx } from '../../db/connect';

export const versionKinds = [
  'named',
  'automatic',
  'before-restore',
  'restored',
  'before-import',
  'imported',
  'redacted',
  'final',
] as const;
export type VersionKind = (typeof versionKinds)[number];

export interface NewVersion {
  document: number;
  kind: VersionKind;
  text: JSONContent;
  name?: string;
  by?: number | null;
  organisation?: number | null;
  /** The version that was restored. */
  of?: number | null;
}

/** Keeps a text as a version with the next number. The caller has locked the document. */
export async function keepVersion(tx: Tx, version: NewVersion, now: Date): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into document_version (document_id, number, kind, name, text, by_person, organisation_id, made_at, of_version)
    select ${version.document}, coalesce(max(v.number), 0) + 1, ${version.kind}, ${version.name ?? ''}, ${tx.json(version.text as never)},
      ${version.by ?? null}, ${version.organisation ?? null}, ${now}, ${version.of ?? null}
    from document_version v where v.document_id = ${version.document}
    returning id`;
  return row!.id;
}

/**
 * Keeps a version of its own accord where the last one, of whatever kind, is an hour old: at most one for each hour in
 * which somebody writes. Not where nothing is different from it.
 */
export async function keepHourly(
  tx: Tx,
  document: number,
  text: JSONContent,
  everyHours: number,
  now: Date,
): Promise<void> {
  const [last] = await tx<{ madeAt: Date; same: boolean }[]>`
    select made_at, text = ${tx.json(text as never)} as same from document_version where document_id = ${document}
    order by number desc limit 1`;
  if (last && (last.same || now.getTime() - last.madeAt.getTime() < everyHours * 3_600_000)) return;
  await keepVersion(tx, { document, kind: 'automatic', text }, now);
}
