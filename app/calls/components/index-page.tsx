import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { IndexData } from '../page.server';
import { CallStateMark, Title } from './parts';
import { useCallsLive } from './use-calls-live';

/** Calls for pilots, and the pilots that were taken on. */
export function IndexPage({ data }: { data: IndexData }) {
  const { t } = useTranslation('pilots');
  useTranslation('themes');
  useCallsLive();
  return (
    <div className="stack" data-live-pilots="">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {data.mayCall && (
        <p className="actions">
          <Way className="primary" to="/pilots/calls/new">
            {t('begin-call.title')}
          </Way>
        </p>
      )}
      <section aria-labelledby="calls" data-live-part="calls">
        <h2 id="calls">{t('calls')}</h2>
        {data.calls.length === 0 ? (
          <p className="empty">{t('no-calls')}</p>
        ) : (
          <ul className="list">
            {data.calls.map((c) => (
              <li key={c.id}>
                <article>
                  <CallStateMark state={c.state} />
                  <h3>
                    <Way to={`/pilots/calls/${c.id}`}>
                      <Title of={c} />
                    </Way>
                  </h3>
                  <p className="meta">
                    <span>{c.place}</span>
                    {c.themes.length > 0 && <span>{c.themes.map((theme) => t(`themes:${theme}`)).join(' · ')}</span>}
                    {c.state === 'announced' && c.opensAt && (
                      <span>
                        {t('call.opens')} <Time at={c.opensAt} zone={data.zone} />
                      </span>
                    )}
                    {c.closesAt && (
                      <span>
                        {t(c.state === 'closed' ? 'call.closed' : 'call.closes')}{' '}
                        <Time at={c.closesAt} zone={data.zone} />
                      </span>
                    )}
                    {c.adopted > 0 && <span>{t('call.adopted', { count: c.adopted })}</span>}
                  </p>
                </article>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="taken" data-live-part="taken">
        <h2 id="taken">{t('taken-on')}</h2>
        {data.taken.length === 0 ? (
          <p className="empty">{t('none-taken')}</p>
        ) : (
          <ul className="list">
            {data.taken.map((p) => (
              <li key={p.id}>
                <article>
                  <h3>
                    <Way to={`/pilots/${p.id}`}>
                      <Title of={p} />
                    </Way>
                  </h3>
                  <p className="meta">
                    <bdi>{p.organisation}</bdi>
                    <span>{p.place}</span>
                    <span>
                      {t('decision.adopted-on')} <Time at={p.decidedAt} zone={data.zone} style="date" />
                    </span>
                  </p>
                </article>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
