import { useTranslation } from 'react-i18next';
import { Trend } from '../../indicators/components/trend';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Time } from '../../shared/ui/time';
import type { ProgrammeData } from '../page.server';

/** Its outcomes and outputs, with what is measured of each. */
export function Framework({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  if (data.results.length === 0) return <p className="empty">{t('live.empty')}</p>;
  return (
    <div className="stack">
      {data.gaps.length > 0 && (
        <ul className="notice">
          {data.gaps.map((gap) => (
            <li key={JSON.stringify(gap)}>{t(`gaps.${gap.kind}`, { number: 'number' in gap ? gap.number : '' })}</li>
          ))}
        </ul>
      )}
      {data.results.map((r) => (
        <section key={r.id} aria-labelledby={`result-${r.id}`}>
          <h3 id={`result-${r.id}`}>
            {t(`result.${r.kind}`)} {r.number}: <bdi lang={data.head.language}>{r.title}</bdi>
          </h3>
          {r.indicators.map((i) => (
            <section key={i.id} aria-labelledby={`indicator-${i.id}`}>
              <h4 id={`indicator-${i.id}`} dir="auto">
                {i.what}
              </h4>
              <p className="meta">
                <span>{t(`direction.${i.direction}`)}</span>
                <span>{t(`progress.${i.state}`)}</span>
                {i.gone !== null && <span>{t('progress.gone', { share: i.gone })}</span>}
              </p>
              <Trend indicator={i} />
            </section>
          ))}
        </section>
      ))}
    </div>
  );
}

/** What was reported of its progress, the latest first. */
export function Reports({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  if (data.reports.length === 0) return <p className="empty">{t('page.no-reports')}</p>;
  return data.reports.map((r) => (
    <article key={r.id}>
      <h3>
        <Day day={r.startsOn} /> – <Day day={r.endsOn} />
      </h3>
      <p className="written" lang={data.head.language} dir={directionOf(data.head.language)}>
        {r.body}
      </p>
      <p className="meta">
        {r.spent && <span>{t('page.spent', { amount: r.spent })}</span>}
        <span>
          <bdi>{r.by}</bdi>, <Time at={r.at} zone={data.zone} style="date" />
        </span>
      </p>
    </article>
  ));
}

/** What was learned. */
export function Lessons({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  if (data.lessons.length === 0) return <p className="empty">{t('page.no-lessons')}</p>;
  return data.lessons.map((l) => (
    <article key={l.id}>
      <h3 dir="auto">{l.title}</h3>
      <p className="written" lang={data.head.language} dir="auto">
        {l.body}
      </p>
      <p className="meta">
        <bdi>{l.by}</bdi>
        <Time at={l.at} zone={data.zone} style="date" />
      </p>
    </article>
  ));
}
