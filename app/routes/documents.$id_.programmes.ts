import { mayOpenText } from '~/documents/document';
import { liveParts } from '~/documents/live/parts';
import { readRules } from '~/documents/rules.server';
import { listShowable } from '~/programmes/queries/showable.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** The programmes of which a text can show a part, as far as whoever writes it sees them, and the names of the parts. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const now = asked.now();
  await asked.limit('search', String(reader.id));
  const ruled = await readRules(asked.sql, reader, idOf(asked.params.id), now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const programmes = await listShowable(asked.sql, reader, ruled.id, now);
  const parts = liveParts.map((part) => ({ part, name: asked.t(`programmes:parts.${part}`) }));
  return Response.json({ programmes, parts }, { headers: { 'Cache-Control': 'private, no-store' } });
});
