import { scheduleSearch } from '~/events/forms';
import { csvOfEvents } from '~/events/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, language, publicUrl, now, url }) => {
  const search = scheduleSearch.parse(Object.fromEntries(url.searchParams));
  return new Response(await csvOfEvents(sql, reader, { search, language, publicUrl, now: now() }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="events.csv"',
    },
  });
});
