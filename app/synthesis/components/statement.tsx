import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContentLanguage, languageNames } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { StatementView } from '../queries/reading.server';
import { Reflections } from './reflections';
import { Sources } from './sources';

/**
 * A statement with everything that stands beside it: what it rests on, what has changed since, what those who are cited
 * say to it. `level` is that of its heading.
 */
export function Statement({
  statement,
  language,
  zone,
  level: Heading = 'h2',
  erasable = false,
  children,
}: {
  statement: StatementView;
  /** The language asked for: words in another one say which. */
  language: string;
  zone: string;
  level?: 'h2' | 'h3';
  erasable?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation('synthesis');
  const s = statement;
  return (
    <article className="statement" id={`statement-${s.id}`} aria-labelledby={`statement-${s.id}-number`}>
      <Heading id={`statement-${s.id}-number`}>
        <a href={`#statement-${s.id}`}>{t('statement', { number: s.number })}</a>
      </Heading>
      {s.withdrawn ? (
        <p className="tombstone">
          {t('withdrawn')} <Time at={s.withdrawn.at} zone={zone} style="date" />.{' '}
          {t('reason', { reason: s.withdrawn.reason })}
        </p>
      ) : (
        <>
          <Words html={s.html} language={s.language} />
          <Notes statement={s} language={language} zone={zone} />
          {s.lost && <p className="source-changed">{t('lost')}</p>}
          <Sources sources={s.sources} />
          <CitedIn documents={s.citedIn} />
        </>
      )}
      <Reflections statement={s} zone={zone} erasable={erasable} />
      {children}
    </article>
  );
}

/** Where what was stated is acted on. */
function CitedIn({ documents }: { documents: StatementView['citedIn'] }) {
  const { t } = useTranslation('synthesis');
  if (documents.length === 0) return null;
  return (
    <div className="cited">
      {t('cited-in-documents')}
      <ul>
        {documents.map((d) => (
          <li key={d.id}>
            <a href={`/documents/${d.id}`} lang={d.language}>
              <bdi>{d.title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Notes({ statement: s, language, zone }: { statement: StatementView; language: string; zone: string }) {
  const { t } = useTranslation('synthesis');
  const name = languageNames[s.language as ContentLanguage] ?? s.language;
  if (s.language === language && !s.correctedAt && !s.stale) return null;
  return (
    <p className="meta">
      {s.language !== language && <span className="tag">{t('in-language', { language: name })}</span>}
      {s.correctedAt && (
        <span>
          {t('corrected')} <Time at={s.correctedAt} zone={zone} style="date" />
        </span>
      )}
      {s.stale && <span className="tag">{t('stale')}</span>}
    </p>
  );
}
