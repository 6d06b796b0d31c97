import { useTranslation } from 'react-i18next';
import { Words } from '../../shared/ui/words';
import type { EventPageData } from '../page.server';

/** Who speaks, in the order of speaking, each with what they say of themselves. */
export function Speakers({ speakers }: { speakers: EventPageData['speakers'] }) {
  const { t } = useTranslation('events');
  if (speakers.length === 0) return null;
  return (
    <section aria-labelledby="speakers">
      <h2 id="speakers">{t('speakers')}</h2>
      <ol className="speakers">
        {speakers.map((s) => (
          <li key={s.id}>
            <h3>
              <bdi>{s.name}</bdi>
            </h3>
            {s.organisation && (
              <p className="meta">
                <bdi>{s.organisation}</bdi>
              </p>
            )}
            {s.biographyHtml && <Words html={s.biographyHtml} language={s.language} className="biography" />}
          </li>
        ))}
      </ol>
    </section>
  );
}
