import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CitedWords } from '../../citations/citation';
import { Voice } from '../../heard/components/voice';
import { directionOf } from '../../shared/languages';
import type { SourceView } from '../queries/reading.server';

/** What a statement rests on, as this reader may see it: whose words, and how they begin. */
export function Sources({ sources }: { sources: SourceView[] }) {
  const { t } = useTranslation('synthesis');
  if (sources.length === 0) return null;
  return (
    <div className="sources">
      <p>{t('rests-on', { count: sources.length })}</p>
      <ul>
        {sources.map((source) => (
          <li key={source.citation}>
            <Source source={source} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Source({ source: { now, state } }: { source: SourceView }) {
  const { t } = useTranslation('synthesis');
  if (now.kind === 'nothing') {
    if (now.why === 'not-for-you') return <p>{t('source.not-for-you')}</p>;
    return (
      <p className="source-changed">
        <Who author={now.author} organisation={now.organisation} sector={null} path={now.path} />{' '}
        {t(`source.${now.why}`)}
      </p>
    );
  }
  if (now.kind === 'voice') {
    return (
      <p>
        <Voice voice={now.voice} on="statement" />
      </p>
    );
  }
  return (
    <>
      <p>
        <Who {...now} />
        {now.translated && <span className="tag">{t('source.translated')}</span>}
      </p>
      <Excerpt of={now} />
      {state === 'changed' && <p className="source-changed">{t('source.changed')}</p>}
    </>
  );
}

export function Excerpt({ of }: { of: Pick<CitedWords, 'excerpt' | 'language'> }) {
  return (
    <blockquote lang={of.language} dir={directionOf(of.language)}>
      {of.excerpt}
    </blockquote>
  );
}

export function Who({
  author,
  organisation,
  sector,
  path,
}: {
  author: string;
  organisation: string | null;
  sector: string | null;
  path: string | null;
}) {
  const { t } = useTranslation('synthesis');
  return (
    <span className="meta">
      <span className="who">
        {path ? (
          <Link to={path}>
            <bdi>{author}</bdi>
          </Link>
        ) : (
          <bdi>{author}</bdi>
        )}
      </span>
      {organisation && (
        <span className="org">
          <bdi>{organisation}</bdi>
        </span>
      )}
      {sector && <span className="sector">{t(`sectors:${sector}.name`)}</span>}
    </span>
  );
}
