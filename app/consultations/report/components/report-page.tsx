import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { AsideList } from '../../claims/components/aside';
import { ClaimArticle } from '../../claims/components/claim-article';
import { CoverageTable } from '../../claims/components/coverage-table';
import { Crumb, SectionName } from '../../claims/components/parts';
import { useConsultationLive } from '../../components/use-consultation-live';
import { MeansTable, ViewFigures } from '../../results/components/view-figures';
import type { Position, Report } from '../queries.server';
import { Sessions } from './sessions';

const formats = ['docx', 'pdf', 'html'] as const;

/** What a consultation came to and how, on one page: to be read, printed and taken along. */
export function ReportPage({ view, asOf, zone, pdf }: { view: Report; asOf: string; zone: string; pdf: boolean }) {
  const { t } = useTranslation('claims');
  const { id } = view.consultation;
  useConsultationLive(id, asOf);
  return (
    <div
      className="narrow stack"
      data-live-consultation={id}
      data-as-of={asOf}
      {...(view.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <Crumb head={view} to="synthesis" />
      <h1>{t('report.title')}</h1>
      <p className="lede">{t('report.lede')}</p>
      <p className="meta">
        <span>{t(view.publishedAt ? 'published' : 'draft')}</span>
        {view.publishedAt && <Time at={view.publishedAt} zone={zone} style="date" />}
      </p>
      <nav className="filters" aria-label={t('report.file')}>
        {formats
          .filter((format) => format !== 'pdf' || pdf)
          .map((format) => (
            <a key={format} href={`/consultations/${id}/report.${format}`} download>
              {format.toUpperCase()}
            </a>
          ))}
      </nav>
      {view.document && (
        <p>
          <Way to={`/documents/${view.document}`}>{t('report.document')}</Way>
        </p>
      )}
      <Participation view={view} />
      <section aria-labelledby="method" className="stack">
        <h2 id="method">{t('report.method')}</h2>
        <p>{t('report.method-text')}</p>
        <CoverageTable coverage={view.coverage} />
      </section>
      <Sessions sessions={view.sessions} />
      <div data-live-part="claims" className="stack">
        {view.sections
          .filter(
            (s) =>
              s.question === null ||
              view.claims.some((c) => c.section === s.key) ||
              view.positions.some((p) => p.section === s.key),
          )
          .map((s) => {
            const claims = view.claims.filter((c) => c.section === s.key);
            const heading = `section-${s.key.replace(':', '-')}`;
            return (
              <section key={s.key} className="stack">
                <h2 id={heading}>
                  <SectionName section={s} />
                </h2>
                {view.positions
                  .filter((p) => p.section === s.key)
                  .map((p) => (
                    <Positions key={p.section} of={p} heading={heading} />
                  ))}
                {claims.length === 0 && <p className="empty">{t('report.no-claims')}</p>}
                {claims.map((c) => (
                  <ClaimArticle key={c.id} claim={c} zone={zone} />
                ))}
              </section>
            );
          })}
        <AsideList aside={view.aside} />
      </div>
    </div>
  );
}

/** How each sector answered, and all together both ways: the same figures as on the page of results. */
function Positions({ of, heading }: { of: Position; heading: string }) {
  return (
    <>
      {of.views.map((view) => (
        <ViewFigures key={view.row ?? ''} view={view} question={of.question} heading={heading} />
      ))}
      {of.means && <MeansTable of={of.means} question={of.question} />}
    </>
  );
}

function Participation({ view }: { view: Report }) {
  const { t } = useTranslation('claims');
  const title = t('report.participation');
  const figure = (n: number | null) => (n === null ? t('report.withheld') : n);
  return (
    <section className="stack">
      <h2>{title}</h2>
      <p className="hint">{t('report.participation-note')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('report.sector')}</th>
              {(['invited', 'submitted', 'people'] as const).map((column) => (
                <th scope="col" className="number" key={column}>
                  {t(`report.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.participation.map((row) => (
              <tr key={row.sector ?? ''}>
                <th scope="row">{row.sector ? t(`sectors:${row.sector}.name`) : t('report.total')}</th>
                <td className="number">{figure(row.invited)}</td>
                <td className="number">{figure(row.submitted)}</td>
                <td className="number">{figure(row.people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
