import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MeetingWay } from '~/committee/components/parts';
import { CalendarPart } from '~/events/calendar/components/calendar-part';
import { calendarPart } from '~/events/calendar/part.server';
import { EventPage } from '~/events/components/event-page';
import { TalkAfter, TalkBeside } from '~/events/live/components/talk-part';
import { talkPart } from '~/events/live/part.server';
import { eventAsked, loadEventPage } from '~/events/page.server';
import { AttendancePart, RegistrationPart, RegistrationWay } from '~/events/registration/components/registration-part';
import { registrationPart } from '~/events/registration/part.server';
import { FollowPart } from '~/notices/components/follow-form';
import { followPart } from '~/notices/following';
import { FeedbackOf } from '~/questionnaires/components/list';
import { feedbackPart } from '~/questionnaires/feedback.server';
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
  return {
    title: data.title,
    event: data,
    registration: registrationPart(asked, event),
    calendar: calendarPart(asked, event),
    talk: await talkPart(asked, event),
    feedback: feedbackPart(asked, event),
    follows: followPart(asked.reader, event.follows),
  };
});

export const meta = titled;

export default function Event() {
  const { event, registration, calendar, talk, feedback, follows } = useLoaderData<typeof loader>();
  return (
    <EventPage
      data={event}
      before={
        <>
          <RegistrationWay data={registration} />
          {event.kind === 'committee-meeting' && event.readers === 'invited' && <MeetingWay event={event.id} />}
        </>
      }
      beside={
        <>
          <RegistrationPart data={registration} />
          <TalkBeside data={talk} />
          <CalendarPart data={calendar} />
          <FollowPart activity="event" id={event.id} level={follows} />
        </>
      }
      after={
        <>
          <AttendancePart data={registration} />
          <TalkAfter data={talk} zone={event.zone ?? event.timeZone} />
          <FeedbackOf data={feedback} />
        </>
      }
    />
  );
}
