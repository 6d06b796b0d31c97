import { useLoaderData } from '@remix-run/react';
import { listForStart } from '~/discussions/start.server';
import { listEvents } from '~/events/queries/list.server';
import { shownEvent, untilOf } from '~/events/schedule.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { Start } from '~/shared/ui/start';

const mostEvents = 3;

export const loader = page(async ({ sql, reader, language, now: clock, keep, t }) => {
  const now = clock();
  const [{ until, ...lists }, { events }] = await Promise.all([
    listForStart(sql, reader, language, now),
    listEvents(sql, reader, { inLanguage: language, now, page: 1, past: false, length: mostEvents, standing: true }),
  ]);
  const instants = [until, untilOf(events, now)].filter((at) => at !== null);
  keep({
    tags: ['discussions', 'consultations', 'events'],
    until: instants.length ? new Date(Math.min(...instants.map(Number))) : null,
  });
  const coming = events.map((e) => shownEvent(e, language, now));
  return {
    title: t('shared:start.short-title'),
    lists: { ...lists, events: coming, zone: reader?.timeZone ?? null },
  };
});

export const meta = titled;

export default function StartPage() {
  return <Start {...useLoaderData<typeof loader>().lists} />;
}
