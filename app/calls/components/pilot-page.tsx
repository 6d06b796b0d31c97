import { useTranslation } from 'react-i18next';
import { Button, DeedForm, RefusedWithoutForm } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { PilotData } from '../pilot-page.server';
import { PilotStateMark, Title, Written } from './parts';
import { PilotBody } from './pilot-body';
import { Reviews, SummaryTable } from './summary';
import { useCallsLive } from './use-calls-live';

/** A proposed pilot as it was handed in, what its reviewers say where this reader sees it, and what was decided. */
export function PilotPage({ data }: { data: PilotData }) {
  const { t } = useTranslation('pilots');
  useCallsLive();
  const { head } = data;
  return (
    <div className="narrow stack" data-live-pilots="" data-private={data.isPublic ? undefined : ''}>
      <p className="crumb">
        <Way to="/pilots">{t('title')}</Way> ›{' '}
        <Way to={`/pilots/calls/${head.call.id}`}>
          <Title of={head.call} />
        </Way>
      </p>
      <RefusedWithoutForm stands={(deed) => deed === 'withdraw' && data.may.withdraw} />
      <div className="stack" data-live-part="pilot">
        <PilotStateMark state={head.state} />
        <h1>
          <Title of={head} />
        </h1>
        <p className="meta">
          <Way to={`/organisations/${head.organisation.handle}`}>
            <bdi>{head.organisation.name}</bdi>
          </Way>
          <span>{head.place}</span>
        </p>
        <Standing data={data} />
        <PilotBody of={data.body} />
        {data.summary && <SummaryTable summary={data.summary} />}
        {data.reviews.length > 0 && <Reviews data={data} />}
      </div>
      <Deeds data={data} />
    </div>
  );
}

/** Where it stands, for those whom that concerns, and what the committee decided. */
function Standing({ data }: { data: PilotData }) {
  const { t } = useTranslation('pilots');
  const { head, decision } = data;
  return (
    <>
      {head.state === 'call-cancelled' && (
        <div className="notice bad">
          <p>{t('call.cancelled')}</p>
          <Written words={head.call.cancelledBecause} language={head.call.language} />
        </div>
      )}
      {data.own && head.state === 'draft' && (
        <p className="notice">
          {t('page.draft')} <Time at={head.call.closesAt} zone={data.zone} />
        </p>
      )}
      {data.own && head.state === 'submitted' && (
        <p className="notice good">
          {t('page.submitted')} <Time at={head.call.closesAt} zone={data.zone} />
        </p>
      )}
      {data.own && head.state === 'not-submitted' && <p className="notice bad">{t('page.not-submitted')}</p>}
      {data.own && head.state === 'being-scored' && <p className="notice">{t('page.being-scored')}</p>}
      {head.state === 'put' && <p className="notice">{t('page.put')}</p>}
      {decision && (
        <p className={decision.outcome.startsWith('adopted') ? 'notice good' : 'notice'}>
          {t(`decision.${decision.outcome}` as 'decision.deferred')}{' '}
          <Time at={decision.at} zone={data.zone} style="date" />{' '}
          <Way to={`/decisions/${decision.id}`}>
            {decision.number === null ? t('decision.read') : t('decision.number', { number: decision.number })}
          </Way>
        </p>
      )}
    </>
  );
}

function Deeds({ data }: { data: PilotData }) {
  const { t } = useTranslation('pilots');
  const { head, may } = data;
  return (
    <>
      <p className="actions">
        {may.edit && (
          <Way className="primary" to={`/pilots/${head.id}/edit`}>
            {t('page.edit')}
          </Way>
        )}
        {data.mayScore && (
          <Way className="primary" to={`/pilots/${head.id}/review`}>
            {t('review.title')}
          </Way>
        )}
        {may.put && (
          <Way className="plain" to={`/decisions/new?subject=pilot&id=${head.id}`}>
            {t('page.decide')}
          </Way>
        )}
      </p>
      {data.tie.isReviewer && data.tie.isScored && data.tie.hasPart && <p className="hint">{t('scoring.part')}</p>}
      {may.withdraw && (
        <DeedForm deed="withdraw">
          <Version deed="withdraw" now={data.version} />
          <p className="hint">{t('page.withdraw-hint')}</p>
          <Button danger>{t('page.withdraw')}</Button>
        </DeedForm>
      )}
    </>
  );
}
