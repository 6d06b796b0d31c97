import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarPart } from '~/events/calendar/components/calendar-part';
import { calendarPart } from '~/events/calendar/part.server';
import { EventPage } from '~/events/components/event-page';
import { TalkAfter, TalkBeside } from '~/events/live/components/talk-part';
import { talkPart } from '~/events/live/part.server';
import { eventAsked, loadEventPage } from '~/events/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const event = await eventAsked(asked);
  // The slug is for people; an old or mistyped one leads to the right address.
  if (asked.params.slug !== event.slug && !asked.url.pathname.endsWith('.data')) {
    throw redirect(`/events/${event.id}/${event.slug}${asked.url.search}`, 301);
  }
  // Each part of the page beside the event itself is read by its own slice, and stands here under its name.
  const data = await loadEventPage(asked, event);
  const calendar = calendarPart(asked, event);
  return { title: data.title, event: data, calendar, talk: await talkPart(asked, event) };
});

export const meta = titled;

export default function Event() {
  const { event, calendar, talk } = useLoaderData<typeof loader>();
  return (
    <EventPage
      data={event}
      beside={
        <>
          <TalkBeside data={talk} />
          <CalendarPart data={calendar} />
        </>
      }
      after={<TalkAfter data={talk} zone={event.zone ?? event.timeZone} />}
    />
  );
}
