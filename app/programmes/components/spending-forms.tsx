import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { PartData } from '../editing.server';

type SpentLine = PartData['spending'][number];

/** What was spent, a form for each budget line; of those that are another's to note, who notes them. */
export function SpendingForms({ data }: { data: PartData }) {
  const { t } = useTranslation('programmes');
  return (
    <section aria-labelledby="all-spending" className="stack">
      <h2 id="all-spending">{t('spending.by-line')}</h2>
      {data.spending.length === 0 && <p className="empty">{t('flags.no-lines')}</p>}
      {data.spending.map((line) =>
        line.mayNote ? (
          <LineForm key={line.id} line={line} currency={data.head.currency} />
        ) : (
          <p key={line.id}>
            <bdi>{line.title}</bdi>: {t('spending.others', { holder: line.holder })}
          </p>
        ),
      )}
    </section>
  );
}

function LineForm({ line, currency }: { line: SpentLine; currency: string }) {
  const { t } = useTranslation('programmes');
  const deed = `spent-${line.id}`;
  const label = (year: number) => t('field.year', { year, currency });
  return (
    <Fold summary={<bdi>{line.title}</bdi>} deeds={[deed]} id={deed}>
      {line.years.length === 0 ? (
        <p className="empty">{t('spending.not-begun')}</p>
      ) : (
        <DeedForm deed={deed} className="stack">
          <Version deed={deed} now={line.version} />
          <StandingNow
            deed={deed}
            fields={line.years.map(({ year, spent }) => ({ name: `year-${year}`, label: label(year), value: spent }))}
          />
          {line.years.map(({ year, planned, spent }) => (
            <Field
              key={year}
              deed={deed}
              name={`year-${year}`}
              label={label(year)}
              hint={t('spending.year-hint', { planned })}
              value={spent}
              dir="ltr"
              autoComplete="off"
              optional
            />
          ))}
          <Field
            deed={deed}
            name="note"
            label={t('field.note')}
            hint={t('spending.note-hint')}
            value={line.note}
            dir="auto"
            optional
          />
          <div className="actions">
            <Button>{t('edit.save')}</Button>
          </div>
        </DeedForm>
      )}
    </Fold>
  );
}
