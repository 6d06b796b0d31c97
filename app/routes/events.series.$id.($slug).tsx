import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { SeriesPage } from '~/events/components/series-page';
import { stateOf } from '~/events/event';
import { listEventsOfSeries } from '~/events/queries/list.server';
import { readSeries } from '~/events/queries/series.server';
import { shownEvent, untilOf } from '~/events/schedule.server';
import { isSecretariat } from '~/people/person';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, language, params, url, keep, now: clock }) => {
  const now = clock();
  const series = await readSeries(sql, reader, idOf(params.id), language);
  if (params.slug !== series.slug && !url.pathname.endsWith('.data'))
    throw redirect(`/events/series/${series.id}/${series.slug}${url.search}`, 301);
  const events = await listEventsOfSeries(sql, reader, series.id, language);
  keep({ tags: ['events', 'everything'], until: untilOf(events, now) });
  const isPast = (e: (typeof events)[number]) => e.endsAt <= now || stateOf(e, now) === 'over';
  return {
    id: series.id,
    title: series.title,
    language: series.language,
    introductionHtml: series.introductionHtml,
    mayChange: isSecretariat(reader),
    zone: reader?.timeZone ?? null,
    coming: events.filter((e) => !isPast(e)).map((e) => shownEvent(e, language, now)),
    past: events
      .filter(isPast)
      .reverse()
      .map((e) => shownEvent(e, language, now)),
  };
});

export const meta = titled;

export default function Series() {
  return <SeriesPage data={useLoaderData<typeof loader>()} />;
}
