import { personalCalendar } from '~/events/calendar/calendars.server';
import { readerOfFeed } from '~/events/calendar/feeds.server';
import { page } from '~/shared/edge.server';
import { i18nFor } from '~/shared/i18n.server';
import { isLanguage } from '~/shared/languages';
import { refuse } from '~/shared/refusal';

/** Fetched by calendars, without a session: the key in the address says whose it is. */
export const loader = page(async ({ sql, url, publicUrl, now, limit }) => {
  const reader = await readerOfFeed(sql, url.searchParams.get('key'));
  if (!reader) throw refuse('not-found', 'shared:errors.not-found');
  await limit('export', `calendar ${reader.id}`);
  const language = isLanguage(reader.language) ? reader.language : 'en';
  const t = i18nFor(language).getFixedT(language);
  return new Response(await personalCalendar(sql, reader, { language, t, publicUrl }, now()), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-cache' },
  });
});
