import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayAdminister, mayComment, mayOpenText, mayRead, roleOf, textAccess } from '../document';
import type { HeadView } from '../head';
import { type Ruled, type StandingRow, standingsOf, tieFrom } from '../rules.server';
import { titleIn, titleLanguage } from '../visible.server';

export interface Head {
  ruled: Ruled;
  view: HeadView;
}

export interface HeadRow {
  id: number;
  title: string;
  shownTitle: string;
  titleLanguage: string;
  language: string;
  version: number;
  readers: Ruled['readers'];
  leadId: number;
  leadName: string;
  leadHandle: string;
  standings: StandingRow[] | null;
}

/** Columns of a head, of `document d` joined with its lead as `l`: a page adds its own and takes one statement. */
export function headColumns(sql: Db, reader: Reader | null, language: string) {
  return sql`d.id, d.title, ${titleIn(sql, language)} as shown_title, ${titleLanguage(sql, language)} as title_language,
    d.language, d.version, d.readers, d.lead_id, coalesce(l.short_name, l.name) as lead_name, l.handle as lead_handle,
    ${standingsOf(sql, reader?.id ?? null)} as standings`;
}

/** Throws not-found where the reader may not read it, or where there is none. */
export function headFrom(row: HeadRow | undefined, reader: Reader | null, now: Date): Head {
  const ruled: Ruled | undefined = row && {
    id: row.id,
    title: row.title,
    language: row.language,
    version: row.version,
    readers: row.readers,
    leadId: row.leadId,
    tie: tieFrom(row.standings),
  };
  if (!row || !ruled || !mayRead(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const access = textAccess(ruled, reader, ruled.tie, now);
  return {
    ruled,
    view: {
      id: row.id,
      title: row.shownTitle,
      titleLanguage: row.titleLanguage,
      language: row.language,
      lead: { id: row.leadId, name: row.leadName, handle: row.leadHandle },
      readers: row.readers,
      role: roleOf(reader, ruled.tie, now),
      may: {
        open: mayOpenText(ruled, reader, ruled.tie, now),
        comment: mayComment(ruled, reader, ruled.tie, now),
        suggest: access === 'suggest' || access === 'write',
        write: access === 'write',
        administer: mayAdminister(ruled, reader),
      },
    },
  };
}

/** Who the reader is here, and what stands above the page. One statement. */
export async function readHead(sql: Db, reader: Reader | null, id: number, language: string, now: Date): Promise<Head> {
  const [row] = await sql<HeadRow[]>`
    select ${headColumns(sql, reader, language)} from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  return headFrom(row, reader, now);
}
