import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, DeedForm, TextArea, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { Board as BoardData, BoardPost, FlaggedPost, WaitingPost } from '../board.server';
import { Flags } from './flags';
import { RefusedDeed } from './refused-deed';

export interface BoardProps {
  id: number;
  board: Omit<BoardData, 'silentRegions'> & { silentRegions: string[] };
  moderation: 'pre' | 'post';
  zone: string;
  now: string;
}

/** The forms that this board has, by their deeds. */
function deedsOn(board: BoardProps['board']): string[] {
  return [
    ...board.waiting.rows.flatMap(({ id }) => [`let-through:${id}`, `refuse:${id}`]),
    ...board.flagged.rows.flatMap(({ id, state }) => [`keep:${id}`, ...(state === 'shown' ? [`hide:${id}`] : [])]),
  ];
}

/** Everything that waits for a facilitator: first what holds others up, then what asks for attention, then the balance. */
export function Board({ id, board, moderation, zone, now }: BoardProps) {
  const { t } = useTranslation('facilitation');
  const seen = { zone, now };
  return (
    <div className="narrow" data-live-list="board">
      <p className="crumb">
        <Link to={`/discussions/${id}`} lang={board.titleLanguage} dir={directionOf(board.titleLanguage)}>
          {board.title}
        </Link>
      </p>
      <h1>{t('board.title')}</h1>
      <p className="lede">{t('board.lede')}</p>
      <RefusedDeed isHere={(deed) => deedsOn(board).includes(deed)} />
      <Section
        id="waiting"
        title={t('board.waiting.title', { count: board.waiting.total })}
        empty={t(`board.waiting.empty-${moderation}`)}
        part={board.waiting}
      >
        {(post) => <Waiting post={post} {...seen} />}
      </Section>
      <Section
        id="flags"
        title={t('board.flags.title', { count: board.flagged.total })}
        empty={t('board.flags.empty')}
        part={board.flagged}
      >
        {(post) => <Flagged post={post} {...seen} />}
      </Section>
      <Section
        id="questions"
        title={t('board.questions.title', { count: board.questions.total })}
        empty={t('board.questions.empty')}
        part={board.questions}
      >
        {(post) => (
          <>
            <Head post={post} {...seen} />
            {post.clarify > 0 && <p className="tag">{t('board.questions.clarify', { count: post.clarify })}</p>}
            <Excerpt post={post} />
            <Answer post={post} discussion={id} />
          </>
        )}
      </Section>
      <Section
        id="new-voices"
        title={t('board.new-voices.title', { count: board.newVoices.total })}
        empty={t('board.new-voices.empty')}
        part={board.newVoices}
      >
        {(post) => (
          <>
            <Head post={post} {...seen} />
            <Excerpt post={post} />
            <Answer post={post} discussion={id} />
          </>
        )}
      </Section>
      <Silent board={board} />
      <section aria-labelledby="uncited">
        <h2 id="uncited">{t('board.uncited.title')}</h2>
        <p>
          {t(board.posts === 0 ? 'board.uncited.no-posts' : 'board.uncited.text', {
            count: board.uncited,
            posts: board.posts,
          })}
        </p>
        <p>
          <Link to={`/discussions/${id}/synthesis/edit`}>{t('board.uncited.link')}</Link>
        </p>
      </section>
    </div>
  );
}

function Section<P extends BoardPost>({
  id,
  title,
  empty,
  part,
  children,
}: {
  id: string;
  title: string;
  empty: string;
  part: { rows: P[]; total: number };
  children: (post: P) => ReactNode;
}) {
  const { t } = useTranslation('facilitation');
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {part.rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ul className="board">
          {part.rows.map((post) => (
            <li key={post.id} id={`${id}-${post.id}`}>
              {children(post)}
            </li>
          ))}
        </ul>
      )}
      {part.total > part.rows.length && (
        <p className="hint">{t('board.more', { count: part.total - part.rows.length })}</p>
      )}
    </section>
  );
}

interface Seen {
  zone: string;
  now: string;
}

function Head({ post, zone, now }: { post: BoardPost } & Seen) {
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

function Excerpt({ post }: { post: BoardPost & { words: string } }) {
  return (
    <p lang={post.language} dir={directionOf(post.language)}>
      {post.words}
    </p>
  );
}

function Answer({ post, discussion }: { post: BoardPost; discussion: number }) {
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

function Waiting({ post, ...seen }: { post: WaitingPost } & Seen) {
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

function Flagged({ post, ...seen }: { post: FlaggedPost } & Seen) {
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

function Silent({ board }: { board: BoardProps['board'] }) {
  const { t } = useTranslation('facilitation');
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{t('board.silent.title')}</h2>
      <h3>{t('board.silent.sectors')}</h3>
      {board.silentSectors.length === 0 ? (
        <p>{t('board.silent.no-sector')}</p>
      ) : (
        <ul>
          {board.silentSectors.map(({ sector, invited }) => (
            <li key={sector}>
              {t(`sectors:${sector}.name`)}
              {!invited && <small> {t('board.silent.not-invited')}</small>}
            </li>
          ))}
        </ul>
      )}
      <h3>{t('board.silent.regions')}</h3>
      {board.silentRegions.length === 0 ? (
        <p>{t('board.silent.no-region')}</p>
      ) : (
        <ul>
          {board.silentRegions.map((region) => (
            <li key={region}>{region}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
