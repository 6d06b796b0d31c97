import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { ClosingData } from '../page.server';
import { QuestionWords } from './question-words';
import { TalkHeading } from './talk-heading';

/** Before what stands beside a talk is closed and published: each question is answered, or somebody will answer it. */
export function ClosingPage({ data }: { data: ClosingData }) {
  const { t } = useTranslation('talk');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? data.head.timeZone;
  const { head, left, settled } = data;
  return (
    <div className="narrow stack">
      <TalkHeading head={head} title={t('close.title')}>
        {' › '}
        <Way to={`/events/${head.id}/live/moderate`}>{t('moderate.title')}</Way>
      </TalkHeading>
      {data.closedAt ? (
        <p className="notice good">
          {t('close.closed')} <Way to={head.path}>{t('to-event')}</Way>
        </p>
      ) : (
        <>
          <p className="lede">{t('close.lede')}</p>
          {left.length > 0 && (
            <section aria-labelledby="left">
              <h2 id="left">{t('close.left', { count: left.length })}</h2>
              <ul className="list">
                {left.map((q) => (
                  <li key={q.id}>
                    <QuestionWords question={q} zone={zone} />
                    {q.state === 'waiting' && <p className="hint">{t('close.waits')}</p>}
                    <p className="actions">
                      <Way to={`/events/${head.id}/live/questions/${q.id}`}>
                        {t('close.settle')}
                        <span className="unseen">: {q.words}</span>
                      </Way>
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      {settled.length > 0 && (
        <section aria-labelledby="settled">
          <h2 id="settled">{t('close.settled', { count: settled.length })}</h2>
          <ul className="list">
            {settled.map((q) => (
              <li key={q.id}>
                <QuestionWords question={q} zone={zone} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {!data.closedAt && (
        <section aria-labelledby="close">
          <h2 id="close">{t('close.do-title')}</h2>
          {data.why && <p className="notice">{t(data.why.message, data.why.values)}</p>}
          <p>{t('close.what')}</p>
          <DeedForm deed="close">
            <Button primary={data.why === null}>{t('close.do')}</Button>
          </DeedForm>
        </section>
      )}
    </div>
  );
}
