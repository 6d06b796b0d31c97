import { useTranslation } from 'react-i18next';
import { sectorKeys, sectorNameKey } from '../../../organisations/sectors';
import { Checkbox, Field, Select, useRefused } from '../../../shared/ui/form';

/** For whom somebody comes: the sectors whose balance is counted, and the region. */
export function PlaceFields({
  deed,
  regions,
  sector,
  region,
}: {
  deed: string;
  regions: { code: string; name: string }[];
  sector?: string | undefined;
  region?: string | undefined;
}) {
  const { t } = useTranslation('registration');
  return (
    <>
      <Select
        deed={deed}
        name="sector"
        label={t('fields.sector')}
        value={sector}
        empty={t('fields.choose')}
        options={sectorKeys.map((key) => ({ value: key, label: t(sectorNameKey(key)) }))}
        required
      />
      <Select
        deed={deed}
        name="region"
        label={t('fields.region')}
        value={region}
        empty={t('fields.choose')}
        options={regions.map((r) => ({ value: r.code, label: r.name }))}
        required
      />
    </>
  );
}

export function OrganisationField({ deed, value }: { deed: string; value?: string }) {
  const { t } = useTranslation('registration');
  return (
    <Field
      deed={deed}
      name="organisation"
      label={t('fields.organisation')}
      hint={t('fields.organisation-hint')}
      value={value}
      autoComplete="organization"
      dir="auto"
      optional
    />
  );
}

/**
 * A choice of its own, never ticked beforehand. `news`: it is also consent to news of the initiative, which people with an
 * account choose there, and which nobody is sent who is known by an event at which a survivor speaks.
 */
export function ConsentField({ deed, news, given = false }: { deed: string; news: boolean; given?: boolean }) {
  const { t } = useTranslation('registration');
  const refused = useRefused(deed);
  return (
    <Checkbox
      name="consent"
      label={t('fields.consent')}
      hint={t(news ? 'fields.consent-news' : 'fields.consent-hint')}
      checked={refused ? refused.typed.consent === 'yes' : given}
    />
  );
}
