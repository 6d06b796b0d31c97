import type { Db } from '../../../db/connect';
import { type Area, areasWithin } from '../../organisations/places';
import type { Reader } from '../../people/person';
import type { ConsultationRules, ConsultationScope, ConsultationState, PhaseKind } from '../consultation';
import { phasesColumn, phasesFrom } from './rules.server';
import { textOf, visibleConsultation } from './visible.server';

/** A consultation as lists show it. */
export interface ListedConsultation
  extends Pick<
    ConsultationRules,
    'id' | 'scope' | 'region' | 'theme' | 'readers' | 'timeZone' | 'announcedAt' | 'cancelledAt' | 'phases'
  > {
  slug: string;
  title: string;
  textLanguage: string;
  feeds: string;
  host: string;
  languages: string[];
  changedAt: Date;
}

export interface ListFilters {
  scope?: ConsultationScope | undefined;
  region?: Area | undefined;
  theme?: string | undefined;
  /** One of the languages in which it is held. */
  language?: string | undefined;
  state?: ConsultationState | undefined;
}

export const listLength = 20;

type Row = Omit<ListedConsultation, 'phases' | 'languages'> & {
  phases: { id: number; kind: PhaseKind; opensAt: string; closesAt: string }[] | null;
  languages: string[] | null;
  total: number;
};

/**
 * Consultations that this reader may see: those that run, the next to close first; then those to come, drafts, and what is
 * over, the last first. One statement.
 */
export async function listConsultations(
  sql: Db,
  reader: Reader | null,
  options: ListFilters & { inLanguage: string; now: Date; page: number; length?: number },
): Promise<{ consultations: ListedConsultation[]; total: number }> {
  const { now, page, inLanguage, length = listLength, ...chosen } = options;
  const order = sql`array_position(array['running', 'announced', 'preparing', 'ended', 'cancelled'], s.state),
    case s.state when 'running' then s.closes when 'announced' then s.opens end, coalesce(s.closes, s.created_at) desc, s.id desc`;
  const rows = await sql<Row[]>`
    with stated as (
      select c.*, i.opens, coalesce(i.closes, i.last_closes) as closes, case
          when c.cancelled_at is not null then 'cancelled'
          when c.announced_at is null then 'preparing'
          when i.opens is null or ${now} < i.opens then 'announced'
          when ${now} < i.last_closes then 'running'
          else 'ended' end as state
      from consultation c cross join lateral (
        select min(p.opens_at) as opens, max(p.closes_at) as last_closes,
          min(p.closes_at) filter (where p.opens_at <= ${now} and p.closes_at > ${now}) as closes
        from consultation_phase p where p.consultation_id = c.id) i
      where ${visibleConsultation(sql, reader)}
    ), chosen as (
      select s.*, count(*) over ()::int as total, row_number() over (order by ${order}) as place from stated s
      where (${chosen.state ?? null}::text is null or s.state = ${chosen.state ?? null})
        and (${chosen.scope ?? null}::text is null or s.scope = ${chosen.scope ?? null})
        and (${chosen.theme ?? null}::text is null or s.theme = ${chosen.theme ?? null})
        and (${chosen.region ?? null}::text is null or s.region = any(${chosen.region ? areasWithin(chosen.region) : []}::text[]))
        and (${chosen.language ?? null}::text is null or exists (select from consultation_language l
          where l.consultation_id = s.id and l.language = ${chosen.language ?? null}))
      order by place limit ${length} offset ${(Math.max(page, 1) - 1) * length}
    )
    select c.id, c.slug, c.scope, c.region, c.theme, c.readers, c.time_zone, c.announced_at, c.cancelled_at, c.changed_at, c.total,
      x.title, x.language as text_language, x.feeds, coalesce(o.short_name, o.name) as host, ${phasesColumn(sql)} as phases,
      (select array_agg(l.language order by l.language) from consultation_language l where l.consultation_id = c.id) as languages
    from chosen c cross join ${textOf(sql, inLanguage)} x join organisation o on o.id = c.host_id order by c.place`;
  return {
    total: rows[0]?.total ?? 0,
    consultations: rows.map(({ total: _, phases, languages, ...c }) => ({
      ...c,
      phases: phasesFrom(phases),
      languages: languages ?? [],
    })),
  };
}
