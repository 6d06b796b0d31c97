import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { excerpt } from '../../shared/rich-text/excerpt';
import { mayAdminister } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface RedactView {
  head: HeadView;
  reports: { id: number; at: string; by: string | null; reason: string; block: string; words: string }[];
  pictures: { id: string; alt: string }[];
  erasures: { id: number; at: string; by: string; reason: string }[];
}

type Row = HeadRow & {
  reports: RedactView['reports'] | null;
  pictures: RedactView['pictures'] | null;
  erasures: RedactView['erasures'] | null;
};

/** What can be erased and what was, for those who administer; to everyone else there is no such page. One statement. */
export async function readRedaction(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<RedactView> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(jsonb_build_object('id', r.id, 'at', r.at, 'by', p.name, 'reason', r.reason, 'block', r.block_id,
          'words', coalesce(left(g.plain, 800), '')) order by r.id)
        from document_report r left join person p on p.id = r.person_id
        left join document_passage g on g.document_id = d.id and g.block_id = r.block_id and g.gone_at is null
        where r.document_id = d.id and r.settled_at is null) as reports,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'alt', p.alt) order by p.added_at)
        from document_picture p where p.document_id = d.id and p.erased_at is null) as pictures,
      (select jsonb_agg(jsonb_build_object('id', e.id, 'at', e.at, 'by', p.name, 'reason', e.reason) order by e.id)
        from document_erasure e join person p on p.id = e.by_person where e.document_id = d.id) as erasures
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayAdminister(ruled, reader)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    head: view,
    reports: (row!.reports ?? []).map((r) => ({ ...r, words: excerpt(r.words, 240) })),
    pictures: row!.pictures ?? [],
    erasures: row!.erasures ?? [],
  };
}

/** A passage as whoever reports it has it before them. Throws not-found where the reader may not read the document. */
export async function readReported(
  sql: Db,
  reader: Reader | null,
  asked: { document: number; block: string },
  language: string,
  now: Date,
): Promise<{ head: HeadView; words: string }> {
  const [row] = await sql<(HeadRow & { words: string | null })[]>`
    select ${headColumns(sql, reader, language)},
      (select left(p.plain, 800) from document_passage p where p.document_id = d.id and p.block_id = ${asked.block} and p.gone_at is null) as words
    from document d join organisation l on l.id = d.lead_id where d.id = ${asked.document}`;
  const { view } = headFrom(row, reader, now);
  return { head: view, words: excerpt(row!.words ?? '', 240) };
}
