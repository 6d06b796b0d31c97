import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, TextArea } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import type { CommentsView, CommentView, ThreadView } from '../queries/comments.server';
import { DocumentFrame } from './document-frame';
import { useDocumentLive } from './use-document-live';
import { useSaid } from './use-said';

export interface CommentsProps {
  view: CommentsView;
  which: 'open' | 'resolved';
  /** Keys of the forms: sent twice, written once. */
  once: string;
  zone: string;
}

/** What is said about the text, thread by thread, to be read and answered without a script. */
export function CommentsPage({ view, which, once, zone }: CommentsProps) {
  const { t } = useTranslation('documents');
  const { head } = view;
  const path = `/documents/${head.id}/comments`;
  useDocumentLive(head.id, ['comments-changed']);
  return (
    <DocumentFrame head={head} at="comments" title={t('comments.title')}>
      <div className="stack">
        <nav className="filters" aria-label={t('comments.filters')}>
          <Link to={path} aria-current={which === 'open' ? 'true' : undefined}>
            {t('comments.open', { count: view.open })}
          </Link>
          <Link to={`${path}?show=resolved`} aria-current={which === 'resolved' ? 'true' : undefined}>
            {t('comments.resolved', { count: view.resolved })}
          </Link>
        </nav>
        {view.threads.length === 0 && <p className="empty">{t(`comments.empty-${which}`)}</p>}
        {view.threads.map((thread) => (
          <Thread key={thread.id} thread={thread} view={view} once={once} zone={zone} />
        ))}
        {head.may.comment && which === 'open' && <NewComment path={path} once={once} />}
      </div>
    </DocumentFrame>
  );
}

function NewComment({ path, once }: { path: string; once: string }) {
  const { t } = useTranslation('documents');
  const said = useSaid('comment');
  return (
    <section aria-labelledby="new-comment">
      <h2 id="new-comment">{t('comments.new')}</h2>
      <p>
        {/* Not beside the button: taken for it, it would lead away from what was just written. */}
        <Link to={`${path}/new`}>{t('comments.passage')}</Link>
      </p>
      <DeedForm deed="comment" key={said}>
        <input type="hidden" name="once" value={once} />
        <TextArea
          deed="comment"
          name="body"
          label={t('comments.about-document')}
          hint={t('comments.hint')}
          rows={4}
          required
        />
        <p className="actions">
          <Button primary>{t('comments.send')}</Button>
        </p>
      </DeedForm>
    </section>
  );
}

function Thread({ thread, view, once, zone }: { thread: ThreadView; view: CommentsView; once: string; zone: string }) {
  const { t } = useTranslation('documents');
  const { head } = view;
  const settle = thread.resolved ? 'reopen' : 'resolve';
  return (
    // No landmark: two threads may be about the same words.
    <article id={`thread-${thread.id}`} aria-labelledby={`thread-${thread.id}-about`} className="thread">
      <h2 id={`thread-${thread.id}-about`}>
        {thread.about === '' ? (
          t('comments.whole')
        ) : thread.gone || thread.block === '' ? (
          <q dir="auto">{thread.about}</q>
        ) : (
          <Link to={`/documents/${head.id}#${thread.block}`}>
            <q dir="auto">{thread.about}</q>
          </Link>
        )}
      </h2>
      {thread.gone && <p className="hint">{t('comments.gone')}</p>}
      {thread.resolved && (
        <p className="meta">
          <span className="state closed">{t('comments.is-resolved')}</span>
          {thread.resolved.by && <bdi>{thread.resolved.by}</bdi>}
          <Time at={thread.resolved.at} zone={zone} style="date" />
        </p>
      )}
      {thread.comments.map((comment) => (
        <Comment key={comment.id} comment={comment} mayComment={head.may.comment} zone={zone} />
      ))}
      {head.may.comment && (
        <Answer thread={thread.id} once={`${once.slice(0, -12)}${String(thread.id).padStart(12, '0')}`} />
      )}
      {thread.mayResolve && (
        <DeedForm deed={`${settle}-${thread.id}`}>
          <input type="hidden" name="thread" value={thread.id} />
          <Button quiet>{t(`comments.${settle}`)}</Button>
        </DeedForm>
      )}
    </article>
  );
}

function Answer({ thread, once }: { thread: number; once: string }) {
  const { t } = useTranslation('documents');
  const deed = `reply-${thread}`;
  const said = useSaid(deed);
  return (
    <Fold summary={t('comments.answer')} deeds={[deed]}>
      <DeedForm deed={deed} key={said}>
        <input type="hidden" name="thread" value={thread} />
        <input type="hidden" name="once" value={once} />
        <TextArea deed={deed} name="body" label={t('comments.your-answer')} rows={3} required />
        <p className="actions">
          <Button>{t('comments.send')}</Button>
        </p>
      </DeedForm>
    </Fold>
  );
}

function Comment({ comment: c, mayComment, zone }: { comment: CommentView; mayComment: boolean; zone: string }) {
  const { t } = useTranslation('documents');
  return (
    <article className="post" id={`comment-${c.id}`}>
      <header>
        <span className="who">
          <bdi>{c.author}</bdi>
        </span>
        {c.organisation && (
          <span className="org">
            <bdi>{c.organisation}</bdi>
          </span>
        )}
        <span className="when">
          <Time at={c.at} zone={zone} />
          {c.edited && <> · {t('comments.edited')}</>}
        </span>
      </header>
      {c.state === 'withdrawn' ? (
        <p className="tombstone">{t('comments.withdrawn')}</p>
      ) : (
        <div
          className="words"
          lang={c.language}
          dir={directionOf(c.language)}
          // Rendered from a closed list of tags when it was written.
          // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
          dangerouslySetInnerHTML={{ __html: c.html }}
        />
      )}
      {c.state === 'redacted' && <p className="hint">{t('comments.redacted')}</p>}
      {c.mine && c.state !== 'withdrawn' && (
        <div className="acts">
          {mayComment && (
            <Fold summary={t('comments.edit')} deeds={[`edit-${c.id}`]}>
              <DeedForm deed={`edit-${c.id}`}>
                <input type="hidden" name="comment" value={c.id} />
                <Version deed={`edit-${c.id}`} now={c.version} />
                <TextArea
                  deed={`edit-${c.id}`}
                  name="body"
                  label={t('comments.your-words')}
                  value={c.body}
                  rows={3}
                  required
                />
                <Button>{t('comments.save')}</Button>
              </DeedForm>
            </Fold>
          )}
          <DeedForm deed={`withdraw-${c.id}`}>
            <input type="hidden" name="comment" value={c.id} />
            <Button quiet>{t('comments.withdraw')}</Button>
          </DeedForm>
        </div>
      )}
    </article>
  );
}
