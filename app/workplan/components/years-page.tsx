import { useTranslation } from 'react-i18next';
import { useProgrammesLive } from '../../programmes/components/use-programmes-live';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { YearsData } from '../page.server';
import { PlanState } from './parts';

/** The years of which there is a plan, each with its review once that was issued. */
export function YearsPage({ data }: { data: YearsData }) {
  const { t } = useTranslation('workplan');
  useProgrammesLive();
  return (
    <div className="narrow stack" data-live-programmes="">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <div data-live-part="years" className="stack">
        {data.years.length === 0 ? (
          <p className="empty">{t('none')}</p>
        ) : (
          <ul className="list">
            {data.years.map((y) => (
              <li key={y.year}>
                <article>
                  <PlanState isApproved={y.isApproved} />
                  <h2>
                    <Way to={`/workplan/${y.year}`}>{t('of', { year: y.year })}</Way>
                  </h2>
                  <p className="meta">
                    {y.approvedAt && (
                      <span>
                        {t('approved')} <Time at={y.approvedAt} zone={data.zone} style="date" />
                      </span>
                    )}
                    {y.issuedAt && (
                      <span>
                        <Way to={`/workplan/${y.year}/review`}>{t('report.title', { year: y.year })}</Way> ·{' '}
                        <Time at={y.issuedAt} zone={data.zone} style="date" />
                      </span>
                    )}
                  </p>
                </article>
              </li>
            ))}
          </ul>
        )}
      </div>
      {data.mayPlan && <Begin data={data} />}
    </div>
  );
}

function Begin({ data }: { data: YearsData }) {
  const { t } = useTranslation('workplan');
  const deed = 'begin';
  return (
    <Fold summary={t('begin.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Field
          deed={deed}
          name="year"
          label={t('field.year')}
          value={String(data.next)}
          dir="ltr"
          autoComplete="off"
          required
        />
        <Select
          deed={deed}
          name="language"
          label={t('field.language')}
          value={data.writes}
          options={contentLanguages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <div className="actions">
          <Button>{t('begin.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
