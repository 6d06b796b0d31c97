import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayOpenText } from '../document';
import type { HeadView } from '../head';
import type { VersionKind } from '../versions.server';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface VersionView {
  id: number;
  number: number;
  kind: VersionKind;
  name: string;
  by: string | null;
  organisation: string | null;
  at: string;
  /** Number of the version that it restored. */
  of: number | null;
  /** Why its words are not there any more. */
  dropped: string | null;
}

export interface VersionsView {
  head: HeadView;
  versions: VersionView[];
  /** Of all organisations that may have written here, for the ledger. */
  organisations: { id: number; name: string }[];
}

const mostVersions = 500;

/** The versions of a document, the newest first. One statement. */
export async function readVersions(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<VersionsView> {
  const [row] = await sql<
    (HeadRow & { versions: VersionView[] | null; organisations: VersionsView['organisations'] | null })[]
  >`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(x) from (select v.id, v.number, v.kind, v.name, p.name as by, coalesce(o.short_name, o.name) as organisation,
          v.made_at as at, (select w.number from document_version w where w.id = v.of_version) as of,
          case when v.dropped_at is null then null else v.dropped_reason end as dropped
        from document_version v left join person p on p.id = v.by_person left join organisation o on o.id = v.organisation_id
        where v.document_id = d.id order by v.number desc limit ${mostVersions}) x) as versions,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name))) from organisation o) as organisations
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  return { head: view, versions: row!.versions ?? [], organisations: row!.organisations ?? [] };
}

export interface Compared {
  id: number | null;
  number: number | null;
  name: string;
  at: string | null;
  text: JSONContent;
}

export interface ComparedView {
  head: HeadView;
  from: Compared;
  to: Compared;
}

/**
 * Two texts to be compared: versions by their ids, or the settled text where one is not named. Throws not-found for a
 * version of another document, and `closed` for one whose words were erased.
 */
export async function readCompared(
  sql: Db,
  reader: Reader | null,
  asked: { document: number; from: number | undefined; to: number | undefined },
  language: string,
  now: Date,
): Promise<ComparedView> {
  const one = (version: number | undefined) => sql`(
    select jsonb_build_object('id', v.id, 'number', v.number, 'name', v.name, 'at', v.made_at, 'text', v.text)
    from document_version v where v.document_id = d.id and v.id = ${version ?? null})`;
  type Found = (Omit<Compared, 'text'> & { text: JSONContent | null }) | null;
  const [row] = await sql<
    (HeadRow & { from: Found; to: Found; settled: JSONContent | null; settledAt: Date | null })[]
  >`
    select ${headColumns(sql, reader, language)}, ${one(asked.from)} as from, ${one(asked.to)} as to, s.text as settled, s.settled_at
    from document d join organisation l on l.id = d.lead_id left join document_settled s on s.document_id = d.id
    where d.id = ${asked.document}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const side = (wanted: number | undefined, found: Found): Compared => {
    if (wanted === undefined) {
      const text = row!.settled ?? { type: 'doc', content: [] };
      return { id: null, number: null, name: '', at: row!.settledAt?.toISOString() ?? null, text };
    }
    if (!found) throw refuse('not-found', 'shared:errors.not-found');
    if (!found.text) throw refuse('closed', 'documents:refusals.version-dropped');
    return { ...found, text: found.text };
  };
  return { head: view, from: side(asked.from, row!.from), to: side(asked.to, row!.to) };
}
