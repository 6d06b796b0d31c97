import { seriesCalendar } from '~/events/calendar/calendars.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, language, t, publicUrl, keep }) => {
  keep({ tags: ['events', 'everything'] });
  return new Response(await seriesCalendar(sql, reader, idOf(params.id), { language, t, publicUrl }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
});
