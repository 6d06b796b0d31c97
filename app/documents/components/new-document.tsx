import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Choices, DeedForm, Field } from '../../shared/ui/form';
import { templates } from '../document';
import type { Lead } from '../queries/listing.server';
import { LeadAndLanguage, ReadersChoice } from './beginning-fields';

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
        <LeadAndLanguage deed="new" leads={leads} language={language} />
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
        <ReadersChoice deed="new" />
        <p className="actions">
          <Button primary>{t('new.start')}</Button>
          <Link to="/documents">{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </div>
  );
}
