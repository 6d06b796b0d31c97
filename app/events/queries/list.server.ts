import type { Db } from '../../../db/connect';
import { areasWithin } from '../../organisations/places';
import type { Reader } from '../../people/person';
import type { EventRules, LanguageWay } from '../event';
import type { ScheduleSearch } from '../forms';
import { titleOf, visibleEvent } from './visible.server';

/** An event as lists show it. */
export interface ListedEvent
  extends Pick<
    EventRules,
    | 'id'
    | 'kind'
    | 'readers'
    | 'timeZone'
    | 'startsAt'
    | 'endsAt'
    | 'registrationClosesAt'
    | 'announcedAt'
    | 'cancelledAt'
  > {
  slug: string;
  region: string;
  title: string;
  textLanguage: string;
  themes: string[];
  languages: { language: string; how: LanguageWay }[];
  /** Empty where a survivor speaks, too: who has a place is told. */
  venue: string;
  movedFrom: Date | null;
  changedAt: Date;
}

export const listLength = 20;
/** So many events a month or a series shows at most; more would be no page to read. */
export const mostInMonth = 400;

export type ScheduleFilters = Pick<ScheduleSearch, 'kind' | 'theme' | 'region' | 'language' | 'sector'>;

/** What is chosen, as conditions on `event e`. An event for no sector in particular is for all of them. */
function chosen(sql: Db, f: ScheduleFilters) {
  return sql`
    (${f.kind ?? null}::text is null or e.kind = ${f.kind ?? null})
    and (${f.theme ?? null}::text is null or exists (select from event_theme t where t.event_id = e.id and t.theme = ${f.theme ?? null}))
    and (${f.region ?? null}::text is null or e.region = any(${f.region ? areasWithin(f.region) : []}::text[]))
    and (${f.language ?? null}::text is null or exists (select from event_language l where l.event_id = e.id and l.language = ${f.language ?? null}))
    and (${f.sector ?? null}::text is null or exists (select from event_sector s where s.event_id = e.id and s.sector = ${f.sector ?? null})
      or not exists (select from event_sector s where s.event_id = e.id))`;
}

function listed(sql: Db) {
  return sql`e.id, e.slug, e.kind, e.readers, e.region, e.time_zone, e.starts_at, e.ends_at, e.registration_closes_at, e.announced_at, e.cancelled_at,
    case when e.survivor_speaks then '' else e.venue end as venue, e.changed_at, t.title, t.language as text_language,
    coalesce((select array_agg(x.theme order by x.theme) from event_theme x where x.event_id = e.id), '{}') as themes,
    coalesce((select jsonb_agg(jsonb_build_object('language', l.language, 'how', l.how) order by l.language, l.how) from event_language l where l.event_id = e.id), '[]') as languages,
    (select m.from_starts_at from event_move m where m.event_id = e.id order by m.at desc limit 1) as moved_from`;
}

/**
 * Events that this reader may see: those to come, the next first, what goes on now at the top; or those that are over, the
 * last first. `standing` leaves out what was cancelled and what is still a draft. One statement.
 */
export async function listEvents(
  sql: Db,
  reader: Reader | null,
  options: ScheduleFilters & {
    inLanguage: string;
    now: Date;
    page: number;
    past: boolean;
    length?: number;
    standing?: boolean;
  },
): Promise<{ events: ListedEvent[]; total: number }> {
  const { now, page, past, inLanguage: shown, length = listLength, standing = false } = options;
  const order = past ? sql`e.starts_at desc, e.id desc` : sql`e.starts_at, e.id`;
  const rows = await sql<(ListedEvent & { total: number })[]>`
    with chosen as (
      select e.*, count(*) over ()::int as total from event e
      where ${visibleEvent(sql, reader)} and ${past ? sql`e.ends_at <= ${now}` : sql`e.ends_at > ${now}`} and ${chosen(sql, options)}
        and (not ${standing} or (e.cancelled_at is null and e.announced_at is not null))
      order by ${order} limit ${length} offset ${(Math.max(page, 1) - 1) * length}
    )
    select ${listed(sql)}, e.total from chosen e cross join ${titleOf(sql, shown)} t order by ${order}`;
  return { total: rows[0]?.total ?? 0, events: rows.map(({ total: _, ...event }) => event) };
}

/** Every event of a series that this reader may see, in their order. One statement. */
export async function listEventsOfSeries(
  sql: Db,
  reader: Reader | null,
  series: number,
  inLanguage: string,
): Promise<ListedEvent[]> {
  return sql<ListedEvent[]>`
    select ${listed(sql)} from event e cross join ${titleOf(sql, inLanguage)} t
    where e.series_id = ${series} and ${visibleEvent(sql, reader)}
    order by e.starts_at, e.id limit ${mostInMonth}`;
}

/** Events that this reader may see and that touch the span from `from` to `until`, in their order. One statement. */
export async function listEventsWithin(
  sql: Db,
  reader: Reader | null,
  options: ScheduleFilters & { inLanguage: string; from: Date; until: Date },
): Promise<ListedEvent[]> {
  return sql<ListedEvent[]>`
    select ${listed(sql)} from event e cross join ${titleOf(sql, options.inLanguage)} t
    where ${visibleEvent(sql, reader)} and e.starts_at < ${options.until} and e.ends_at > ${options.from} and ${chosen(sql, options)}
    order by e.starts_at, e.id limit ${mostInMonth}`;
}
