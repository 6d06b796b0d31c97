import { registerSearch } from '~/recommendations/forms';
import { csvOfRecommendations } from '~/recommendations/out.server';
import { page } from '~/shared/edge.server';
import { lastDay } from '~/tasks/commitment';

export const loader = page(async ({ sql, reader, from, limit, language, publicUrl, now, url }) => {
  await limit('export', reader ? String(reader.id) : from);
  const search = registerSearch.parse(Object.fromEntries(url.searchParams));
  const csv = await csvOfRecommendations(sql, { search, language, publicUrl, today: lastDay(now()) });
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="recommendations.csv"',
    },
  });
});
