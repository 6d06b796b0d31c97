import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../languages';
import type { Which } from '../../time';
import { Checkbox, Choices, Field, Select, TextArea, useRefused } from '../form';

/** Regions by name and zones, as the server names them: browsers' names differ. */
export interface Places {
  regions: { value: string; label: string }[];
  zones: string[];
}

/** The language in which something is first written; once it exists, that of the version on the screen, which no form changes. */
export function OwnLanguage({
  deed,
  value,
  isNew,
  hint,
}: {
  deed: string;
  value: string;
  isNew: boolean;
  /** Said in the place of the usual hint. */
  hint?: string;
}) {
  const { t } = useTranslation('preparing');
  if (!isNew) return <input type="hidden" name="language" value={value} />;
  return (
    <Select
      deed={deed}
      name="language"
      label={t('language')}
      hint={hint ?? t('language-hint')}
      value={value}
      options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
    />
  );
}

/** The zone in whose clocks times are typed; the hint says which times. */
export function ZoneField({
  deed,
  value,
  zones,
  hint,
}: {
  deed: string;
  value: string;
  zones: string[];
  hint: string;
}) {
  const { t } = useTranslation('preparing');
  return (
    <>
      <Field
        deed={deed}
        name="timeZone"
        label={t('zone')}
        hint={hint}
        value={value}
        list={`${deed}-zones`}
        dir="ltr"
        required
      />
      <datalist id={`${deed}-zones`}>
        {zones.map((z) => (
          <option key={z} value={z} />
        ))}
      </datalist>
    </>
  );
}

/** A time of the clocks; where they are set back over it, the form asks which of the two hours is meant. */
export function LocalTime({
  deed,
  name,
  label,
  hint,
  value,
  which,
  required = false,
}: {
  deed: string;
  /** Name of the field; which of two hours it is comes as `<name>Which`. */
  name: string;
  label: string;
  hint?: string;
  value: string | undefined;
  which: Which | undefined;
  required?: boolean;
}) {
  const { t } = useTranslation('preparing');
  const refused = useRefused(deed);
  const comesTwice = refused?.refusal.fields?.[name] === 'preparing:mistakes.time-twice';
  const asked = comesTwice || Boolean(refused ? refused.typed[`${name}Which`] : which);
  return (
    <>
      <Field
        deed={deed}
        name={name}
        type="datetime-local"
        label={label}
        hint={hint}
        value={value}
        dir="ltr"
        required={required}
        optional={!required}
      />
      {asked && (
        <Choices
          deed={deed}
          name={`${name}Which`}
          label={t('which', { of: label })}
          hint={t('which-hint')}
          value={which ?? ''}
          options={(['first', 'second'] as const).map((v) => ({ value: v, label: t(`which-${v}`) }))}
        />
      )}
    </>
  );
}

/** Organisations that are invited by name, each under its sector: a long list that unfolds. */
export function InvitedOrganisations({
  deed,
  invited,
  organisations,
}: {
  deed: string;
  invited: number[];
  organisations: { id: number; name: string; sector: string }[];
}) {
  const { t } = useTranslation('preparing');
  const sectors = [...new Set(organisations.map((o) => o.sector))];
  return (
    <details className="field">
      <summary>{t('invited', { count: invited.length })}</summary>
      {sectors.map((sector) => (
        <fieldset key={sector}>
          <legend>{t(`sectors:${sector}.name`)}</legend>
          {organisations
            .filter((o) => o.sector === sector)
            .map((o) => (
              <Checkbox
                key={o.id}
                deed={deed}
                name="invited"
                value={String(o.id)}
                label={o.name}
                checked={invited.includes(o.id)}
              />
            ))}
        </fieldset>
      ))}
    </details>
  );
}

/** Those who run it, by handle or address. */
export function Facilitators({ deed, value }: { deed: string; value: string }) {
  const { t } = useTranslation('preparing');
  return (
    <TextArea
      deed={deed}
      name="facilitators"
      label={t('facilitators')}
      hint={t('people-hint')}
      value={value}
      rows={3}
      dir="ltr"
    />
  );
}
