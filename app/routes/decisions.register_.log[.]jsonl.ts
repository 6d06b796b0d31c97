import { streamOfLog } from '~/decisions/register/out.server';
import { listLog } from '~/decisions/register/queries.server';
import { page } from '~/shared/edge.server';

const atOnce = 500;

export const loader = page(async ({ sql, reader, from, limit, now }) => {
  await limit('export', reader ? String(reader.id) : from);
  const lines = streamOfLog((after) => listLog(sql, reader, { after, length: atOnce }, now()));
  return new Response(lines, {
    headers: {
      'Content-Type': 'application/jsonl; charset=utf-8',
      'Content-Disposition': 'attachment; filename="decisions-log.jsonl"',
      'Cache-Control': 'no-store',
    },
  });
});
