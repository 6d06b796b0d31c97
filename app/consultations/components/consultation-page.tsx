import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Rail } from '../../shared/ui/rail';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { ConsultationPageData } from '../page.server';
import { ConsultationState } from './consultation-list';
import { Feeds } from './feeds';
import { OpenNow, PartList } from './parts';
import { PhaseLine } from './phases';
import { useConsultationLive } from './use-consultation-live';

/**
 * A consultation for somebody who comes a few times a year: what it will feed, what they can do now, where it stands, what it
 * is about, and what comes later. `beside` stands in the rail, `after` below; both come from the slices of its parts.
 */
export function ConsultationPage({
  data,
  beside,
  after,
}: {
  data: ConsultationPageData;
  beside?: ReactNode;
  after?: ReactNode;
}) {
  const { t } = useTranslation('consultations');
  // A phase opens at its instant, and what is told of the consultation itself; what its parts count is on their own pages.
  useConsultationLive(data.id, data.asOf, ['self']);
  const later = data.parts.filter((p) => !p.isOpen && p.from !== null);
  const before = data.parts.filter((p) => !p.isOpen && p.from === null);
  return (
    <div className="columns" data-live-consultation={data.id} data-as-of={data.asOf}>
      <header data-live-part="head">
        <p className="crumb">
          <Way to="/consultations">{t('title')}</Way>
        </p>
        <p>
          <ConsultationState state={data.state} /> <span className="tag">{t(`scope.${data.scope}`)}</span>{' '}
          <span className="tag">{t(`readers.${data.readers}`)}</span>
        </p>
        <h1 lang={data.textLanguage} dir={directionOf(data.textLanguage)}>
          {data.title}
        </h1>
        {data.cancelledAt && <Cancelled data={data} />}
        <Feeds feeds={data.feeds} />
        {data.mayPrepare && (
          <p className="actions">
            <Way className="plain" to={`/consultations/${data.id}/edit`}>
              {t('to-edit')}
            </Way>
          </p>
        )}
      </header>
      <Rail label={t('rail')}>
        {beside}
        <Facts data={data} />
      </Rail>
      <div className="stack">
        <div data-live-part="now">
          <OpenNow data={data} />
        </div>
        <div data-live-part="phases">
          <PhaseLine data={data} />
        </div>
        <section className="stack">
          <h2>{t('purpose')}</h2>
          <Words html={data.purposeHtml} language={data.textLanguage} />
        </section>
        <div data-live-part="others">
          {data.state !== 'cancelled' && <PartList title={t('parts.later')} parts={later} zone={data.zone} />}
          <PartList title={t('parts.before')} parts={before} zone={data.zone} />
        </div>
        {after}
      </div>
    </div>
  );
}

function Cancelled({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  return (
    <div className="notice bad">
      <p>{t('cancelled')}</p>
      <p lang={data.ownLanguage} dir={directionOf(data.ownLanguage)}>
        {data.cancelledReason}
      </p>
    </div>
  );
}

/** Who asks, whom, about where, in which languages. */
function Facts({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  const facts: [string, ReactNode][] = [
    [
      t('facts.host'),
      <Way key="host" to={`/organisations/${data.host.handle}`}>
        {data.host.name}
      </Way>,
    ],
    [
      t('facts.facilitators'),
      data.facilitators.map((f) => (f.organisation ? `${f.name} (${f.organisation})` : f.name)).join(' · '),
    ],
    [t('facts.participants'), t(`participants.${data.participants}`)],
    [t('facts.aimed'), data.aimedCount > 0 && t('facts.organisations', { count: data.aimedCount })],
    [t('facts.invited'), data.invitedCount !== null && t('facts.organisations', { count: data.invitedCount })],
    [t('facts.region'), data.scope === 'region' && data.region],
    [t('facts.theme'), data.theme !== null && t(`themes:${data.theme}`)],
    [t('facts.languages'), data.languages],
  ];
  return (
    <section>
      <h2>{t('facts.title')}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
