import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../shared/languages';
import { Field, Select } from '../../shared/ui/form';
import { shortestPassword } from '../password';
import { zoneParts } from '../zones';

/** Fields that several forms about a person share, with the same names, words and autocompletion. */
interface Within {
  deed: string;
  value?: string;
}

export function NameField({ deed, value }: Within) {
  const { t } = useTranslation('people');
  return (
    <Field
      deed={deed}
      name="name"
      label={t('fields.name')}
      hint={t('fields.name-hint')}
      value={value}
      autoComplete="name"
      dir="auto"
      required
    />
  );
}

export function EmailField({
  deed,
  label,
  hint,
  autoComplete = 'email',
}: {
  deed: string;
  label?: string;
  hint?: string;
  autoComplete?: string;
}) {
  const { t } = useTranslation('people');
  return (
    <Field
      deed={deed}
      name="email"
      type="email"
      inputMode="email"
      label={label ?? t('fields.email')}
      hint={hint}
      autoComplete={autoComplete}
      dir="ltr"
      spellCheck={false}
      required
    />
  );
}

/** Never filled in again after a refusal: passwords are not sent back. */
export function NewPasswordField({ deed, label }: { deed: string; label?: string }) {
  const { t } = useTranslation('people');
  return (
    <Field
      deed={deed}
      name="password"
      type="password"
      label={label ?? t('fields.password')}
      hint={t('fields.password-hint', { shortest: shortestPassword })}
      autoComplete="new-password"
      required
    />
  );
}

export function OldPasswordField({ deed }: { deed: string }) {
  const { t } = useTranslation('people');
  return (
    <Field
      deed={deed}
      name="oldPassword"
      type="password"
      label={t('fields.old-password')}
      autoComplete="current-password"
      required
    />
  );
}

export function LanguageField({ deed, value }: Within) {
  const { t } = useTranslation('people');
  return (
    <Select
      deed={deed}
      name="language"
      label={t('fields.language')}
      value={value}
      options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      required
    />
  );
}

/** With `guess`, a script may choose the browser's own zone; until one is chosen here it stands at UTC. */
export function ZoneField({ deed, value, zones, guess = false }: Within & { zones: string[]; guess?: boolean }) {
  const { t } = useTranslation('people');
  const options = zones.map((zone) => {
    const { group, place } = zoneParts(zone);
    return { value: zone, label: place, ...(group ? { group: t(`zones.${group}`, { defaultValue: group }) } : {}) };
  });
  const field = (
    <Select
      deed={deed}
      name="timeZone"
      label={t('fields.time-zone')}
      hint={t('fields.time-zone-hint')}
      value={value ?? 'UTC'}
      options={options}
      required
    />
  );
  return guess ? <div data-zone-field>{field}</div> : field;
}
