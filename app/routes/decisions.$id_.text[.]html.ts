import { readText } from '~/decisions/queries/text.server';
import { idOf, page } from '~/shared/edge.server';

/** A text as it was fixed, byte for byte: whoever takes its SHA-256 gets the hash on record. Never run: it is text to a browser. */
export const loader = page(async (asked) => {
  const version = idOf(asked.url.searchParams.get('version') ?? '1');
  const language = asked.url.searchParams.get('language');
  const { html } = await readText(
    asked.sql,
    asked.reader,
    { id: idOf(asked.params.id), version, language },
    asked.now(),
  );
  return new Response(html, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});
