import { Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, fieldId, useRefused } from '../../../shared/ui/form';
import { LeadAndLanguage, ReadersChoice } from '../../components/beginning-fields';
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
        <LeadAndLanguage deed="import" leads={leads} language={language} />
        <ReadersChoice deed="import" />
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
  const { input, isTooLarge, look } = useTooLarge(megabytes);
  const mistake = isTooLarge ? 'documents:import.refusals.too-large' : refused?.refusal.fields?.file;
  return (
    <div className="field">
      <label htmlFor={id}>{t('import.file')}</label>
      <p className="hint" id={`${id}.hint`}>
        {t('import.file-hint', { megabytes })}
      </p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`} role={isTooLarge ? 'alert' : undefined}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      <input
        type="file"
        ref={input}
        onChange={look}
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

/**
 * Says of a file that it is too large before it goes out: what is far too much is cut off on its way, and the page with
 * what was typed would be lost.
 */
function useTooLarge(megabytes: number) {
  const input = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const isMuch = () => (input.current?.files?.[0]?.size ?? 0) > megabytes * 1024 * 1024;
  useEffect(() => {
    const form = input.current?.form;
    if (!form || !isTooLarge) return;
    const stay = (event: Event) => {
      event.preventDefault();
      input.current?.focus();
    };
    form.addEventListener('submit', stay);
    return () => form.removeEventListener('submit', stay);
  }, [isTooLarge]);
  return { input, isTooLarge, look: () => setTooLarge(isMuch()) };
}
