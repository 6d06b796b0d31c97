import { useTranslation } from 'react-i18next';
import { composedFormats } from '../../documents/exchange/formats';
import { useProgrammesLive } from '../../programmes/components/use-programmes-live';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ReviewData } from '../review-page.server';
import { YearCrumb } from './parts';

/** The annual review as it was issued: for the governing bodies, and for everybody. */
export function ReviewPage({ data }: { data: ReviewData }) {
  const { t } = useTranslation('workplan');
  useProgrammesLive();
  const at = `/workplan/${data.year}/review`;
  const of = data.number === data.last ? '' : `?issue=${data.number}`;
  return (
    <div className="narrow stack" data-live-programmes="">
      <YearCrumb year={data.year} within />
      <h1>{data.title}</h1>
      {data.number < data.last && (
        <p className="notice">
          {t('report.older')} <Way to={at}>{t('report.to-last')}</Way>
        </p>
      )}
      <nav className="filters" aria-label={t('report.file')}>
        {composedFormats
          .filter((format) => format !== 'pdf' || data.pdf)
          .map((format) => (
            <a key={format} href={`${at}.${format}${of}`} download>
              {format.toUpperCase()}
            </a>
          ))}
      </nav>
      {data.mayPlan && (
        <p className="actions">
          <Way className="plain" to={`${at}/edit`}>
            {t('review.to')}
          </Way>
        </p>
      )}
      <article
        className="words document"
        data-live-part="review"
        // Rendered from a closed list of elements: documents/text/render.server.ts.
        // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
        dangerouslySetInnerHTML={{ __html: data.html }}
      />
      {data.issues.length > 1 && (
        <section aria-labelledby="issues">
          <h2 id="issues">{t('report.issues')}</h2>
          <ol className="history" reversed>
            {data.issues.map((issue) => (
              <li key={issue.number}>
                <Way
                  to={`${at}?issue=${issue.number}`}
                  aria-current={issue.number === data.number ? 'page' : undefined}
                >
                  {t('report.issue', { number: issue.number })}
                </Way>{' '}
                <Time at={issue.issuedAt} zone={data.zone} style="date" />
                {issue.reason && <p dir="auto">{issue.reason}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
