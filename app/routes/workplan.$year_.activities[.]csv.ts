import { page } from '~/shared/edge.server';
import { csvOfYear } from '~/workplan/out.server';
import { yearOf } from '~/workplan/page.server';

export const loader = page(async (asked) => {
  const { reader, from, limit, params } = asked;
  await limit('export', reader ? String(reader.id) : from);
  return new Response(await csvOfYear(asked), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="workplan-${yearOf(params.year)}.csv"`,
    },
  });
});
