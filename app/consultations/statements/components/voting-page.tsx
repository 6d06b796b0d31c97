import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { RefusedWithoutForm } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { VotingData } from '../page.server';
import { VoteChoices } from './choices';
import { StatementsHeading } from './heading';
import { StatementWords } from './statement-words';
import { useBallot, useVotingKeys } from './use-ballot';

/** Statements, one at a time: agree, disagree or pass. */
export function VotingPage({ data }: { data: VotingData }) {
  const { t } = useTranslation('statements');
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  const here = `/consultations/${data.head.id}/statements`;
  return (
    <div className="columns">
      <StatementsHeading head={data.head} title={t('title')} above={false}>
        <p className="meta">
          <span className={`state ${data.state === 'open' ? 'open' : 'closed'}`}>{t(`state.${data.state}`)}</span>
          {data.until && (
            <span>
              {t('until')} <Time at={data.until} zone={reader?.timeZone ?? data.timeZone} />
            </span>
          )}
        </p>
      </StatementsHeading>
      <Rail label={t('rail.label')}>
        <section aria-labelledby="more">
          <h2 id="more">{t('rail.title')}</h2>
          <ul>
            {data.mayVote && (
              <li>
                <Way to={`${here}/propose`}>{t('propose.title')}</Way>
              </li>
            )}
            {reader && (
              <li>
                <Way to={`${here}/mine`}>{t('mine.title')}</Way>
              </li>
            )}
            {data.seesResults && (
              <li>
                <Way to={`${here}/results`}>{t('results.title')}</Way>
              </li>
            )}
            {data.waiting !== null && (
              <li>
                <Way to={`${here}/moderate`}>{t('moderate.title')}</Way>
                {data.waiting > 0 && ` (${t('moderate.waiting', { count: data.waiting })})`}
              </li>
            )}
          </ul>
        </section>
      </Rail>
      <div className="stack">
        <RefusedWithoutForm stands={() => false} />
        {data.draft && (
          <p className="notice">
            {t('draft.kept')} <Way to={`${here}/propose`}>{t('draft.to')}</Way>
          </p>
        )}
        {data.mayVote ? (
          <Followed data={data} here={here} keys={reader?.shortcuts ?? false} />
        ) : (
          <Reading data={data} signedIn={reader !== null} here={here} />
        )}
      </div>
    </div>
  );
}

/** For those who vote: what is read again brings statements that came meanwhile. */
function Followed({ data, here, keys }: { data: VotingData; here: string; keys: boolean }) {
  useConsultationLive(data.head.id, data.now, ['statements', 'self']);
  const ballot = useBallot(data.next, data.left, here, data.now);
  useVotingKeys(ballot.vote);
  const { t } = useTranslation('statements');
  const { current, last, failed } = ballot;
  const all = data.left + data.voted;
  return (
    <>
      <p className="meta" role="status">
        {ballot.left > 0 ? t('left', { count: ballot.left }) : null}
      </p>
      {failed && (
        <p className="notice bad" role="alert">
          {t('vote.not-taken', { number: failed.statement.number })}
        </p>
      )}
      {current ? (
        <article className="one-statement" aria-labelledby="statement">
          <h2 id="statement">{t('number', { number: current.number })}</h2>
          <div aria-live="polite" aria-atomic="true">
            <StatementWords of={current} />
          </div>
          <VoteChoices statement={current} keys={keys} onVote={ballot.vote} />
          {keys && <p className="hint key-hint">{t('vote.hint')}</p>}
        </article>
      ) : (
        <Through all={all} left={ballot.left} here={here} />
      )}
      {last && !failed && (
        <p className="meta">
          {t(`vote.last.${last.choice}`, { number: last.statement.number })}{' '}
          <Way to={`${here}/${last.statement.number}`}>{t('vote.change')}</Way>
        </p>
      )}
    </>
  );
}

function Through({ all, left, here }: { all: number; left: number; here: string }) {
  const { t } = useTranslation('statements');
  if (left > 0) return <p className="pending">{t('vote.more')}</p>;
  if (all === 0)
    return (
      <p className="empty">
        {t('empty')} <Way to={`${here}/propose`}>{t('propose.title')}</Way>
      </p>
    );
  return (
    <div className="notice good">
      <p>{t('through', { count: all })}</p>
      <p>
        <Way to={`${here}/results`}>{t('results.title')}</Way>
        {' · '}
        <Way to={`${here}/propose`}>{t('propose.title')}</Way>
      </p>
    </div>
  );
}

/** For those who cannot vote now: why, and what is asked. */
function Reading({ data, signedIn, here }: { data: VotingData; signedIn: boolean; here: string }) {
  const { t } = useTranslation(['statements', 'consultations', 'people']);
  return (
    <>
      {!signedIn && data.state === 'open' && (
        <p className="notice">
          <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('statements:sign-in')}</Way>
        </p>
      )}
      {data.why && <p className="notice">{t(data.why)}</p>}
      {data.left === 0 ? (
        <p className="empty">{t(data.voted > 0 ? 'statements:read.all-voted' : 'statements:read.none')}</p>
      ) : (
        <section aria-labelledby="asked">
          <h2 id="asked">{t('statements:read.title')}</h2>
          <ol className="asked-list">
            {data.next.map((s) => (
              <li key={s.id}>
                <article aria-labelledby={`statement-${s.id}`}>
                  <h3 id={`statement-${s.id}`}>
                    <Way to={`${here}/${s.number}`}>{t('statements:number', { number: s.number })}</Way>
                  </h3>
                  <StatementWords of={s} />
                </article>
              </li>
            ))}
          </ol>
          {data.left > data.next.length && (
            <p className="meta">{t('statements:read.more', { count: data.left - data.next.length })}</p>
          )}
        </section>
      )}
    </>
  );
}
