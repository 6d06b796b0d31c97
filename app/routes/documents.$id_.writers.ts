import { mayOpenText } from '~/documents/document';
import { readRules } from '~/documents/rules.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

const most = 200;

/** Who wrote what these clients of Yjs and these people sent, by the log of the text: asked for by the editor. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const { sql, texts, url, params } = asked;
  const now = asked.now();
  const ruled = await readRules(sql, reader, idOf(params.id), now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const numbers = (name: string) =>
    url.searchParams.getAll(name).slice(0, most).map(Number).filter(Number.isSafeInteger);
  const authors = await texts.readWriters(ruled.id, numbers('client'), numbers('person'));
  return Response.json({ authors }, { headers: { 'Cache-Control': 'private, no-store' } });
});
