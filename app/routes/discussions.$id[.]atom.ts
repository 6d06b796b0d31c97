import { atomOf } from '~/discussions/out.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, params, language, publicUrl, keep }) => {
  const id = idOf(params.id);
  keep({ tags: [`discussion:${id}`, 'everything'] });
  return new Response(await atomOf(sql, id, language, publicUrl), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
});
