import { useTranslation } from 'react-i18next';
import type { Results } from '../queries/results.server';
import { fewest } from '../questionnaire';
import { Crumb } from './front-page';
import { OneResult } from './result';
import { Said } from './said';

/** What was answered, question by question: a chart that answers it, and the table of its figures beside it. */
export function ResultsPage({ data }: { data: Results }) {
  const { t } = useTranslation('questionnaires');
  const query = data.way ? `?${data.way}` : '';
  return (
    <div className="narrow stack">
      <Crumb head={data} way={data.way} />
      <p>
        <span className={`state ${data.state}`}>{t(`state.${data.state}`)}</span>
      </p>
      <h1>
        {t('results.title')}: <bdi lang={data.language}>{data.title}</bdi>
      </h1>
      {data.few ? (
        <p className="notice">{t('results.few', { count: fewest })}</p>
      ) : (
        <p className="lede">{t('results.answers', { count: data.sent ?? 0 })}</p>
      )}
      {data.begun !== null && data.begun > 0 && <p className="meta">{t('results.begun', { count: data.begun })}</p>}
      {data.mayPrepare && !data.few && (
        <p className="actions">
          <a href={`/questionnaires/${data.id}.csv${query}`}>{t('results.csv')}</a>
          <a href={`/questionnaires/${data.id}.ods${query}`}>{t('results.ods')}</a>
        </p>
      )}
      {data.questions.map((result) => (
        <section key={result.question.id} className="stack result">
          <h2 id={result.question.id}>
            {result.question.id} · <Said words={result.question.label} />
          </h2>
          {result.versions && <p className="meta">{t('results.asked-in', { versions: result.versions.join(', ') })}</p>}
          {result.succeeds && (
            <p className="meta">
              <a href={`#${result.succeeds}`}>{t('results.succeeds', { question: result.succeeds })}</a>
            </p>
          )}
          <OneResult result={result} />
        </section>
      ))}
      {data.hide && (
        <section className="stack" aria-labelledby="method">
          <h2 id="method">{t('results.method.title')}</h2>
          <p>{t('results.method.steps', { count: fewest })}</p>
          <p>{t('results.method.small', { count: fewest })}</p>
          {data.anonymous && <p>{t('results.method.several')}</p>}
        </section>
      )}
    </div>
  );
}
