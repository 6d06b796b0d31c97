import { useTranslation } from 'react-i18next';
import { Rail } from '../../../shared/ui/rail';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { SynthesisView } from '../queries/claim.server';
import { AsideList } from './aside';
import { ClaimArticle } from './claim-article';
import { Crumb, SectionName } from './parts';

/** What a consultation came to: claims section by section, each with what it rests on, for and against. */
export function SynthesisPage({ view, asOf, zone }: { view: SynthesisView; asOf: string; zone: string }) {
  const { t } = useTranslation('claims');
  const { id } = view.consultation;
  useConsultationLive(id, asOf);
  const sections = view.sections.filter((s) => view.claims.some((c) => c.section === s.key));
  return (
    <div
      className="columns"
      data-live-consultation={id}
      data-as-of={asOf}
      {...(view.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <header>
        <Crumb head={view} />
        <p>
          <span className={`state ${view.publishedAt ? 'synthesised' : 'draft'}`}>
            {t(view.publishedAt ? 'published' : 'draft')}
          </span>
        </p>
        <h1>{t('synthesis.title')}</h1>
        <p className="lede">{t('synthesis.lede')}</p>
        <p className="meta">
          {view.publishedAt && <Time at={view.publishedAt} zone={zone} style="date" />}
          <span>{t('claims-count', { count: view.claims.filter((c) => !c.withdrawn).length })}</span>
        </p>
        <p className="actions">
          <Way className="plain" to={`/consultations/${id}/report`}>
            {t('synthesis.report')}
          </Way>
          {view.mayWrite && (
            <Way className="plain" to={`/consultations/${id}/claims`}>
              {t('synthesis.write')}
            </Way>
          )}
        </p>
      </header>
      <Rail label={t('synthesis.rail')}>
        <section>
          <h2>{t('synthesis.contents')}</h2>
          <ol>
            {sections.map((s) => (
              <li key={s.key}>
                <a href={`#section-${s.key.replace(':', '-')}`}>
                  <SectionName section={s} />
                </a>
              </li>
            ))}
          </ol>
          <p>
            <a href="#aside">{t('aside.title')}</a>
          </p>
        </section>
      </Rail>
      <div data-live-part="claims">
        {view.claims.length === 0 && <p className="empty">{t('synthesis.empty')}</p>}
        {sections.map((s) => (
          <section key={s.key} id={`section-${s.key.replace(':', '-')}`} className="stack">
            <h2>
              <SectionName section={s} />
            </h2>
            {view.claims
              .filter((c) => c.section === s.key)
              .map((c) => (
                <ClaimArticle key={c.id} claim={c} zone={zone} />
              ))}
          </section>
        ))}
        <AsideList aside={view.aside} />
      </div>
    </div>
  );
}
