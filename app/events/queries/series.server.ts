import type { Db } from '../../../db/connect';
import { isSecretariat, type Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { visibleEvent } from './visible.server';

export interface SeriesView {
  id: number;
  slug: string;
  /** Language of its own texts. */
  own: string;
  version: number;
  /** Events that have not begun, and are not cancelled. */
  ahead: number;
  title: string;
  introductionHtml: string;
  /** Language of the text that is shown. */
  language: string;
}

interface Text {
  language: string;
  title: string;
  introduction: string;
  introductionHtml: string;
}

/** A series is there for whoever sees an event of it, and for the secretariat: its title may tell what it is about. */
export async function readSeries(sql: Db, reader: Reader | null, id: number, language: string): Promise<SeriesView> {
  const { texts, ...series } = await findSeries(sql, reader, id);
  const text = pickVersion(texts, language, series.own);
  return {
    ...series,
    title: text?.title ?? '',
    introductionHtml: text?.introductionHtml ?? '',
    language: text?.language ?? series.own,
  };
}

/** What the form of a series is filled with, in one language. Throws not-found for whoever may not change it. */
export async function readSeriesToEdit(sql: Db, reader: Reader | null, id: number, language: string | null) {
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const { texts, ...series } = await findSeries(sql, reader, id);
  const of = language ?? series.own;
  const text = texts.find((x) => x.language === of);
  return {
    ...series,
    path: `/events/series/${id}/${series.slug}`,
    language: of,
    languages: texts.map((x) => x.language),
    title: text?.title ?? '',
    introduction: text?.introduction ?? '',
  };
}
export type SeriesToEdit = Awaited<ReturnType<typeof readSeriesToEdit>>;

async function findSeries(sql: Db, reader: Reader | null, id: number) {
  const [row] = await sql<
    { id: number; slug: string; own: string; version: number; ahead: number; texts: Text[] | null }[]
  >`
    select s.id, s.slug, s.language as own, s.version,
      (select count(*) from event e where e.series_id = s.id and e.cancelled_at is null and e.starts_at > now()) as ahead,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'introduction', x.introduction,
          'introductionHtml', x.introduction_html) order by x.language) from event_series_text x where x.series_id = s.id) as texts
    from event_series s
    where s.id = ${id} and (${isSecretariat(reader)} or exists (select from event e where e.series_id = s.id and ${visibleEvent(sql, reader)}))`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return { ...row, texts: row.texts ?? [] };
}
