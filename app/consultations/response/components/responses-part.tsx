import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import type { ResponsesPart } from '../part.server';

/** On the consultation's own page: what was said leads to what is done about it. */
export function ResponsesLink({ id, part }: { id: number; part: ResponsesPart | null }) {
  const { t } = useTranslation('responses');
  if (!part) return null;
  return (
    <section className="stack" aria-labelledby="you-said" data-live-part="responses">
      <h2 id="you-said">{t('title')}</h2>
      <p>{t('answered', { answered: part.answered, count: part.claims })}</p>
      <p className="actions">
        <Way className="plain" to={`/consultations/${id}/responses`}>
          {t('part.link')}
        </Way>
      </p>
    </section>
  );
}
