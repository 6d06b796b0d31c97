import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { excerpt } from '../../shared/rich-text/excerpt';
import { mayComment } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface PassageView {
  block: string;
  /** How it begins. */
  words: string;
  openThreads: number;
}

export interface PassagesView {
  head: HeadView;
  sections: { key: string; title: string; passages: PassageView[] }[];
}

interface PassageRow {
  block: string;
  section: string;
  words: string;
  openThreads: number;
}

type Row = HeadRow & { sections: { key: string; title: string }[] | null; passages: PassageRow[] | null };

/**
 * What can be commented on, in the order of the text: every paragraph, heading and picture, or the one that is named. One
 * statement. Throws not-found to those who may not comment, and where the one that is named does not stand any more.
 */
export async function readPassages(
  sql: Db,
  reader: Reader | null,
  asked: { document: number; block: string | null },
  language: string,
  now: Date,
): Promise<PassagesView> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(jsonb_build_object('key', x.key, 'title', x.title) order by x.position)
        from document_section x where x.document_id = d.id and x.gone_at is null) as sections,
      (select jsonb_agg(jsonb_build_object('block', p.block_id, 'section', p.section_key, 'words', left(p.plain, 1000),
          'openThreads', (select count(*)::int from document_thread t
            where t.document_id = d.id and t.block_id = p.block_id and t.resolved_at is null)) order by p.position)
        from document_passage p where p.document_id = d.id and p.gone_at is null
          ${asked.block === null ? sql`` : sql`and p.block_id = ${asked.block}`}) as passages
    from document d join organisation l on l.id = d.lead_id where d.id = ${asked.document}`;
  const { ruled, view } = headFrom(row, reader, now);
  const rows = row!.passages ?? [];
  if (!mayComment(ruled, reader, ruled.tie, now) || (asked.block !== null && rows.length === 0))
    throw refuse('not-found', 'shared:errors.not-found');
  const long = asked.block === null ? 160 : 600;
  const within = (key: string) =>
    rows.filter((p) => p.section === key).map(({ section: _, words, ...p }) => ({ ...p, words: excerpt(words, long) }));
  const sections = (row!.sections ?? []).map((s) => ({ ...s, passages: within(s.key) }));
  return { head: view, sections: sections.filter((s) => s.passages.length > 0) };
}
