import { useTranslation } from 'react-i18next';
import { Said } from '../../../questionnaires/components/said';
import { directionOf } from '../../../shared/languages';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { FiguresTable } from '../../balance/components/figures-table';
import { SectorName } from '../../balance/components/head';
import { smallest } from '../balanced';
import type { QuestionnaireResults, QuestionResults, ResultsData } from '../page.server';
import { Method } from './method';
import { SessionPolls } from './session-polls';
import { MeansTable, ViewFigures } from './view-figures';

/** What came of a consultation's questions: all voices alike, every sector alike, and by sector; and who takes part. */
export function ResultsPage({ data }: { data: ResultsData }) {
  const { t } = useTranslation('results');
  // The way back is named by its own page.
  useTranslation('consultations');
  const shown = data.questionnaires.filter((q) => !q.anonymous);
  return (
    <div className="stack results">
      <header>
        <p className="crumb">
          <Way to="/consultations">{t('consultations:title')}</Way> ›{' '}
          <a href={data.path} lang={data.titleLanguage} dir={directionOf(data.titleLanguage)}>
            {data.title}
          </a>
        </p>
        <h1>{t('title')}</h1>
        <p className="lede">{t('lede')}</p>
        {shown.some((q) => q.publishedAt) && (
          <p className="actions">
            <a href={`/consultations/${data.id}/results.csv`}>{t('csv')}</a>
            <a href={`/consultations/${data.id}/results.ods`}>{t('ods')}</a>
          </p>
        )}
      </header>
      {data.questionnaires.length === 0 && <p className="empty">{t(data.hidden ? 'hidden' : 'empty')}</p>}
      {data.questionnaires.map((q) => (
        <OneQuestionnaire key={q.id} of={q} data={data} />
      ))}
      <SessionPolls polls={data.polls} />
      <Participation data={data} />
      {shown.length > 0 && <Method />}
    </div>
  );
}

function OneQuestionnaire({ of, data }: { of: QuestionnaireResults; data: ResultsData }) {
  const { t } = useTranslation('results');
  return (
    <section className="stack" aria-labelledby={`asked-${of.id}`}>
      <h2 id={`asked-${of.id}`}>
        <Said words={of.title} />
      </h2>
      <p className="row">
        <span className={`state ${of.isOpen ? 'open' : 'closed'}`}>{t(of.isOpen ? 'open' : 'closed')}</span>
        <span className="tag">{t(`who.${of.who}`)}</span>
      </p>
      {of.anonymous ? (
        <p className="notice">{t('anonymous')}</p>
      ) : of.publishedAt === null ? (
        <p className="empty">{t('not-yet')}</p>
      ) : (
        <>
          <p className="meta">
            {of.voices === null ? t('few', { count: smallest }) : t(`voices.${of.who}`, { count: of.voices })}{' '}
            <span>
              {t('as-of')} <Time at={of.publishedAt} zone={data.zone} />
            </span>
          </p>
          {!of.isFinal && <p className="notice">{t('live', { count: smallest })}</p>}
          {of.survivors && (
            <p className="meta">
              {of.survivors.total === null ? t('survivors.few') : t('survivors.shown', { count: of.survivors.total })}{' '}
              <span>
                {t('survivors.week')} <Time at={of.survivors.week} zone="UTC" style="date" inPlace />
              </span>
            </p>
          )}
          {data.mayPrepare && <EveryAnswer of={of.id} />}
          {of.questions.map((question) => (
            <OneQuestion key={question.question.id} of={question} questionnaire={of} data={data} />
          ))}
        </>
      )}
    </section>
  );
}

/** What was answered with names beside it, for those to whom it was promised alone. */
function EveryAnswer({ of }: { of: number }) {
  const { t } = useTranslation('results');
  return (
    <>
      <p className="actions">
        <a href={`/questionnaires/${of}.csv`}>{t('every.csv')}</a>
        <a href={`/questionnaires/${of}.ods`}>{t('every.ods')}</a>
      </p>
      <p className="hint">{t('every.hint')}</p>
    </>
  );
}

function OneQuestion({
  of,
  questionnaire,
  data,
}: {
  of: QuestionResults;
  questionnaire: QuestionnaireResults;
  data: ResultsData;
}) {
  const { t } = useTranslation('results');
  const { question: q } = of;
  const heading = `asked-${questionnaire.id}-${q.id}`;
  return (
    <section className="stack result" aria-labelledby={heading}>
      <h3 id={heading}>
        {q.id} · <Said words={q.label} />
      </h3>
      {of.versions && <p className="meta">{t('asked-in', { versions: of.versions.join(', ') })}</p>}
      <p className="meta">
        {of.answered === null ? t('few-answered', { count: smallest }) : t('answered', { count: of.answered })}
      </p>
      {of.views.map((view) => (
        <ViewFigures key={view.row ?? ''} view={view} question={q} heading={heading} />
      ))}
      {of.means && <MeansTable of={of.means} question={q} />}
      {q.type === 'number' && !of.means && of.answered !== null && <p className="hint">{t('means-later')}</p>}
      {q.type === 'text' && data.mayPrepare && (
        <p>
          <a href={`/consultations/${data.id}/results/words?of=${questionnaire.id}&question=${q.id}`}>
            {t('words.read')}
          </a>
        </p>
      )}
    </section>
  );
}

/** Who takes part, as the balance panel shows it to the same reader. */
function Participation({ data }: { data: ResultsData }) {
  const { t } = useTranslation('results');
  const { participation: of } = data;
  return (
    <section className="stack" aria-labelledby="participation">
      <h2 id="participation">{t('participation.title')}</h2>
      <p>
        {t('participation.lede')} <a href={`/consultations/${data.id}/balance`}>{t('participation.balance')}</a>
      </p>
      {of.withheld && <p className="hint">{t('participation.withheld', { count: smallest })}</p>}
      <FiguresTable
        caption={t('participation.by-sector')}
        first={t('sector')}
        rows={of.sectors.map(({ sector, line }) => ({ key: sector, name: <SectorName sector={sector} />, line }))}
        total={of.total}
        rates={data.mayPrepare}
      />
      <FiguresTable
        caption={t('participation.by-region')}
        first={t('participation.region')}
        rows={of.regions.map(({ name, line }) => ({ key: name, name, line }))}
        total={of.total}
        rates={data.mayPrepare}
      />
    </section>
  );
}
