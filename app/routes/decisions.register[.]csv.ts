import { csvOfRegister } from '~/decisions/register/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  const { reader, from, limit } = asked;
  await limit('export', reader ? String(reader.id) : from);
  return new Response(await csvOfRegister(asked), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="decisions.csv"',
    },
  });
});
