import { useTranslation } from 'react-i18next';
import { type ContentLanguage, languageNames } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import { type ReactionKind, reactionKinds } from '../discussion';
import type { Personal, PostView } from '../post-view';

/** What every post of a page has in common. */
export interface Here {
  discussion: number;
  path: string;
  /** Page of the conversation: an answer is written beside what it answers. */
  page: number;
  zone: string;
  signedIn: boolean;
  mayReact: boolean;
  mayReply: boolean;
  mayFacilitate: boolean;
  mayEdit: boolean;
}

/** A reaction that is on its way to the server. */
export interface Reacting {
  kind: string;
  on: boolean;
}

interface Shown {
  post: PostView & Personal;
  here: Here;
  reacting: Reacting | null;
}

/** One contribution: who, on whose behalf, the words, and what can be done with them. */
export function Post({ post, here, reacting }: Shown) {
  const { t } = useTranslation('discussions');
  if (post.state === 'moved') return <Pointer post={post} />;
  const wordless = post.html === '';
  return (
    <article
      className={`post ${post.state}`}
      id={`post-${post.id}`}
      data-ordinal={post.ordinal}
      data-version={post.version}
      tabIndex={-1}
      aria-label={t('post.label', { author: post.author.name })}
    >
      <header>
        {/* A heading, so that one can go from post to post by ear; headings in the words stand below it. */}
        <h3 className="who">
          <bdi>{post.author.name}</bdi>
        </h3>
        {post.organisation && (
          <span className="org">
            <bdi>{post.organisation.name}</bdi>
          </span>
        )}
        {post.organisation && <span className="sector">{t(`sectors:${post.organisation.sector}.name`)}</span>}
        <a className="when" href={`/posts/${post.id}`}>
          <Time at={post.at} zone={here.zone} />
        </a>
      </header>
      {post.inReplyTo && (
        <p className="reply">
          {t('post.in-reply-to')}{' '}
          <a href={`/posts/${post.inReplyTo.id}`}>
            <bdi>{post.inReplyTo.author}</bdi>
          </a>
        </p>
      )}
      {post.state === 'waiting' && <p className="held">{t(post.mine ? 'post.held-mine' : 'post.held')}</p>}
      {post.tombstone && (
        <p className="tombstone">
          {t(`post.tombstone.${post.state}`, { context: post.tombstone.byAuthor ? 'author' : undefined })}
          {post.tombstone.reason && <> {t('post.reason', { reason: post.tombstone.reason })}</>}
        </p>
      )}
      {!wordless && <Words html={post.html} language={post.language} />}
      {post.erasures
        .filter((e) => e.what !== 'post')
        .map((e) => (
          <p className="tombstone" key={`${e.what}${e.reason}`}>
            {t(`post.erased.${e.what}`)} {e.reason && t('post.reason', { reason: e.reason })}
          </p>
        ))}
      {post.editedAt && !wordless && (
        <p className="edited">
          <Way to={`/posts/${post.id}/history`}>{t('post.edited')}</Way> · <Time at={post.editedAt} zone={here.zone} />
        </p>
      )}
      {post.attachments.length > 0 && (
        <ul className="attachments">
          {post.attachments.map((file) =>
            file.erased ? null : (
              <li key={file.id}>
                <a href={`/attachments/${file.id}/${encodeURIComponent(file.name)}`}>
                  <bdi>{file.name}</bdi>
                </a>{' '}
                <small>{t('post.file-size', { kilobytes: Math.max(1, Math.round(file.size / 1024)) })}</small>
              </li>
            ),
          )}
        </ul>
      )}
      {post.translations.map((translation) => (
        <details className="translation" key={translation.language}>
          <summary>
            {t('post.translation', {
              language: languageNames[translation.language as ContentLanguage] ?? translation.language,
              by: translation.by,
            })}
            {translation.stale && ` · ${t('post.translation-stale')}`}
          </summary>
          <Words html={translation.html} language={translation.language} />
        </details>
      ))}
      {post.state === 'shown' && <Acts post={post} here={here} reacting={reacting} />}
      {post.state !== 'shown' && (here.mayFacilitate || (post.mine && !wordless)) && (
        <p className="acts">
          {here.mayFacilitate && <Way to={`/posts/${post.id}/moderate`}>{t('post.moderate')}</Way>}
          {post.mine && !wordless && here.mayEdit && post.state === 'waiting' && (
            <Way to={`/posts/${post.id}/edit`}>{t('post.edit')}</Way>
          )}
          {post.mine && !wordless && <Way to={`/posts/${post.id}/withdraw`}>{t('post.withdraw')}</Way>}
        </p>
      )}
      {post.citedIn.length > 0 && (
        <div className="cited">
          {t('post.cited')}
          <ul>
            {post.citedIn.map((c) => (
              <li key={c.statementId}>
                <a href={`/statements/${c.statementId}`}>
                  <bdi>“{c.words}”</bdi>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {post.citedInClaims.length > 0 && (
        <div className="cited">
          {t('post.cited-in-claims')}
          <ul>
            {post.citedInClaims.map((c) => (
              <li key={c.id}>
                <a href={`/claims/${c.id}`} lang={c.language}>
                  <bdi>{c.words}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {post.citedInDocuments.length > 0 && (
        <div className="cited">
          {t('post.cited-in-documents')}
          <ul>
            {post.citedInDocuments.map((d) => (
              <li key={d.id}>
                <a href={`/documents/${d.id}`} lang={d.language}>
                  <bdi>{d.title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </article>
  );
}

function Pointer({ post }: { post: PostView }) {
  const { t } = useTranslation('discussions');
  return (
    <article className="post moved" id={`post-${post.id}`} data-ordinal={post.ordinal}>
      <p className="tombstone">
        {t('post.moved')} {post.movedTo && <a href={`/posts/${post.movedTo.postId}`}>{t('post.moved-to')}</a>}
      </p>
    </article>
  );
}

function Acts({ post, here, reacting }: Shown) {
  const { t } = useTranslation('discussions');
  const composer = (what: 'reply' | 'quote') => `${here.path}?page=${here.page}&${what}=${post.id}#composer`;
  return (
    <div className="acts">
      {here.mayReact && !post.mine ? (
        <Reactions post={post} here={here} reacting={reacting} />
      ) : (
        <span className="tally">
          {reactionKinds.map((kind) => (
            <span key={kind}>
              {t(`reaction.${kind}`)} · <span data-reaction={`${post.id}:${kind}`}>{post.reactions[kind] ?? 0}</span>
            </span>
          ))}
        </span>
      )}
      {here.mayReply && (
        <>
          <Way to={composer('reply')}>{t('post.reply')}</Way>
          <Way to={composer('quote')} data-quote={post.id}>
            {t('post.quote')}
          </Way>
        </>
      )}
      {post.mine && here.mayEdit && <Way to={`/posts/${post.id}/edit`}>{t('post.edit')}</Way>}
      {post.mine && <Way to={`/posts/${post.id}/withdraw`}>{t('post.withdraw')}</Way>}
      {post.mine && <Way to={`/trace/post/${post.id}`}>{t('post.trace')}</Way>}
      {here.mayFacilitate && <Way to={`/posts/${post.id}/moderate`}>{t('post.moderate')}</Way>}
      {!post.mine && <Way to={`/posts/${post.id}/report`}>{t('post.report')}</Way>}
    </div>
  );
}

/** A plain form, one for all three: what is said of a post stands many times on a page. */
function Reactions({ post, here, reacting }: Shown) {
  const { t } = useTranslation('discussions');
  return (
    <form method="post" action={here.path} data-reacts-to={post.id}>
      <input type="hidden" name="deed" value="react" />
      <input type="hidden" name="post" value={post.id} />
      {reactionKinds.map((kind: ReactionKind) => {
        const asked = reacting?.kind === kind ? reacting.on : null;
        const on = asked ?? post.reacted.includes(kind);
        const count =
          (post.reactions[kind] ?? 0) + (asked === null ? 0 : Number(asked) - Number(post.reacted.includes(kind)));
        return (
          <button
            key={kind}
            type="submit"
            name="reaction"
            value={`${kind} ${on ? 'no' : 'yes'}`}
            aria-pressed={on}
            className="quiet"
          >
            {t(`reaction.${kind}`)}
            {count > 0 && <> · {count}</>}
          </button>
        );
      })}
    </form>
  );
}
