import { questionsCsv } from '~/events/live/export.server';
import { page } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  const { event, csv } = await questionsCsv(asked);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="questions-${event}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
});
