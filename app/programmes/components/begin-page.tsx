import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';

interface Choice {
  value: string;
  label: string;
}

export interface BeginData {
  leads: Choice[];
  areas: Choice[];
  countries: Choice[];
  currencies: string[];
  languages: Choice[];
  writes: string;
  year: number;
  once: string;
}

/** Beginning a programme: what it is called, where it is, who leads it. Everything else comes after, part by part. */
export function BeginPage({ data }: { data: BeginData }) {
  const { t } = useTranslation('programmes');
  const deed = 'begin';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/programmes">{t('title')}</Way>
      </p>
      <h1>{t('begin.title')}</h1>
      <p className="lede">{t('begin.lede')}</p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        <Field deed={deed} name="title" label={t('field.title')} dir="auto" required />
        <Select deed={deed} name="language" label={t('field.language')} value={data.writes} options={data.languages} />
        <Select deed={deed} name="lead" label={t('field.lead')} value={data.leads[0]?.value} options={data.leads} />
        <Places deed={deed} area="001" country="" data={data} />
        <Money deed={deed} currency="USD" first={data.year} last={data.year + 2} currencies={data.currencies} />
        <div className="actions">
          <Button primary>{t('begin.save')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

export function Places({
  deed,
  area,
  country,
  data,
}: {
  deed: string;
  area: string;
  country: string;
  data: Pick<BeginData, 'areas' | 'countries'>;
}) {
  const { t } = useTranslation('programmes');
  return (
    <>
      <Select deed={deed} name="area" label={t('field.area')} value={area} options={data.areas} />
      <Select
        deed={deed}
        name="country"
        label={t('field.country')}
        hint={t('field.country-hint')}
        value={country}
        empty={t('field.no-country')}
        options={data.countries}
        optional
      />
    </>
  );
}

export function Money({
  deed,
  currency,
  first,
  last,
  currencies,
}: {
  deed: string;
  currency: string;
  first: number;
  last: number;
  currencies: string[];
}) {
  const { t } = useTranslation('programmes');
  return (
    <>
      <Select
        deed={deed}
        name="currency"
        label={t('field.currency')}
        value={currency}
        options={currencies.map((value) => ({ value, label: value }))}
      />
      <Field
        deed={deed}
        name="firstYear"
        label={t('field.first-year')}
        value={String(first)}
        inputMode="numeric"
        dir="ltr"
        required
      />
      <Field
        deed={deed}
        name="lastYear"
        label={t('field.last-year')}
        value={String(last)}
        inputMode="numeric"
        dir="ltr"
        required
      />
    </>
  );
}
