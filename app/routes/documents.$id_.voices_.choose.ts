import { mayWrite, whyNot } from '~/documents/document';
import { readRules } from '~/documents/rules.server';
import { choiceOfVoices } from '~/heard/choosing.server';
import { idOf, page, signedIn } from '~/shared/edge.server';

/** What the editor's dialog offers of what survivors said: a piece of a page, since their words come in no other form. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params } = asked;
  const now = asked.now();
  await asked.limit('search', String(reader.id));
  const ruled = await readRules(sql, reader, idOf(params.id), now);
  const no = whyNot(mayWrite, ruled, reader, ruled.tie, now);
  if (no) throw no;
  return new Response(await choiceOfVoices(sql), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
});
