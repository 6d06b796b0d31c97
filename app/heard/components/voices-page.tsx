import { useTranslation } from 'react-i18next';
import { Voice } from './voice';

/** The public page: themes first, since they speak for several; then words of one person each. */
export function VoicesPage({
  voices,
  silent,
}: {
  voices: { voice: string; kind: 'excerpt' | 'theme' }[];
  silent: boolean;
}) {
  const { t } = useTranslation('heard');
  const of = (kind: 'excerpt' | 'theme') => voices.filter((v) => v.kind === kind);
  return (
    <div className="narrow stack">
      <h1>{t('public.title')}</h1>
      <p className="lede">{t('public.lede')}</p>
      {voices.length === 0 && <p className="empty">{t(silent ? 'public.silent' : 'public.empty')}</p>}
      {(['theme', 'excerpt'] as const).map(
        (kind) =>
          of(kind).length > 0 && (
            <section key={kind} aria-labelledby={`${kind}s`}>
              <h2 id={`${kind}s`}>{t(kind === 'theme' ? 'themes' : 'excerpts')}</h2>
              <ul className="list">
                {of(kind).map(({ voice }) => (
                  <li key={voice}>
                    <Voice voice={voice} on="public-page" />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  );
}
