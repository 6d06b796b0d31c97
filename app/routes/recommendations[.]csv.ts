import { registerSearch } from '~/recommendations/forms';
import { csvOfRecommendations } from '~/recommendations/out.server';
import { todayOf } from '~/recommendations/page.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, from, limit, language, publicUrl, now, url }) => {
  await limit('export', reader ? String(reader.id) : from);
  const search = registerSearch.parse(Object.fromEntries(url.searchParams));
  const csv = await csvOfRecommendations(sql, { search, language, publicUrl, today: todayOf(now()) });
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="recommendations.csv"',
    },
  });
});
