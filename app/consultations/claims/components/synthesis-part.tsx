import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';

/** On the consultation's own page: what it came to, once that is published; and the desk of those who write it. */
export function SynthesisPart({ id, published, mayPrepare }: { id: number; published: boolean; mayPrepare: boolean }) {
  const { t } = useTranslation('claims');
  if (!published && !mayPrepare) return null;
  return (
    <section className="stack" aria-labelledby="synthesis">
      <h2 id="synthesis">{t('synthesis.title')}</h2>
      {published && <p>{t('synthesis.lede')}</p>}
      <p className="actions">
        {published && (
          <>
            <Way className="plain" to={`/consultations/${id}/synthesis`}>
              {t('claims.read')}
            </Way>
            <Way className="plain" to={`/consultations/${id}/report`}>
              {t('synthesis.report')}
            </Way>
          </>
        )}
        {mayPrepare && (
          <Way className="plain" to={`/consultations/${id}/claims`}>
            {t('synthesis.write')}
          </Way>
        )}
      </p>
    </section>
  );
}
