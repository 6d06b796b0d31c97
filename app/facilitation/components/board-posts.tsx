import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, DeedForm, TextArea, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { BoardPost, FlaggedPost, WaitingPost } from '../board.server';
import { Flags } from './flags';

interface Seen {
  zone: string;
  now: string;
}

export function Head({ post, zone, now }: { post: BoardPost } & Seen) {
  return (
    <p className="meta">
      <strong>
        <bdi>{post.author}</bdi>
      </strong>
      {post.organisation && <bdi>{post.organisation}</bdi>}
      <Link to={`/posts/${post.id}`}>
        <Time at={post.at} zone={zone} />
      </Link>
      <Time at={post.at} zone={zone} style="relative" now={now} />
    </p>
  );
}

export function Excerpt({ post }: { post: BoardPost & { words: string } }) {
  return (
    <p lang={post.language} dir={directionOf(post.language)}>
      {post.words}
    </p>
  );
}

export function Answer({ post, discussion }: { post: BoardPost; discussion: number }) {
  const { t } = useTranslation('facilitation');
  return (
    <p className="acts">
      <Link to={`/discussions/${discussion}?reply=${post.id}#composer`}>
        {t('board.answer')}
        <span className="unseen"> {t('board.to', { author: post.author })}</span>
      </Link>
    </p>
  );
}

export function Waiting({ post, ...seen }: { post: WaitingPost } & Seen) {
  const { t } = useTranslation('facilitation');
  return (
    <>
      <Head post={post} {...seen} />
      <p className="row">
        {post.edited && <span className="tag">{t('board.waiting.edited')}</span>}
        {post.firstOfAuthor && <span className="tag">{t('board.waiting.first')}</span>}
        {post.files > 0 && <span className="tag">{t('board.waiting.files', { count: post.files })}</span>}
      </p>
      <Words html={post.html} language={post.language} />
      <div className="actions">
        <DeedForm deed={`let-through:${post.id}`}>
          <Button primary>
            {t('deed.let-through')}
            <span className="unseen"> {t('board.of', { author: post.author })}</span>
          </Button>
        </DeedForm>
        <More post={post} />
      </div>
      <WithReason deed={`refuse:${post.id}`} words={t('deed.refuse')} author={post.author} />
    </>
  );
}

export function Flagged({ post, ...seen }: { post: FlaggedPost } & Seen) {
  const { t } = useTranslation('facilitation');
  return (
    <>
      <Head post={post} {...seen} />
      {post.state !== 'shown' && <p className={`state ${post.state}`}>{t(`state.${post.state}`)}</p>}
      <Excerpt post={post} />
      <Flags flags={post.flags} zone={seen.zone} />
      <div className="actions">
        <DeedForm deed={`keep:${post.id}`}>
          <Button>
            {t('deed.keep')}
            <span className="unseen"> {t('board.of', { author: post.author })}</span>
          </Button>
        </DeedForm>
        <Link to={`/posts/${post.id}/redact`}>{t('moderate.redact-link')}</Link>
        <More post={post} />
      </div>
      {post.state === 'shown' && <WithReason deed={`hide:${post.id}`} words={t('deed.hide')} author={post.author} />}
    </>
  );
}

function More({ post }: { post: BoardPost }) {
  const { t } = useTranslation('facilitation');
  return (
    <Link to={`/posts/${post.id}/moderate`}>
      {t('board.more-deeds')}
      <span className="unseen"> {t('board.of', { author: post.author })}</span>
    </Link>
  );
}

/** Hiding asks for a reason; the form unfolds, so that the list stays short. */
function WithReason({ deed, words, author }: { deed: string; words: string; author: string }) {
  const { t } = useTranslation('facilitation');
  const refused = useRefused(deed);
  return (
    <details className="fold" open={refused !== undefined}>
      <summary>
        {t('board.with-reason', { deed: words })}
        <span className="unseen"> {t('board.of', { author })}</span>
      </summary>
      <DeedForm deed={deed}>
        <TextArea
          deed={deed}
          name="reason"
          label={t('field.reason')}
          hint={t('field.reason-shown')}
          rows={3}
          required
        />
        <p className="actions">
          <Button danger>{words}</Button>
        </p>
      </DeedForm>
    </details>
  );
}
