import { csvOf } from '~/discussions/out.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, language, publicUrl }) => {
  const id = idOf(params.id);
  return new Response(await csvOf(sql, reader, id, language, publicUrl), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="discussion-${id}.csv"`,
    },
  });
});
