import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import type { AskedBy as Asking } from '../queries/asking-it.server';

/** Which consultation asks: on the pages of what it asks for. */
export function AskedBy({ consultations }: { consultations: Asking[] }) {
  const { t } = useTranslation('shared');
  if (consultations.length === 0) return null;
  return (
    <p className="meta">
      <span>{t('asked-by')}</span>
      {consultations.map((c) => (
        <Way key={c.id} to={`/consultations/${c.id}/${c.slug}`} lang={c.language} dir={directionOf(c.language)}>
          {c.title}
        </Way>
      ))}
    </p>
  );
}
