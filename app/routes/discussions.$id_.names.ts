import { listNames } from '~/discussions/names.server';
import { idOf, page, signedIn } from '~/shared/edge.server';

/** Whom @ and some letters may mean in this discussion; for the composer. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const names = await listNames(
    asked.sql,
    reader,
    idOf(asked.params.id),
    (asked.url.searchParams.get('q') ?? '').slice(0, 40),
  );
  return Response.json({ names }, { headers: { 'Cache-Control': 'private, no-store' } });
});
