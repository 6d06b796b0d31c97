import { useTranslation } from 'react-i18next';
import { Select } from '../../../shared/ui/form';

/** For whom somebody is let in: one of the organisations, or nobody. */
export function OrganisationChoice({
  deed,
  organisations,
  chosen,
}: {
  deed: string;
  organisations: { id: number; name: string }[];
  chosen: number | null;
}) {
  const { t } = useTranslation('admission');
  return (
    <Select
      deed={deed}
      name="organisation"
      label={t('approve.organisation')}
      value={chosen === null ? '' : String(chosen)}
      empty={t('approve.please-choose')}
      required
      options={[
        { value: 'none', label: t('approve.none') },
        ...organisations.map((o) => ({ value: String(o.id), label: o.name })),
      ]}
    />
  );
}
