import { atomOfList } from '~/discussions/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, language, publicUrl, now, t, keep }) => {
  keep({ tags: ['discussions', 'everything'] });
  return new Response(await atomOfList(sql, language, publicUrl, `Plenary · ${t('discussions:title')}`, now()), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
});
