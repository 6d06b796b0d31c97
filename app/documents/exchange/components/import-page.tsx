import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Button, Choices, DeedForm, Field, fieldId, Select, useRefused } from '../../../shared/ui/form';
import { readerships } from '../../document';
import type { Lead } from '../../queries/listing.server';

const accepted = '.docx,.odt,.md,.markdown,.txt';

export interface ImportProps {
  leads: Lead[];
  language: string;
  once: string;
  megabytes: number;
}

/** Starting a document from a file that was written elsewhere. */
export function ImportPage({ leads, language, once, megabytes }: ImportProps) {
  const { t } = useTranslation('documents');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/documents">{t('title')}</Link>
      </p>
      <h1>{t('import.title')}</h1>
      <p className="lede">{t('import.lede')}</p>
      <DeedForm deed="import" files>
        <input type="hidden" name="once" value={once} />
        <FileField megabytes={megabytes} />
        <Field deed="import" name="title" label={t('field.title')} hint={t('import.title-hint')} dir="auto" optional />
        <Select
          deed="import"
          name="lead"
          label={t('field.lead')}
          hint={t('field.lead-hint')}
          options={leads.map((lead) => ({ value: String(lead.id), label: lead.name }))}
          {...(leads.length === 1 ? { value: String(leads[0]!.id) } : { empty: t('field.choose') })}
          required
        />
        <Select
          deed="import"
          name="language"
          label={t('field.language')}
          value={language}
          options={contentLanguages.map((each) => ({ value: each, label: languageNames[each] }))}
        />
        <Choices
          deed="import"
          name="readers"
          label={t('field.readers')}
          hint={t('field.readers-hint')}
          value="invited"
          options={readerships.map((name) => ({ value: name, label: t(`readers.${name}`) }))}
        />
        <p className="actions">
          <Button primary>{t('import.start')}</Button>
          <Link to="/documents">{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </div>
  );
}

function FileField({ megabytes }: { megabytes: number }) {
  const { t } = useTranslation('documents');
  const id = fieldId('import', 'file');
  const refused = useRefused('import');
  const mistake = refused?.refusal.fields?.file;
  return (
    <div className="field">
      <label htmlFor={id}>{t('import.file')}</label>
      <p className="hint" id={`${id}.hint`}>
        {t('import.file-hint', { megabytes })}
      </p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      <input
        type="file"
        id={id}
        name="file"
        accept={accepted}
        required
        aria-describedby={`${id}.hint${mistake ? ` ${id}.mistake` : ''}`}
        aria-invalid={mistake ? true : undefined}
      />
    </div>
  );
}
