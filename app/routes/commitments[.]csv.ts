import { page } from '~/shared/edge.server';
import { csvOfCommitments } from '~/tasks/commitments-page.server';

export const loader = page(async (asked) => {
  const { reader, from, limit } = asked;
  await limit('export', reader ? String(reader.id) : from);
  return new Response(await csvOfCommitments(asked), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="commitments.csv"',
    },
  });
});
