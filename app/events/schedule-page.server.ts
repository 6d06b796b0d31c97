import { placeName, regions, world } from '../organisations/places';
import { isSecretariat } from '../people/person';
import type { Asked } from '../shared/edge.server';
import { scheduleSearch } from './forms';
import { listEvents, listLength } from './queries/list.server';
import { shownEvent, untilOf } from './schedule.server';

/** The schedule as its address asks for it: which events, and what else can be chosen. One statement. */
export async function loadSchedule(asked: Asked) {
  const { sql, reader, language, url, keep, t } = asked;
  const now = asked.now();
  const search = scheduleSearch.parse(Object.fromEntries(url.searchParams));
  const { events, total } = await listEvents(sql, reader, { ...search, inLanguage: language, now });
  keep({ tags: ['events', 'everything'], until: untilOf(events, now) });
  return {
    title: t('events:title'),
    search: { ...search, page: undefined },
    total,
    page: search.page,
    pages: Math.max(1, Math.ceil(total / listLength)),
    mayPrepare: isSecretariat(reader),
    zone: reader?.timeZone ?? null,
    regions: [world, ...regions].map((value) => ({ value, label: placeName(value, language) })),
    /** The name of what is chosen, where it is none of those. */
    region: search.region ? placeName(search.region, language) : null,
    events: events.map((e) => shownEvent(e, language, now)),
  };
}

export type ScheduleData = Awaited<ReturnType<typeof loadSchedule>>;
