import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { SubjectView } from '../subject';

/** A page about one post: where it stands, what is to be done, and the post as it is. */
export function PostPage({
  post,
  title,
  lede,
  zone,
  children,
}: {
  post: SubjectView;
  title: string;
  lede?: ReactNode;
  zone: string;
  children: ReactNode;
}) {
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
      <h1>{title}</h1>
      {lede && <p className="lede">{lede}</p>}
      <div className="stack">
        <SubjectPost post={post} zone={zone} />
        {children}
      </div>
    </div>
  );
}

/** The post itself, with its state in words. */
export function SubjectPost({ post, zone }: { post: SubjectView; zone: string }) {
  const { t } = useTranslation('facilitation');
  return (
    <article className={`post ${post.state}`} aria-label={t('post.label', { author: post.author })}>
      <h2 className="unseen">{t('post.label', { author: post.author })}</h2>
      <header>
        <h3 className="who">
          <bdi>{post.author}</bdi>
        </h3>
        {post.organisation && (
          <span className="org">
            <bdi>{post.organisation}</bdi>
          </span>
        )}
        <span className="when">
          <Time at={post.at} zone={zone} />
        </span>
      </header>
      {post.state !== 'shown' && (
        <p className="tombstone">
          {t(`state.${post.state}`)}
          {post.stateReason && <> {t('state.reason', { reason: post.stateReason })}</>}
        </p>
      )}
      {post.html && <Words html={post.html} language={post.language} />}
    </article>
  );
}
