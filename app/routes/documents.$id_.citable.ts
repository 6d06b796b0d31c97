import { mayOpenText } from '~/documents/document';
import { findCitable } from '~/documents/queries/citable.server';
import { readRules } from '~/documents/rules.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** What the editor's picker offers: posts, statements and passages that whoever asks may read. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const now = asked.now();
  await asked.limit('search', String(reader.id));
  const ruled = await readRules(asked.sql, reader, idOf(asked.params.id), now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const query = (asked.url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200);
  const found = await findCitable(asked.sql, reader, ruled.id, query, asked.language, now);
  return Response.json({ found }, { headers: { 'Cache-Control': 'private, no-store' } });
});
