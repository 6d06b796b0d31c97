import { sourceState } from '~/citations/citation';
import { readCited } from '~/citations/queries.server';
import { chipFrom, referencesIn } from '~/documents/components/editor/references';
import { mayOpenText } from '~/documents/document';
import { readRules } from '~/documents/rules.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** What the references of a text stand for, as far as this reader may see it: asked for by the editor. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, language, url, params } = asked;
  await asked.limit('search', String(reader.id));
  const now = asked.now();
  const ruled = await readRules(sql, reader, idOf(params.id), now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const references = referencesIn(url.searchParams.getAll('of'));
  const things = await readCited(
    sql,
    references.map((r) => ({ kind: r.kind, id: r.cited })),
    reader,
    language,
  );
  const cited = Object.fromEntries(
    references.map((r) => {
      const thing = things(r.kind, r.cited);
      return [r.written, chipFrom(r, thing, sourceState({ state: 'current', version: r.version }, thing))];
    }),
  );
  return Response.json({ cited }, { headers: { 'Cache-Control': 'private, no-store' } });
});
