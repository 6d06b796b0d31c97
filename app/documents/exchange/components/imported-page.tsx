import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DocumentFrame } from '../../components/document-frame';
import type { HeadView } from '../../head';
import type { ImportReport } from '../forms';

/** What came of a file: that the document is there, and what could not be taken along as it was. */
export function ImportedPage({ head, report }: { head: HeadView; report: ImportReport }) {
  const { t } = useTranslation('documents');
  const { left, suggestions, comments } = report;
  return (
    <DocumentFrame head={head} at="read" title={t('imported.title')}>
      <div className="stack">
        <p className="notice good">{t('imported.done')}</p>
        {suggestions > 0 && <p>{t('imported.suggestions', { count: suggestions })}</p>}
        {comments > 0 && <p>{t('imported.comments', { count: comments })}</p>}
        {left.length === 0 ? (
          <p>{t('imported.whole')}</p>
        ) : (
          <section aria-labelledby="left">
            <h2 id="left">{t('imported.left')}</h2>
            <ul>
              {left.map(({ what, count }) => (
                <li key={what}>{t(`import.left.${what}`, { count })}</li>
              ))}
            </ul>
          </section>
        )}
        <p className="actions">
          <Link className="primary" to={`/documents/${head.id}`}>
            {t('imported.read')}
          </Link>
          <Link className="plain" to={`/documents/${head.id}/people`}>
            {t('imported.invite')}
          </Link>
        </p>
      </div>
    </DocumentFrame>
  );
}
