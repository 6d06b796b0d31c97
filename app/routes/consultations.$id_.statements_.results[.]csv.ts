import { resultsCsv } from '~/consultations/statements/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  await asked.limit('export', String(asked.reader?.id ?? asked.from));
  const { consultation, csv } = await resultsCsv(asked);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="consultation-${consultation}-statements.csv"`,
    },
  });
});
