import { liveTableHtml } from '~/documents/live/html.server';
import { isLivePart } from '~/documents/live/parts';
import { screenLanguage } from '~/programmes/page.server';
import { mayWork, parts } from '~/programmes/programme';
import { readRecord } from '~/programmes/queries/record.server';
import { tableOf } from '~/programmes/tables.server';
import { idOf, page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** One part as a table, for a text that shows it while it is written; `in` is the language of the text. */
export const loader = page(async ({ sql, reader, params, url, now }) => {
  const { part } = params;
  if (!isLivePart(part)) throw refuse('not-found', 'shared:errors.not-found');
  const language = screenLanguage(url.searchParams.get('in') ?? '');
  const record = await readRecord(sql, reader, idOf(params.id), language, now());
  // Shares follow from the budget, actors and aims are of the programme itself.
  const page = part === 'shares' ? 'budget' : parts.find((name) => name === part);
  const edit = mayWork(record.rules, reader) ? `/programmes/${record.id}/edit${page ? `/${page}` : ''}` : null;
  return Response.json(
    { html: liveTableHtml(tableOf(record, part, language)), edit },
    { headers: { 'Cache-Control': 'private, no-store' } },
  );
});
