import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Choices, Select } from '../../shared/ui/form';
import { readerships } from '../document';
import type { Lead } from '../queries/listing.server';

/** Who leads, and in which language: of a document that begins, from a template as from a file. */
export function LeadAndLanguage({ deed, leads, language }: { deed: string; leads: Lead[]; language: string }) {
  const { t } = useTranslation('documents');
  return (
    <>
      <Select
        deed={deed}
        name="lead"
        label={t('field.lead')}
        hint={t('field.lead-hint')}
        options={leads.map((lead) => ({ value: String(lead.id), label: lead.name }))}
        {...(leads.length === 1 ? { value: String(leads[0]!.id) } : { empty: t('field.choose') })}
        required
      />
      <Select
        deed={deed}
        name="language"
        label={t('field.language')}
        value={language}
        options={contentLanguages.map((each) => ({ value: each, label: languageNames[each] }))}
      />
    </>
  );
}

/** Who reads what stands, until whoever leads says otherwise. */
export function ReadersChoice({ deed }: { deed: string }) {
  const { t } = useTranslation('documents');
  return (
    <Choices
      deed={deed}
      name="readers"
      label={t('field.readers')}
      hint={t('field.readers-hint')}
      value="invited"
      options={readerships.map((name) => ({ value: name, label: t(`readers.${name}`) }))}
    />
  );
}
