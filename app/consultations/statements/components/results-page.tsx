import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { Paging } from '../../../shared/ui/paging';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import { noSector, type ShownStatement } from '../figures';
import type { ResultsData } from '../page.server';
import type { ResultView } from '../views';
import { StatementsHeading } from './heading';
import { OpinionMap } from './opinion-map';
import { StatementWords } from './statement-words';

/** How statements stand: what all sectors agree to first, with the sector that agrees least; then the map, and how it is counted. */
export function ResultsPage({ data }: { data: ResultsData }) {
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  return reader ? <Followed data={data} zone={reader.timeZone} /> : <Body data={data} zone={data.timeZone} />;
}

function Followed({ data, zone }: { data: ResultsData; zone: string }) {
  useConsultationLive(data.head.id, data.now, ['votes', 'statements', 'self']);
  return <Body data={data} zone={zone} />;
}

function Body({ data, zone }: { data: ResultsData; zone: string }) {
  const { t } = useTranslation('statements');
  const here = `/consultations/${data.head.id}/statements`;
  return (
    <div className="narrow stack">
      <StatementsHeading head={data.head} title={t('results.title')}>
        <p className="meta">
          <span className={`state ${data.state === 'open' ? 'open' : 'closed'}`}>{t(`state.${data.state}`)}</span>
          {data.countedAt && (
            <span>
              {t('results.counted')} <Time at={data.countedAt} zone={zone} />
            </span>
          )}
        </p>
      </StatementsHeading>
      <WhatIsShown data={data} here={here} />
      {data.statements.length > 0 && (
        <>
          <p className="lede">{t('results.lede')}</p>
          <p className="actions">
            <a href={`${here}/results.csv`}>{t('results.csv')}</a>
          </p>
          <Overview statements={data.statements} here={here} />
          {data.statements.map((s) => (
            <Detail key={s.id} statement={s} />
          ))}
          <Paging page={data.page} pages={data.pages} to={(page) => `${here}/results?page=${page}`} />
        </>
      )}
      {data.map && <OpinionMap view={data.map} zone={zone} here={here} />}
      <Method />
    </div>
  );
}

/** Of which statements results are here, and why not of the others. */
function WhatIsShown({ data, here }: { data: ResultsData; here: string }) {
  const { t } = useTranslation('statements');
  if (data.seen === 'none')
    return (
      <p className="notice">
        {t('results.later')}{' '}
        {!data.isSignedIn && data.state === 'open' && (
          <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('sign-in')}</Way>
        )}
      </p>
    );
  if (data.all === 0) return <p className="empty">{t('read.none')}</p>;
  if (data.seen === 'all') return null;
  return (
    <p className="notice">
      {t('results.voted-only', { count: data.shown, all: data.all })}{' '}
      {data.shown < data.all && data.state === 'open' && <Way to={here}>{t('results.go-on')}</Way>}
    </p>
  );
}

function Overview({ statements, here }: { statements: ResultView[]; here: string }) {
  const { t } = useTranslation(['statements', 'sectors']);
  const label = t('statements:results.overview');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by keyboard to do so
    <section className="table" tabIndex={0} aria-label={label}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statements:results.statement')}</th>
            <th scope="col" className="number">
              {t('statements:results.across')}
            </th>
            <th scope="col">{t('statements:results.weakest')}</th>
            <th scope="col" className="number">
              {t('statements:results.voters')}
            </th>
          </tr>
        </thead>
        <tbody>
          {statements.map((s) => (
            <tr key={s.id}>
              <th scope="row">
                <Way to={`${here}/${s.number}`}>{s.number}</Way>{' '}
                <span lang={s.language} dir="auto">
                  {s.words}
                </span>
              </th>
              <td className="number">
                <Percent of={s.shown?.agreement ?? null} />
              </td>
              <td>
                {s.shown?.weakest ? (
                  <>
                    <Sector of={s.shown.weakest.sector} /> <Percent of={s.shown.weakest.agreement} />
                  </>
                ) : (
                  <Withheld />
                )}
              </td>
              <td className="number">
                <Count of={s.shown?.voters ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One statement sector by sector, folded up: the overview is read first. */
function Detail({ statement: s }: { statement: ResultView }) {
  const { t } = useTranslation(['statements', 'sectors']);
  const label = t('statements:results.by-sector', { number: s.number });
  if (!s.shown || s.shown.voters === null) return null;
  const shown: ShownStatement = s.shown;
  return (
    <details className="fold">
      <summary>{label}</summary>
      <StatementWords of={s} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by keyboard to do so */}
      <section className="table" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('statements:results.sector')}</th>
              <th scope="col" className="number">
                {t('statements:results.agreement')}
              </th>
              {(['voters', 'agree', 'disagree', 'pass'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`statements:results.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.sectors.map((row) => (
              <tr key={row.sector}>
                <th scope="row">
                  <Sector of={row.sector} />
                </th>
                <td className="number">
                  <Percent of={row.agreement} />
                </td>
                {([row.voters, row.agree, row.disagree, row.pass] as const).map((count, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in one order for good
                  <td key={i} className="number">
                    <Count of={count} />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('statements:results.together')}</th>
              <td className="number">
                <Percent of={shown.agreement} />
              </td>
              {([shown.voters, shown.agree, shown.disagree, shown.pass] as const).map((count, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in one order for good
                <td key={i} className="number">
                  <Count of={count} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Sector({ of }: { of: string }) {
  const { t } = useTranslation(['statements', 'sectors']);
  return of === noSector ? t('statements:results.no-sector') : t(`sectors:${of}.name`);
}

function Percent({ of }: { of: number | null }) {
  const { t } = useTranslation('statements');
  return of === null ? <Withheld /> : t('percent', { value: of });
}

function Count({ of }: { of: number | null }) {
  return of === null ? <Withheld /> : of;
}

/** A figure that is not shown is said so, and is no empty cell. */
function Withheld() {
  const { t } = useTranslation('statements');
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="unseen">{t('results.withheld')}</span>
    </>
  );
}

function Method() {
  const { t } = useTranslation('statements');
  return (
    <section className="stack" aria-labelledby="method">
      <h2 id="method">{t('method.title')}</h2>
      <p>{t('method.who')}</p>
      <p>{t('method.agreement')}</p>
      <p>{t('method.small')}</p>
      <p>{t('method.survivors')}</p>
      <p>{t('method.merged')}</p>
    </section>
  );
}
