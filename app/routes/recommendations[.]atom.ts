import { registerSearch } from '~/recommendations/forms';
import { atomOfRecommendations } from '~/recommendations/out.server';
import { page } from '~/shared/edge.server';
import { lastDay } from '~/tasks/commitment';

export const loader = page(async ({ sql, language, publicUrl, now, t, url }) => {
  const search = registerSearch.parse(Object.fromEntries(url.searchParams));
  const asked = { search, language, publicUrl, today: lastDay(now()) };
  const title = `Plenary · ${t('recommendations:title')}`;
  const atom = await atomOfRecommendations(sql, asked, title, (state) => t(`commitments:state.${state}`));
  return new Response(atom, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
});
