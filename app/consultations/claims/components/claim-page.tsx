import { useTranslation } from 'react-i18next';
import type { CitingThing } from '../../../citations/citation';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { ClaimPageView } from '../queries/claim.server';
import { ClaimArticle } from './claim-article';
import { Crumb, SectionName } from './parts';

/** A claim at its permanent address: what it rests on, and what rests on it. */
export function ClaimPage({ view, asOf, zone }: { view: ClaimPageView; asOf: string; zone: string }) {
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
      <p>
        <SectionName section={view.section} />
      </p>
      <div data-live-part="claim">
        <ClaimArticle claim={view.claim} zone={zone} level="h1" />
      </div>
      <section aria-labelledby="uses">
        <h2 id="uses">{t('uses.title')}</h2>
        <Uses citing={view.citing} />
      </section>
      {view.mayWrite && !view.claim.withdrawn && (
        <p className="actions">
          <Way className="plain" to={`/consultations/${id}/claims/${view.claim.id}`}>
            {t('uses.edit')}
          </Way>
        </p>
      )}
    </div>
  );
}

/** What rests on something, each by its words and at its own address. */
export function Uses({ citing }: { citing: CitingThing[] }) {
  const { t } = useTranslation('claims');
  if (citing.length === 0) return <p className="empty">{t('uses.none')}</p>;
  return (
    <ul className="list">
      {citing.map((c) => (
        <li key={`${c.kind}:${c.id}`}>
          <span className="tag">{t(`uses.kind.${c.kind}`)}</span>{' '}
          <Way to={c.path} lang={c.language} dir={directionOf(c.language)}>
            {c.words}
          </Way>
        </li>
      ))}
    </ul>
  );
}
