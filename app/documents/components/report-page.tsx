import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, TextArea } from '../../shared/ui/form';
import type { HeadView } from '../head';
import { DocumentFrame } from './document-frame';

/** Saying that something in the text identifies somebody: anyone who reads it can. */
export function ReportPage({
  head,
  block,
  words,
  sent,
}: {
  head: HeadView;
  block: string;
  words: string;
  sent: boolean;
}) {
  const { t } = useTranslation('documents');
  if (sent) {
    return (
      <DocumentFrame head={head} at="read" title={t('report.thanks')}>
        <p className="lede" role="status">
          {t('report.thanks-lede')}
        </p>
      </DocumentFrame>
    );
  }
  return (
    <DocumentFrame head={head} at="read" title={t('report.title')}>
      <div className="stack">
        <p className="lede">{t('report.lede')}</p>
        {words && (
          <blockquote dir="auto">
            <p>{words}</p>
          </blockquote>
        )}
        <DeedForm deed="report">
          <input type="hidden" name="block" value={block} />
          <TextArea
            deed="report"
            name="reason"
            label={t('report.reason')}
            hint={t('report.reason-hint')}
            rows={4}
            optional
          />
          <p className="actions">
            <Button primary>{t('report.send')}</Button>
            <Link to={`/documents/${head.id}`}>{t('shared:form.cancel')}</Link>
          </p>
        </DeedForm>
      </div>
    </DocumentFrame>
  );
}
