import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, Choices, DeedForm, Field, Select } from '../../shared/ui/form';
import { readerships, templates } from '../document';
import type { Lead } from '../queries/listing.server';

export interface NewDocumentProps {
  leads: Lead[];
  language: string;
  once: string;
}

/** Starting a document: from a template or, on a page of its own, from a file. */
export function NewDocument({ leads, language, once }: NewDocumentProps) {
  const { t } = useTranslation('documents');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/documents">{t('title')}</Link>
      </p>
      <h1>{t('new.title')}</h1>
      <p className="lede">{t('new.lede')}</p>
      <p>
        <Link to="/documents/import">{t('import.link')}</Link>
      </p>
      <DeedForm deed="new">
        <input type="hidden" name="once" value={once} />
        <Field deed="new" name="title" label={t('field.title')} dir="auto" required />
        <Select
          deed="new"
          name="lead"
          label={t('field.lead')}
          hint={t('field.lead-hint')}
          options={leads.map((l) => ({ value: String(l.id), label: l.name }))}
          {...(leads.length === 1 ? { value: String(leads[0]!.id) } : { empty: t('field.choose') })}
          required
        />
        <Select
          deed="new"
          name="language"
          label={t('field.language')}
          value={language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <Choices
          deed="new"
          name="template"
          label={t('field.template')}
          value="joint-programme"
          options={templates.map((name) => ({
            value: name,
            label: t(`template.${name}`),
            hint: t(`template-hint.${name}`),
          }))}
        />
        <Choices
          deed="new"
          name="readers"
          label={t('field.readers')}
          hint={t('field.readers-hint')}
          value="invited"
          options={readerships.map((name) => ({ value: name, label: t(`readers.${name}`) }))}
        />
        <p className="actions">
          <Button primary>{t('new.start')}</Button>
          <Link to="/documents">{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </div>
  );
}
