import { scheduleSearch } from '~/events/forms';
import { jsonOfEvents } from '~/events/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, language, publicUrl, now, url }) => {
  const search = scheduleSearch.parse(Object.fromEntries(url.searchParams));
  return Response.json(await jsonOfEvents(sql, reader, { search, language, publicUrl, now: now() }));
});
