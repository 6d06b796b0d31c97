import { csvOfFramework } from '~/programmes/out.server';
import { readRecord } from '~/programmes/queries/record.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, from, limit, language, params, now }) => {
  await limit('export', reader ? String(reader.id) : from);
  const record = await readRecord(sql, reader, idOf(params.id), language, now());
  return new Response(csvOfFramework(record), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="programme-${record.id}-framework.csv"`,
    },
  });
});
