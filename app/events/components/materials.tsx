import { useTranslation } from 'react-i18next';
import { type ContentLanguage, directionOf, languageNames } from '../../shared/languages';
import type { EventPageData } from '../page.server';

/** Slides, papers, recordings: a file of ours, or an address elsewhere, which is said. */
export function Materials({ data }: { data: EventPageData }) {
  const { t, i18n } = useTranslation('events');
  // Where a survivor speaks nothing is recorded: nothing is promised either.
  if (data.materials.length === 0)
    return data.state === 'over' && !data.survivorSpeaks ? (
      <section aria-labelledby="materials">
        <h2 id="materials">{t('materials.title')}</h2>
        <p className="empty">{t('materials.none-yet')}</p>
      </section>
    ) : null;
  return (
    <section aria-labelledby="materials">
      <h2 id="materials">{t('materials.title')}</h2>
      <ul className="materials">
        {data.materials.map((m) => (
          <li key={m.id}>
            <a
              href={m.url ?? `/events/${data.id}/materials/${m.file}/${encodeURIComponent(m.fileName ?? 'file')}`}
              rel={m.url ? 'noreferrer' : undefined}
              lang={m.language}
            >
              <bdi>{m.title}</bdi>
            </a>
            <p className="meta">
              <span>{t(`materials.kind.${m.kind}`)}</span>
              {m.language !== i18n.language && (
                <span lang={m.language}>{languageNames[m.language as ContentLanguage]}</span>
              )}
              {m.url ? (
                <span>
                  {t('materials.elsewhere')} <bdi dir="ltr">{hostOf(m.url)}</bdi>
                </span>
              ) : (
                <bdi dir="ltr">{sizeOf(m.fileName, m.fileSize)}</bdi>
              )}
            </p>
            {m.note && (
              <p className="changes" lang={m.language} dir={directionOf(m.language)}>
                {m.note}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** "PDF · 1.2 MB", for whoever pays for each megabyte. */
function sizeOf(name: string | null, bytes: number | null): string {
  const extension = name?.split('.').pop()?.toUpperCase() ?? '';
  const size = bytes ?? 0;
  return `${extension} · ${size < 1_000_000 ? `${Math.max(1, Math.round(size / 1000))} kB` : `${(size / 1_000_000).toFixed(1)} MB`}`;
}
