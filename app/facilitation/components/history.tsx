import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import type { Change } from '../history';
import type { SubjectView } from '../subject';

export interface HistoryProps {
  post: SubjectView;
  /** Newest first; the first version has no changes but its whole text. */
  versions: { version: number; at: string; changes: Change[] }[];
  /** Earlier versions that are not compared here because there are too many. */
  more: boolean;
  erased: boolean;
  zone: string;
}

/** The versions of a post, each with what changed in it: added and removed words are marked, and said to screen readers. */
export function History({ post, versions, more, erased, zone }: HistoryProps) {
  const { t } = useTranslation('facilitation');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link
          to={`/discussions/${post.discussion.id}`}
          lang={post.discussion.language}
          dir={directionOf(post.discussion.language)}
        >
          {post.discussion.title}
        </Link>{' '}
        › <Link to={`/posts/${post.id}`}>{t('post.crumb', { author: post.author })}</Link>
      </p>
      <h1>{t('history.title')}</h1>
      <p className="lede">{t(versions.length > 1 ? 'history.lede' : 'history.only')}</p>
      {erased && <p className="notice">{t('history.erased')}</p>}
      <ol className="history" reversed>
        {versions.map(({ version, at, changes }, i) => (
          <li key={version}>
            <h2>
              {t(i === 0 ? 'history.now' : version === 1 ? 'history.first' : 'history.version', { version })} ·{' '}
              <Time at={at} zone={zone} />
            </h2>
            <div className="changes" lang={post.language} dir={directionOf(post.language)}>
              {changes.map((change, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same words may come twice, and nothing here moves
                <Marked key={`${place} ${change.kind}`} change={change} />
              ))}
            </div>
          </li>
        ))}
      </ol>
      {more && <p className="hint">{t('history.more')}</p>}
    </div>
  );
}

function Marked({ change }: { change: Change }) {
  const { t } = useTranslation('facilitation');
  if (change.kind === 'same') return <>{change.words}</>;
  const Mark = change.kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <span className="unseen">{t(`history.${change.kind}`)} </span>
      {change.words}
      <span className="unseen"> {t('history.end')}</span>
    </Mark>
  );
}
