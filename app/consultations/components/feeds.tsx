import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import type { ConsultationPageData } from '../page.server';

/** What the consultation will feed, named when it began: it stands on every page of it, so that nobody gives time for nothing. */
export function Feeds({ feeds }: { feeds: ConsultationPageData['feeds'] }) {
  const { t } = useTranslation('consultations');
  if (feeds.words === '') return null;
  return (
    <div className="question feeds">
      <small>{t(`feeds.${feeds.kind}`)}</small>
      <p lang={feeds.language} dir={directionOf(feeds.language)}>
        {feeds.words}
      </p>
      {feeds.document && (
        <p>
          <Way to={`/documents/${feeds.document.id}`} lang={feeds.document.language}>
            {feeds.document.title}
          </Way>
        </p>
      )}
    </div>
  );
}
