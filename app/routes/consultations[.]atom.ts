import { phaseAt, stateOf } from '~/consultations/consultation';
import { listSearch } from '~/consultations/forms';
import { untilOf } from '~/consultations/list.server';
import { atomOfConsultations } from '~/consultations/out.server';
import { page } from '~/shared/edge.server';
import { formatTime } from '~/shared/time';

export const loader = page(async ({ sql, language, publicUrl, now, t, keep, url }) => {
  const search = listSearch.parse(Object.fromEntries(url.searchParams));
  const asked = { search, language, publicUrl, now: now() };
  const title = `Plenary · ${t('consultations:title')}`;
  const { atom, consultations } = await atomOfConsultations(sql, asked, title, (c) => {
    const at = (instant: Date) => `${formatTime(instant.toISOString(), language, 'UTC', 'date-time')} UTC`;
    const phase = phaseAt(c, asked.now);
    const next = c.phases.find((p) => asked.now < p.opensAt);
    const said = [t(`consultations:state.${stateOf(c, asked.now)}`)];
    if (!c.cancelledAt && phase)
      said.push(
        `${t(`consultations:phase.${phase.kind}`)} ${t('consultations:out.until', { time: at(phase.closesAt) })}`,
      );
    else if (!c.cancelledAt && next)
      said.push(`${t(`consultations:phase.${next.kind}`)} ${t('consultations:out.from', { time: at(next.opensAt) })}`);
    if (c.feeds) said.push(`${t('consultations:feeds.short')} ${c.feeds}`);
    return said.join(' · ');
  });
  keep({ tags: ['consultations', 'everything'], until: untilOf(consultations, asked.now) });
  return new Response(atom, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
});
