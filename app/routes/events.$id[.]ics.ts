import { eventCalendar } from '~/events/calendar/calendars.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, language, t, publicUrl, keep }) => {
  const id = idOf(params.id);
  keep({ tags: [`event:${id}`, 'everything'] });
  return new Response(await eventCalendar(sql, reader, id, { language, t, publicUrl }), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="event-${id}.ics"`,
    },
  });
});
