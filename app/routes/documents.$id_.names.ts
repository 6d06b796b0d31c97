import { listNames } from '~/documents/queries/names.server';
import { idOf, page, signedIn } from '~/shared/edge.server';

/** Whom @ and some letters may mean in the comments of this document. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const begun = (asked.url.searchParams.get('q') ?? '').slice(0, 40);
  const names = await listNames(asked.sql, reader, idOf(asked.params.id), begun, asked.now());
  return Response.json({ names }, { headers: { 'Cache-Control': 'private, no-store' } });
});
