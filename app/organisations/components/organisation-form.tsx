import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Field, Select, TextArea, useRefused } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { nameField } from '../names';
import { detailsOf, sectorKeys } from '../sectors';

/** An organisation as its form holds it: every value a text, as fields are. */
export type FormValues = Record<string, string>;

export interface PlaceChoices {
  /** Grouped by region of M49, the world first. */
  regions: { value: string; label: string; group?: string }[];
  countries: { value: string; label: string }[];
}

interface Props {
  deed: 'add' | 'change';
  values: FormValues;
  /** Null where the reader may change the words alone. */
  places: PlaceChoices | null;
  version: number | null;
  back: string;
}

/** One column: what it is called and what it is for; where it stands, for those who keep the record. */
export function OrganisationForm({ deed, values, places, version, back }: Props) {
  const { t } = useTranslation('organisations');
  return (
    <DeedForm deed={deed} className="stack">
      {version !== null && <Version deed={deed} now={version} />}
      {deed === 'change' && <Meanwhile deed={deed} values={values} places={places} />}
      {deed === 'add' && (
        <Field
          deed={deed}
          name="handle"
          label={t('form.handle')}
          hint={t('form.handle-hint')}
          required
          dir="ltr"
          spellCheck={false}
        />
      )}
      <Field deed={deed} name="name" label={t('form.name')} value={values.name} required dir="auto" />
      <Field deed={deed} name="shortName" label={t('form.short-name')} value={values.shortName} optional dir="auto" />
      <Select
        deed={deed}
        name="language"
        label={t('form.language')}
        hint={t('form.language-hint')}
        value={values.language}
        options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <TextArea
        deed={deed}
        name="mandate"
        label={t('form.mandate')}
        hint={t('form.mandate-hint')}
        value={values.mandate}
        optional
      />
      {places && <PlaceFields deed={deed} values={values} places={places} />}
      <fieldset>
        <legend>{t('form.names')}</legend>
        <p className="hint">{t('form.names-hint')}</p>
        {contentLanguages.map((l) => (
          <Field
            key={l}
            deed={deed}
            name={nameField(l)}
            label={<span lang={l}>{languageNames[l]}</span>}
            value={values[nameField(l)]}
            dir="auto"
            lang={l}
          />
        ))}
      </fieldset>
      <div className="actions">
        <Button primary>{t(deed === 'add' ? 'form.add' : 'form.change')}</Button>
        <Link to={back}>{t('shared:form.cancel')}</Link>
      </div>
    </DeedForm>
  );
}

function PlaceFields({ deed, values, places }: { deed: string; values: FormValues; places: PlaceChoices }) {
  const { t } = useTranslation('organisations');
  return (
    <>
      <Select
        deed={deed}
        name="sector"
        label={t('form.sector')}
        hint={t('form.sector-hint')}
        value={values.sector}
        empty={t('form.choose')}
        required
        options={useSectorOptions()}
      />
      <Select
        deed={deed}
        name="region"
        label={t('form.region')}
        hint={t('form.region-hint')}
        value={values.region}
        empty={t('form.by-country')}
        options={places.regions}
      />
      <Select
        deed={deed}
        name="country"
        label={t('form.country')}
        value={values.country}
        empty={t('form.no-country')}
        optional
        options={places.countries}
      />
    </>
  );
}

function useSectorOptions(): { value: string; label: string; group: string }[] {
  const { t } = useTranslation('organisations');
  return sectorKeys.flatMap((sector) => {
    const group = t(`sectors:${sector}.name`);
    return [
      { value: sector, label: group, group },
      ...detailsOf(sector).map((d) => ({ value: `${sector}/${d}`, label: t(`sectors:${sector}.${d}`), group })),
    ];
  });
}

/**
 * After a refusal because someone else saved in between: what stands there now, beside what was typed and is still in
 * the fields. The form carries the new version, so sending it again is a decision and no accident.
 */
function Meanwhile({ deed, values, places }: { deed: string; values: FormValues; places: PlaceChoices | null }) {
  const { t } = useTranslation('organisations');
  const sectors = useSectorOptions();
  const refused = useRefused(deed);
  if (refused?.refusal.kind !== 'conflict') return null;
  const labels: Record<string, string> = {
    name: t('form.name'),
    shortName: t('form.short-name'),
    language: t('form.language'),
    mandate: t('form.mandate'),
    sector: t('form.sector'),
    region: t('form.region'),
    country: t('form.country'),
    ...Object.fromEntries(contentLanguages.map((l) => [nameField(l), languageNames[l]])),
  };
  const choices: Record<string, { value: string; label: string }[]> = {
    language: contentLanguages.map((l) => ({ value: l, label: languageNames[l] })),
    sector: sectors,
    region: places?.regions ?? [],
    country: places?.countries ?? [],
  };
  const differing = Object.keys(labels).filter(
    (name) => name in refused.typed && refused.typed[name] !== (values[name] ?? ''),
  );
  return (
    <div className="notice">
      <p>{t('form.meanwhile')}</p>
      <dl className="record">
        {differing.map((name) => (
          <div key={name}>
            <dt>{labels[name]}</dt>
            <dd dir="auto">
              {choices[name]?.find((c) => c.value === values[name])?.label || values[name] || t('form.nothing')}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
