import { scheduleSearch } from '~/events/forms';
import { atomOfEvents } from '~/events/out.server';
import { untilOf } from '~/events/schedule.server';
import { page } from '~/shared/edge.server';
import { formatSpan, offsetOf } from '~/shared/time';

export const loader = page(async ({ sql, language, publicUrl, now, t, keep, url }) => {
  const search = scheduleSearch.parse(Object.fromEntries(url.searchParams));
  const asked = { search, language, publicUrl, now: now() };
  const { atom, events } = await atomOfEvents(sql, asked, `Plenary · ${t('events:title')}`, (e) => {
    const from = e.startsAt.toISOString();
    const when = formatSpan(from, e.endsAt.toISOString(), language, e.timeZone);
    const zone = `${e.timeZone.replaceAll('_', ' ')}, ${offsetOf(from, e.timeZone)}`;
    return `${e.cancelledAt ? `${t('events:state.cancelled')} · ` : ''}${when} (${zone}) · ${t(`events:kind.${e.kind}`)}`;
  });
  keep({ tags: ['events', 'everything'], until: untilOf(events, asked.now) });
  return new Response(atom, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
});
