import type { Db } from '../../../db/connect';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { type FeedKind, hasBegun, mayPrepareConsultation, maySeeConsultation } from '../consultation';
import {
  type RuledConsultation,
  type RulesRow,
  ruledFrom,
  rulesColumns,
  type TieRow,
  tieColumns,
} from './rules.server';
import { textOf } from './visible.server';

/** What stands at the top of every page of a consultation: which it is, and what it will feed. */
export interface ConsultationHead {
  title: string;
  textLanguage: string;
  feeds: string;
  feedsKind: FeedKind;
  feedsDocument: { id: number; title: string; language: string } | null;
}

/** Columns of the head, for a statement of another page of the consultation: needs `consultation c` and `textOf` as `x`. */
export function headColumns(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`x.title, x.language as text_language, x.feeds as feeds, c.feeds as feeds_kind,
    (select jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)})
      from document d where d.id = c.feeds_document_id and ${readableBy(sql, reader, now)}) as feeds_document`;
}

/** The consultation with its head, for the pages of its parts. Throws not-found where the reader may not see it. One statement. */
export async function readHead(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<RuledConsultation & ConsultationHead> {
  const [row] = await sql<(RulesRow & TieRow & ConsultationHead)[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, ${headColumns(sql, reader, language, now)}
    from consultation c cross join ${textOf(sql, language)} x where c.id = ${id}`;
  const head = row && ruledFrom(row);
  if (!head || !maySeeConsultation(head, reader, head.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return head;
}

/**
 * A text to read, of one consultation. Whoever prepares it reads it at any time, everyone else from its first phase on: until
 * then it is not there. One statement.
 */
export async function readReading(
  sql: Db,
  reader: Reader | null,
  id: number,
  part: number,
  language: string,
  now: Date,
) {
  const [row] = await sql<
    (RulesRow & TieRow & ConsultationHead & { bodies: { language: string; title: string; html: string }[] | null })[]
  >`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, ${headColumns(sql, reader, language, now)},
      (select jsonb_agg(jsonb_build_object('language', y.language, 'title', y.title, 'html', y.body_html) order by y.language)
        from consultation_part_text y where y.part_id = k.id) as bodies
    from consultation c cross join ${textOf(sql, language)} x
    join consultation_part k on k.consultation_id = c.id and k.id = ${part} and k.kind = 'reading'
    where c.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const { bodies, ...rest } = row;
  const c = ruledFrom(rest);
  const own = c.parts.find((p) => p.id === part)!;
  const mayPrepare = mayPrepareConsultation(reader, c.tie);
  const words = pickVersion(bodies ?? [], language, c.language);
  if (!words || !maySeeConsultation(c, reader, c.tie) || !(mayPrepare || hasBegun(own, c, now)))
    throw refuse('not-found', 'shared:errors.not-found');
  return {
    consultation: c,
    title: words.title,
    language: words.language,
    html: words.html,
    versions: (bodies ?? []).map((b) => b.language),
    isDraft: !hasBegun(own, c, now),
  };
}
