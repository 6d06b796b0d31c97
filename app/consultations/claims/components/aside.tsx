import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { Aside } from '../queries/aside.server';

/** Sources that are in no claim, each with the reason. */
export function AsideList({ aside }: { aside: Aside }) {
  const { t } = useTranslation('claims');
  return (
    <section aria-labelledby="aside" className="stack">
      <h2 id="aside">{t('aside.title')}</h2>
      {aside.sources.length + aside.hidden === 0 && <p className="empty">{t('aside.none')}</p>}
      <ul className="list">
        {aside.sources.map((s) => (
          <li key={`${s.kind}:${s.id}`}>
            <p className="meta">
              <Way to={`/trace/${s.kind}/${s.id}`}>{t(`kind.${s.kind}`)}</Way>
              {s.author && <bdi>{s.author}</bdi>}
              {s.organisation && (
                <span className="org">
                  <bdi>{s.organisation}</bdi>
                </span>
              )}
            </p>
            <blockquote lang={s.language} dir={directionOf(s.language)}>
              {s.words}
            </blockquote>
            <p className="hint">
              {t('waived.reason')} <bdi>{s.reason}</bdi>
            </p>
          </li>
        ))}
      </ul>
      {aside.hidden > 0 && <p className="hint">{t('aside.hidden', { count: aside.hidden })}</p>}
    </section>
  );
}
