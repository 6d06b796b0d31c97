import { participantsCsv } from '~/events/registration/participants.server';
import { idOf, page, signedIn } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  await asked.limit('export', String(reader.id));
  return new Response(await participantsCsv(asked.sql, reader, id, asked.language), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="participants-${id}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
});
