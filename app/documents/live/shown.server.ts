import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { readTables } from '../../programmes/tables.server';
import { i18nFor } from '../../shared/i18n.server';
import { isLanguage } from '../../shared/languages';
import { formatTime } from '../../shared/time';
import { livePartsIn, withTables } from './expand';
import { filled, placesIn } from './html.server';
import type { LiveTable } from './parts';

function wordsIn(language: string) {
  const known = isLanguage(language) ? language : 'en';
  return { t: i18nFor(known).getFixedT(known), known };
}

/**
 * The HTML of a text with the parts of programmes that it shows, by this reader's rights, in the language of the text. One
 * statement, and none where it shows no part.
 */
export async function fillShown(
  sql: Db,
  reader: Reader | null,
  html: string,
  language: string,
  now: Date,
): Promise<string> {
  const parts = placesIn(html);
  if (parts.length === 0) return html;
  const tables = await readTables(sql, reader, parts, language, now);
  return filled(html, tables, { nothing: wordsIn(language).t('programmes:live.nothing') });
}

/**
 * A text as it leaves the platform, or as it is decided on: parts of programmes as tables, as they stand now for this reader. One
 * statement, and none where it shows no part. `put`: see `withTables`; `dated` says the day below each:
 * without it the same data make the same text on another day.
 */
export async function textWithTables(
  sql: Db,
  reader: Reader | null,
  text: JSONContent,
  language: string,
  now: Date,
  { put, dated = true }: { put?: (blocks: JSONContent[]) => void; dated?: boolean } = {},
): Promise<JSONContent> {
  const parts = livePartsIn(text);
  if (parts.length === 0) return text;
  const tables = await readTables(sql, reader, parts, language, now);
  const { t, known } = wordsIn(language);
  const date = formatTime(now.toISOString(), known, 'UTC', 'date');
  const from = ({ title: part, of: programme }: LiveTable) =>
    dated ? t('programmes:live.from', { part, programme, date }) : t('programmes:live.of', { part, programme });
  return withTables(text, tables, { nothing: t('programmes:live.nothing'), from }, put);
}
