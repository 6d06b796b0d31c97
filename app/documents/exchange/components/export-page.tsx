import { useTranslation } from 'react-i18next';
import { DocumentFrame } from '../../components/document-frame';
import type { HeadView } from '../../head';
import { type Format, formats, formatsWithProposals } from '../formats';
import { Download } from './download';

/** The formats in which this reader can take the document along. */
export function ExportPage({ head, pdf }: { head: HeadView; pdf: boolean }) {
  const { t } = useTranslation('documents');
  const offered = formats.filter((format) => format !== 'pdf' || pdf);
  const waysOf = (format: Format) =>
    head.may.open && formatsWithProposals.includes(format) ? (['open', 'standing'] as const) : (['standing'] as const);
  return (
    <DocumentFrame head={head} at="export" title={t('export.title')}>
      <div className="stack">
        <p className="lede">{t(head.may.open ? 'export.lede-open' : 'export.lede')}</p>
        <p className="hint">{t('export.wait')}</p>
        <ul className="list">
          {offered.map((format) => (
            <li key={format}>
              <article>
                <h2>{t(`export.format.${format}`)}</h2>
                <p className="hint">{t(`export.hint.${format}`)}</p>
                <div className="actions">
                  {waysOf(format).map((way) => (
                    <Download
                      key={way}
                      href={`/documents/${head.id}.${format}${way === 'standing' && waysOf(format).length > 1 ? '?suggestions=none' : ''}`}
                      label={waysOf(format).length > 1 ? t(`export.way.${way}`) : t('export.get')}
                      format={t(`export.format.${format}`)}
                    />
                  ))}
                </div>
              </article>
            </li>
          ))}
        </ul>
        {!pdf && (
          <p>
            {t('export.no-pdf')} <a href={`/documents/${head.id}`}>{t('export.print')}</a>
          </p>
        )}
      </div>
    </DocumentFrame>
  );
}
