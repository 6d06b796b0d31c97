import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Voice } from '../../heard/components/voice';
import { directionOf } from '../../shared/languages';
import { Button, DeedForm } from '../../shared/ui/form';
import type { SourceOfText, SourcesView } from '../queries/sources.server';
import { DocumentFrame } from './document-frame';

/** What the text rests on, in its sources' own words as far as one may read them. */
export function SourcesPage({ view }: { view: SourcesView }) {
  const { t } = useTranslation('documents');
  return (
    <DocumentFrame head={view.head} at="sources" title={t('sources.title')}>
      <div className="stack">
        <p className="lede">{t('sources.lede')}</p>
        {view.sources.length === 0 && <p className="empty">{t('sources.empty')}</p>}
        <ol className="list">
          {view.sources.map((s) => (
            <li key={s.citation}>
              <Source s={s} id={view.head.id} />
            </li>
          ))}
        </ol>
      </div>
    </DocumentFrame>
  );
}

function Source({ s, id }: { s: SourceOfText; id: number }) {
  const { t } = useTranslation('documents');
  const { now } = s;
  const changed = s.state !== 'current' && s.state !== 'not-for-you' && !s.settled;
  return (
    <article>
      {now.kind === 'voice' ? (
        <p>
          <Voice voice={now.voice} on="document" />
        </p>
      ) : now.kind === 'nothing' && now.why === 'not-for-you' ? (
        <p>{t('sources.not-for-you')}</p>
      ) : (
        <p className="meta">
          <span className="who">
            <Link to={'path' in now ? now.path : '#'}>
              <bdi>{'author' in now ? now.author : ''}</bdi>
            </Link>
          </span>
          {'organisation' in now && now.organisation && (
            <span className="org">
              <bdi>{now.organisation}</bdi>
            </span>
          )}
        </p>
      )}
      {now.kind !== 'nothing' && now.kind !== 'voice' && (
        <blockquote lang={now.language} dir={directionOf(now.language)}>
          {now.excerpt}
        </blockquote>
      )}
      {changed && s.state !== 'not-for-you' && <p className="source-changed">{t(`source.${s.state}`)}</p>}
      {s.settled && <p className="hint">{t('sources.settled')}</p>}
      <p>
        <Link to={`/documents/${id}#${s.block}`}>{t('sources.place')}</Link>
      </p>
      {changed && s.maySettle && (
        <DeedForm deed={`keep-${s.citation}`}>
          <input type="hidden" name="citation" value={s.citation} />
          <Button>{t('sources.keep')}</Button>
        </DeedForm>
      )}
    </article>
  );
}
