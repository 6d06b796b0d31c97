import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';

/** The way from a consultation that asks something to what came of it. */
export function ResultsPart({ id }: { id: number }) {
  const { t } = useTranslation('results');
  return (
    <section>
      <h2>{t('to-results')}</h2>
      <p>
        <Way to={`/consultations/${id}/results`}>{t('to-results-hint')}</Way>
      </p>
    </section>
  );
}
