import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';

/** The way to the balance panel from the page of its consultation; to those who prepare it, to what they do there too. */
export function BalancePart({ id, mayPrepare }: { id: number; mayPrepare: boolean }) {
  const { t } = useTranslation('balance');
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('part.lede')}</p>
      <p>
        <Way to={`/consultations/${id}/balance`}>{t('part.open')}</Way>
      </p>
      {mayPrepare && (
        <p>
          <Way to={`/consultations/${id}/invitations`}>{t('invitations.title')}</Way>
        </p>
      )}
    </section>
  );
}
